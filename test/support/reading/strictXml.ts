import { SaxesParser } from 'saxes'
import { zipParts } from '../zipParts'

/** What a strict parser (XML 1.0, namespaces) says against the document; null for nothing. */
export function xmlFault(xml: string): string | null {
  let fault: string | null = null
  const parser = new SaxesParser({ xmlns: true })
  parser.on('error', ({ message }) => {
    fault ??= message
  })
  try {
    parser.write(xml).close()
  } catch (thrown) {
    fault ??= (thrown as Error).message
  }
  return fault
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** The same of texts as they would stand in a document. */
export const xmlFaultOf = (texts: readonly string[]): string | null =>
  xmlFault(`<texts>${texts.map((text) => text.replace(/[&<>]/g, (sign) => entities[sign] ?? sign)).join('\n')}</texts>`)

/** Of an Office file or a zip of such: `<part>: <fault>` for each of its XML parts that a strict parser refuses. */
export async function xmlFaultsIn(name: string, content: Buffer): Promise<string[]> {
  if (!/\.(docx|xlsx|zip)$/.test(name)) return []
  const faults: string[] = []
  for (const [part, inner] of await zipParts(content)) {
    if (/\.(xml|rels|vml)$/.test(part)) {
      const fault = xmlFault(inner.toString())
      if (fault) faults.push(`${name} ${part}: ${fault}`)
    } else faults.push(...(await xmlFaultsIn(part, inner)))
  }
  return faults
}
