import {
  type Block,
  type Cell,
  type CellBlock,
  padding,
  type Row,
  type Sheet,
  sum,
  type TableBlock,
  type TextBlock,
} from './layout'

const millimetresPerPoint = 25.4 / 72
/** Of the size a text was given; 2 to 0.4. */
const scales = Array.from({ length: 65 }, (_, step) => (2000 - step * 25) / 1000)
/** What is printed when one page cannot hold it anyway. */
const readableScale = 0.85
const smallestLetter = 5
/** Rows shrink with their letters, to this share of their least height: a pen needs room. */
const lowestRow = 0.7
/** Renderers round, and some of them add a row's lines to its height. */
const reserve = 1.5
const lineOfRow = 0.2

/** Widths in letter sizes, on the wide side, as the face is not known: 仿宋 writes all Latin letters half as wide. */
function letterWidth(letter: string): number {
  if (letter === '\u200b') return 0
  if (/[mwMW@%&—…]/.test(letter)) return 1
  if (/[A-Z#$+<=>~]/.test(letter)) return 0.75
  return letter < '\u0250' ? 0.58 : 1
}

const widthOf = (letters: string): number => sum([...letters].map(letterWidth))

/** Word sets Chinese and Latin letters a little apart. */
const besideLatin = 0.5

function paragraphLines(paragraph: string, lettersPerLine: number): number {
  const words = paragraph.match(/[!-~\u00c0-\u024f]+|[\s\S]/gu) ?? []
  const widths = words.map((word) => widthOf(word) + (word > ' ' && word < '\u0250' ? besideLatin : 0))
  if (sum(widths) <= lettersPerLine) return 1
  // A line may not begin with 。 nor end with （, so any line of several may lose one letter.
  const room = lettersPerLine - 1
  let [lines, used] = [1, 0]
  for (const width of widths) {
    if (used > 0 && used + width > room) [lines, used] = [lines + 1, 0]
    used += width
  }
  return lines
}

const wholeText = ({ runs }: TextBlock): string => runs.map((run) => run.text).join('')

function lines(block: TextBlock, width: number, size: number): number {
  const lettersPerLine = width / (size * millimetresPerPoint)
  return sum(
    wholeText(block)
      .split('\n')
      .map((paragraph) => paragraphLines(paragraph, lettersPerLine)),
  )
}

function fitText(block: TextBlock, width: number, scale: number): TextBlock {
  let size = block.fixed ? block.size : block.size * scale
  const { maxLines } = block
  while (maxLines !== null && size > smallestLetter && lines(block, width, size) > maxLines) size -= 0.5
  // Word knows half points only.
  return { ...block, size: Math.floor(size * 2) / 2 }
}

function blockHeight(block: CellBlock, width: number): number {
  if (block.kind === 'picture') return block.height
  return block.above + lines(block, width, block.size) * block.size * block.leading * millimetresPerPoint
}

const fitCellBlocks = (cell: Cell, width: number, scale: number): CellBlock[] =>
  cell.blocks.map((block) => (block.kind === 'text' ? fitText(block, width, scale) : block))

/** The column each cell of each row begins at, as cells from the rows above reach down into it. */
export function cellColumns({ columns, rows }: TableBlock): number[][] {
  const takenUntil = columns.map(() => 0)
  return rows.map(({ cells }, rowIndex) => {
    let column = 0
    return cells.map((cell) => {
      while ((takenUntil[column] ?? 0) > rowIndex) column += 1
      const start = column
      for (; column < start + cell.span; column += 1) takenUntil[column] = rowIndex + cell.rowSpan
      return start
    })
  })
}

function fitTable(table: TableBlock, scale: number): TableBlock {
  const starts = cellColumns(table)
  const heights = table.rows.map(({ height }) => height * Math.min(1, Math.max(scale, lowestRow)))
  const rows = table.rows.map((row, rowIndex): Row => {
    const cells = row.cells.map((cell, index) => {
      const start = starts[rowIndex]?.[index] ?? 0
      const width = sum(table.columns.slice(start, start + cell.span)) - 2 * padding.x
      const blocks = fitCellBlocks(cell, width, scale)
      const needed = sum(blocks.map((block) => blockHeight(block, width))) + 2 * padding.y
      const reached = heights.slice(rowIndex, rowIndex + cell.rowSpan)
      const more = Math.max(0, needed - sum(reached)) / cell.rowSpan
      for (const [down, height] of reached.entries()) heights[rowIndex + down] = height + more
      return { ...cell, blocks }
    })
    return { ...row, cells }
  })
  return { ...table, rows: rows.map((row, index) => ({ ...row, height: heights[index] ?? row.height })) }
}

const fitBlocks = (blocks: readonly Block[], width: number, scale: number): Block[] =>
  blocks.map((block) => (block.kind === 'text' ? fitText(block, width, scale) : fitTable(block, scale)))

const heightOf = (blocks: readonly Block[], width: number): number =>
  sum(
    blocks.map((block) =>
      block.kind === 'text' ? blockHeight(block, width) : sum(block.rows.map(({ height }) => height + lineOfRow)),
    ),
  )

function shareOut(blocks: readonly Block[], left: number): Block[] {
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []))
  const shares = sum(rows.map(({ grow }) => grow))
  if (left <= 0 || shares === 0) return [...blocks]
  const grown = (row: Row): Row => ({ ...row, height: row.height + (left * row.grow) / shares })
  return blocks.map((block) => (block.kind === 'table' ? { ...block, rows: block.rows.map(grown) } : block))
}

/**
 * Sizes every letter and every row of one page (millimetres): texts shrink together until the page holds them, and what
 * is left over goes to the rows that may grow. Texts no page can hold stay readable and run on to the next page. What is
 * read from afar may grow with the page, too.
 */
export function fitPage(
  blocks: readonly Block[],
  width: number,
  height: number,
  lowestScale: number,
  highestScale = 1,
): Block[] {
  for (const scale of scales.filter((each) => each >= lowestScale && each <= highestScale)) {
    const fitted = fitBlocks(blocks, width, scale)
    const left = height - reserve - heightOf(fitted, width)
    if (left >= 0) return shareOut(fitted, left)
  }
  return fitBlocks(blocks, width, readableScale)
}

/** Fits every page of a sheet, and its head into the upper margin. */
export function fitSheet(sheet: Sheet): Sheet {
  const { margin, lowestScale, highestScale } = sheet
  const width = sheet.width - margin.left - margin.right
  const height = sheet.height - margin.top - margin.bottom
  const pages = sheet.pages.map((blocks) => fitPage(blocks, width, height, lowestScale, highestScale))
  return { ...sheet, pages, head: fitPage(sheet.head, width, margin.top - sheet.headTop, 0.4) }
}
