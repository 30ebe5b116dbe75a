import { zipParts } from '../zipParts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const plain = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)

/** The texts of an Office file's part, a line for each paragraph, cell, heading of a page and sheet. */
function linesOf(xml: string): string[] {
  const sheets = [...xml.matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = '']) => name)
  // &C and the like stand for the middle of the page, &P for its number.
  const edges = [...xml.matchAll(/<odd(?:Header|Footer)>([^<]*)/g)].map(([, text = '']) =>
    plain(text).replace(/&[A-Z\d]/g, ''),
  )
  const paragraphs = xml
    .split(/<\/(?:w:p|si|is|comment|dc:title)>/)
    .map((piece) =>
      [...piece.matchAll(/<(?:w:t|t|dc:title)(?: [^>]*)?>([^<]*)/g)].map(([, text = '']) => plain(text)).join(''),
    )
  return [...sheets, ...edges, ...paragraphs]
}

/**
 * Every text of a Word file or workbook, with page heads, sheet names and notes; of a zip its files' names and their texts.
 * Of any other file its name alone: a PDF is drawn from the same layout as the Word file.
 */
export async function textOfFile(name: string, content: Buffer): Promise<string> {
  if (name.endsWith('.zip')) {
    const inside = await Promise.all([...(await zipParts(content))].map(([each, part]) => textOfFile(each, part)))
    return [name, ...inside].join('\n')
  }
  if (!/\.(docx|xlsx)$/.test(name)) return name
  const parts = [...(await zipParts(content))].filter(([part]) => part.endsWith('.xml'))
  return [name, ...parts.flatMap(([, part]) => linesOf(part.toString()))].join('\n')
}
