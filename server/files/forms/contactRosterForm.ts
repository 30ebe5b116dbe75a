import type { ContactRosterData } from './formData'
import { headLines } from './formParts'
import { printable } from './formText'
import { cell, row, type Sheet, table, text } from './layout'

const paper = { width: 297, height: 210, margin: { top: 27, right: 20, bottom: 22, left: 20 } }
const lowestRow = 7

/** 附件2 表2 《党员干部联系群众名册》, A4 lying (rules §5.5): its head row on every page. */
export function contactRosterForm({ head, title, watermark, columns, rows, notes }: ContactRosterData): Sheet {
  const heads = columns.map(({ label }) =>
    cell([text(label, { size: 10, leading: 1.2, align: 'center', face: 'heading' })], { fill: 'F2F2F2' }),
  )
  const lines = rows.map((values) =>
    row(
      values.map((value, at) => {
        const printed = printable(String(value))
        return cell(printed ? [text(printed, { size: 10, leading: 1.2, align: columns[at]?.align ?? 'left' })] : [])
      }),
      lowestRow,
    ),
  )
  const widths = columns.map(({ width }) => width)
  return {
    title,
    ...paper,
    head: headLines(head)
      .filter(Boolean)
      .map((line) => text(line, { size: 9, leading: 1.3, face: 'note' })),
    headTop: 10,
    footBottom: 12,
    footSize: 10,
    lowestScale: 1,
    ...(watermark === null ? {} : { watermark }),
    pages: [
      [
        text('附件2 表2', { size: 12, leading: 1.2, face: 'heading', maxLines: 1, fixed: true }),
        text(title, { size: 20, leading: 1.4, face: 'title', align: 'center', maxLines: 1, fixed: true }),
        table(widths, [row(heads, lowestRow), ...lines], 1),
        ...notes.map((note) => text(note, { size: 10, leading: 1.4, above: 1 })),
      ],
    ],
  }
}
