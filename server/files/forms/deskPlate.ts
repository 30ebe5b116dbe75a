import type { DeskPlateData } from './formData'
import { qrPicture } from './formPictures'
import { printable } from './formText'
import { type Cell, cell, type Row, row, type Sheet, table, text } from './layout'
import { headed, photoBox, photoCell, pledgeLines } from './pledgeParts'

/** Photo, gap, texts, QR. */
const columns = [38, 6, 124, 20]
const red = 'B00000'
const none = { edges: '' }
const gap = cell([], none)
const body = { size: 13, leading: 1.25 }

function bandRow(): Row {
  const style = { size: 17, leading: 1.2, face: 'title', align: 'center', color: 'FFFFFF', fixed: true } as const
  return row([cell([text('党员“三亮”公开承诺', style)], { span: columns.length, fill: red, ...none })], 10)
}

function nameCell({ name, department, position }: DeskPlateData, span: number): Cell {
  const place = [department, position].map(printable).filter(Boolean).join('　')
  return cell(
    [
      text(printable(name), { size: 34, leading: 1.15, face: 'heading', maxLines: 1, fixed: true }),
      text(place, { ...body, face: 'note', maxLines: 2, fixed: true }),
    ],
    { span, ...none },
  )
}

function promiseCell({ dutyText, pledges }: DeskPlateData, span: number): Cell {
  const lines = pledgeLines(pledges).map(({ heading, content }) => headed(heading, content, { ...body, above: 0.6 }))
  return cell([headed('职责', dutyText, body), ...lines], { span, ...none })
}

/**
 * 台牌, 200×100 mm, one face (rules §5.3): what a visitor reads from the other side of the desk. Which version it is and when
 * it was made is of no use there: the code leads to the record that says so. Who shows no photo has no empty frame there: the
 * texts begin at the edge.
 */
export function deskPlate(data: DeskPlateData): Sheet {
  const { photo, head } = data
  const code = cell(head.recordUrl ? [qrPicture(head.recordUrl, 19)] : [], none)
  const picture = photo ? [photoCell(photo, photoBox, { rowSpan: 2, ...none }), gap] : []
  const below = photo ? [gap, promiseCell(data, 2)] : [promiseCell(data, columns.length)]
  const space = row([cell([], { span: columns.length, ...none })], 2)
  const rows = [bandRow(), space, row([...picture, nameCell(data, photo ? 1 : 3), code], 22), row(below, 40, 1)]
  return {
    title: '台牌',
    width: 200,
    height: 100,
    margin: { top: 5, right: 6, bottom: 6.5, left: 6 },
    head: [],
    headTop: 2,
    footBottom: 2.5,
    footSize: null,
    lowestScale: 0.4,
    highestScale: 1.6,
    pages: [[table(columns, rows)]],
  }
}
