import { writable } from '../../domain/wording/cleanText'
import {
  type Block,
  type Cell,
  type CellBlock,
  type Face,
  type PictureBlock,
  padding,
  type Row,
  sum,
  type TableBlock,
  type TextBlock,
} from './layout'

/** Named, never embedded: they are licensed, and the offices that write 公文 have them (rules §6.7). */
const faces: Record<Face, string> = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  heading: '黑体',
  note: '楷体_GB2312',
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Whatever reaches it: what XML has no place for is left out, places to break a word stay. */
export const escapeXml = (content: string): string =>
  writable(content).replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)

export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)
/** English Metric Units. */
const emu = (millimetres: number): number => Math.round(millimetres * 36000)

/** Everything a run carries is written out: no style of the reader's machine can change it. */
export function runXml(content: string, face: Face, size: number, color = '000000'): string {
  const name = faces[face]
  const fonts = `<w:rFonts w:ascii="${name}" w:eastAsia="${name}" w:hAnsi="${name}" w:cs="${name}" w:hint="eastAsia"/>`
  const half = Math.round(size * 2)
  return `<w:r><w:rPr>${fonts}<w:color w:val="${color}"/><w:sz w:val="${half}"/><w:szCs w:val="${half}"/></w:rPr>${content}</w:r>`
}

const linesXml = (content: string): string =>
  content
    .split('\n')
    .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
    .join('<w:br/>')

/** The paragraph's own mark is a letter too, and would make a line with a picture higher. */
const smallMark = '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'

interface ParagraphStyle {
  align?: CellBlock['align']
  /** Twips; the default is as high as what it holds. */
  exactLine?: number
  above?: number
  keepNext?: boolean
  pageBreakBefore?: boolean
}

export function paragraphXml(runs: string, style: ParagraphStyle = {}): string {
  const { align = 'left', exactLine, above = 0, keepNext, pageBreakBefore } = style
  const line = exactLine ? `w:line="${exactLine}" w:lineRule="exact"` : 'w:line="240" w:lineRule="auto"'
  const flags = `${keepNext ? '<w:keepNext/>' : ''}${pageBreakBefore ? '<w:pageBreakBefore/>' : ''}`
  const spacing = `<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:spacing w:before="${twips(above)}" w:after="0" ${line}/>`
  return `<w:p><w:pPr>${flags}${spacing}<w:jc w:val="${align}"/>${smallMark}</w:pPr>${runs}</w:p>`
}

/** Word wants a paragraph behind every table and in every cell: one that takes no room. */
export const smallestParagraph = (style: ParagraphStyle = {}): string => paragraphXml('', { ...style, exactLine: 20 })

/** Lines of a fixed height: the fonts of two machines differ in height, a page must not. */
function textXml({ runs, size, leading, align, color, above }: TextBlock, keepNext: boolean): string {
  const written = runs.map(({ text, face }) => runXml(linesXml(text), face, size, color)).join('')
  return paragraphXml(written, { align, above, keepNext, exactLine: Math.round(size * leading * 20) })
}

function drawingXml({ width, height }: PictureBlock, number: number): string {
  const size = `cx="${emu(width)}" cy="${emu(height)}"`
  return `<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${number}" name="picture${number}"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="${number}" name="picture${number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="picture${number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
}

const line = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
const sideNames = [
  ['top', 't'],
  ['left', 'l'],
  ['bottom', 'b'],
  ['right', 'r'],
] as const

const bordersXml = (edges: string): string =>
  sideNames.map(([name, edge]) => `<w:${name} ${edges.includes(edge) ? line : 'w:val="nil"'}/>`).join('')

const sides = { top: padding.y, left: padding.x, bottom: padding.y, right: padding.x }
const marginsXml = sideNames.map(([name]) => `<w:${name} w:w="${twips(sides[name])}" w:type="dxa"/>`).join('')

/** A cell that reaches down is written again in each row it covers. */
interface ReachingCell {
  cell: Cell
  rowsLeft: number
}

/** The body of one part of a Word file; its pictures are counted from 1 and called picture1, picture2 … */
export class DocxBody {
  readonly pictures: PictureBlock[] = []

  private blockXml(block: CellBlock, keepNext: boolean): string {
    if (block.kind === 'text') return textXml(block, keepNext)
    this.pictures.push(block)
    return paragraphXml(drawingXml(block, this.pictures.length), { align: block.align, keepNext })
  }

  private cellXml(cell: Cell, width: number, merge: '' | 'restart' | 'continue', keepNext: boolean): string {
    const written = merge === 'continue' ? '' : cell.blocks.map((block) => this.blockXml(block, keepNext)).join('')
    const properties = [
      `<w:tcW w:w="${twips(width)}" w:type="dxa"/>`,
      cell.span > 1 ? `<w:gridSpan w:val="${cell.span}"/>` : '',
      merge ? `<w:vMerge w:val="${merge}"/>` : '',
      `<w:tcBorders>${bordersXml(cell.edges)}</w:tcBorders>`,
      cell.fill ? `<w:shd w:val="clear" w:color="auto" w:fill="${cell.fill}"/>` : '',
      `<w:vAlign w:val="${cell.vertical}"/>`,
    ]
    return `<w:tc><w:tcPr>${properties.join('')}</w:tcPr>${written || smallestParagraph({ keepNext })}</w:tc>`
  }

  private rowXml(
    { cells, height, keep }: Row,
    columns: readonly number[],
    reaching: (ReachingCell | null)[],
    isHead: boolean,
  ): string {
    const rest = [...cells]
    const written: string[] = []
    for (let column = 0; column < columns.length; ) {
      const above = reaching[column] ?? null
      const cell = above?.cell ?? rest.shift()
      if (!cell) break
      const rowsLeft = (above?.rowsLeft ?? cell.rowSpan) - 1
      reaching[column] = rowsLeft > 0 ? { cell, rowsLeft } : null
      const merge = above ? 'continue' : cell.rowSpan > 1 ? 'restart' : ''
      written.push(this.cellXml(cell, sum(columns.slice(column, column + cell.span)), merge, keep))
      column += cell.span
    }
    // A row higher than a page could not be kept whole.
    const whole = height < 150 ? '<w:cantSplit/>' : ''
    const again = isHead ? '<w:tblHeader/>' : ''
    return `<w:tr><w:trPr>${whole}<w:trHeight w:val="${twips(height)}" w:hRule="atLeast"/>${again}</w:trPr>${written.join('')}</w:tr>`
  }

  private tableXml({ columns, rows, headRows = 0 }: TableBlock): string {
    const grid = columns.map((width) => `<w:gridCol w:w="${twips(width)}"/>`).join('')
    const width = sum(columns.map(twips))
    const reaching: (ReachingCell | null)[] = []
    const written = rows.map((row, at) => this.rowXml(row, columns, reaching, at < headRows))
    const properties = `<w:tblW w:w="${width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>${marginsXml}</w:tblCellMar>`
    return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${written.join('')}</w:tbl>`
  }

  write(blocks: readonly Block[]): string {
    return blocks
      .map((block) => (block.kind === 'table' ? this.tableXml(block) + smallestParagraph() : textXml(block, false)))
      .join('')
  }
}
