/**
 * One description of a document, drawn twice: as Word file and as PDF. Lengths are millimetres, letters are points.
 * Tables are flat: a cell holds texts and pictures only.
 */

/** The four faces of a 公文 (rules §6.7): 小标宋 for titles, 仿宋 for texts, 黑体 for headings, 楷体 for notes. */
export type Face = 'title' | 'body' | 'heading' | 'note'

export interface Run {
  text: string
  face: Face
}

export interface TextBlock {
  kind: 'text'
  runs: readonly Run[]
  /** Points. */
  size: number
  /** Distance of two lines, in letter sizes. */
  leading: number
  align: 'left' | 'center' | 'right'
  /** Six hexadecimal digits. */
  color: string
  /** Room above, millimetres. */
  above: number
  /** The letters shrink until the text fits on so many lines. */
  maxLines: number | null
  /** Keeps its size when the page is shrunk to fit. */
  fixed: boolean
}

export interface PictureBlock {
  kind: 'picture'
  content: Buffer
  type: 'jpg' | 'png'
  width: number
  height: number
  align: 'left' | 'center' | 'right'
}

export type CellBlock = TextBlock | PictureBlock

export interface Cell {
  blocks: readonly CellBlock[]
  span: number
  rowSpan: number
  vertical: 'top' | 'center' | 'bottom'
  /** The lines drawn around it: any of t, b, l, r. */
  edges: string
  /** Ground colour, six hexadecimal digits. */
  fill: string | null
}

export interface Row {
  cells: readonly Cell[]
  /** At least so high, millimetres. */
  height: number
  /** Its share of what is left of the page; 0: none. */
  grow: number
  /** Stays on one page with the row below. */
  keep: boolean
}

export interface TableBlock {
  kind: 'table'
  /** Widths, millimetres. */
  columns: readonly number[]
  rows: readonly Row[]
  /** So many rows from the top are drawn again on every page the table runs on to. */
  headRows?: number
}

export type Block = TextBlock | TableBlock

export interface Sheet {
  /** For the file's properties, not printed. */
  title: string
  width: number
  height: number
  margin: { top: number; right: number; bottom: number; left: number }
  /** Repeated on every page, `headTop` below the upper edge. */
  head: readonly Block[]
  headTop: number
  /** 第x页，共y页 at the foot of every page: from its last line to the lower edge. */
  footBottom: number
  /** Points; null: no such line, on what stands or hangs somewhere and has one side. */
  footSize: number | null
  /** Letters shrink no further than to this share of their size (0.4 to 1); then the page is broken instead. */
  lowestScale: number
  /** They grow to this share of their size where the page has room, on what is read from afar (up to 2); 1 when not said. */
  highestScale?: number
  /** In pale letters across every page, behind what stands on it. */
  watermark?: string
  /** Each begins on a new page. */
  pages: readonly (readonly Block[])[]
}

/** Inside a cell, left and right, above and below, millimetres. */
export const padding = { x: 1.5, y: 0.8 }

export const text = (
  content: string | readonly Run[],
  style: Partial<Omit<TextBlock, 'kind' | 'runs'>> & { face?: Face } = {},
): TextBlock => {
  const { face = 'body', ...rest } = style
  return {
    kind: 'text',
    runs: typeof content === 'string' ? [{ text: content, face }] : content,
    size: 12,
    leading: 1.4,
    align: 'left',
    color: '000000',
    above: 0,
    maxLines: null,
    fixed: false,
    ...rest,
  }
}

export const cell = (blocks: readonly CellBlock[], style: Partial<Omit<Cell, 'blocks'>> = {}): Cell => ({
  blocks,
  span: 1,
  rowSpan: 1,
  vertical: 'center',
  edges: 'tblr',
  fill: null,
  ...style,
})

export const row = (cells: readonly Cell[], height = 0, grow = 0, keep = false): Row => ({ cells, height, grow, keep })

export const table = (columns: readonly number[], rows: readonly Row[], headRows = 0): TableBlock => ({
  kind: 'table',
  columns,
  rows,
  headRows,
})

export const sum = (lengths: readonly number[]): number => lengths.reduce((total, length) => total + length, 0)
