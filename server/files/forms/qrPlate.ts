import type { QrPlateData } from './formData'
import { qrPicture } from './formPictures'
import { printable } from './formText'
import { cell, row, type Sheet, table, text } from './layout'

const papers = {
  A5: { width: 148, height: 210, code: 82, letters: 26 },
  A4: { width: 210, height: 297, code: 118, letters: 36 },
}
const margin = { top: 24, right: 14, bottom: 18, left: 14 }
const none = { edges: '' }

/** The plate at an office door: a large QR, whose it is, and what it opens. */
export function qrPlate(data: QrPlateData): Sheet {
  const { width, height, code, letters } = papers[data.paper]
  const inner = width - margin.left - margin.right
  const department = text(printable(data.department), {
    size: letters,
    leading: 1.3,
    face: 'title',
    align: 'center',
    color: 'FFFFFF',
    maxLines: 3,
    fixed: true,
  })
  const caption = text(printable(data.caption) || '扫码看本部门党员承诺和岗区', {
    size: letters * 0.6,
    leading: 1.4,
    face: 'heading',
    align: 'center',
    maxLines: 2,
  })
  const rows = [
    row([cell([department], { ...none, fill: 'B00000' })], 28),
    row([cell(data.url ? [qrPicture(data.url, code)] : [], none)], code + 4, 1),
    row([cell([caption], none)], 20),
  ]
  return {
    title: '扫码牌',
    width,
    height,
    margin,
    head: [],
    headTop: 9,
    footBottom: 9,
    footSize: null,
    lowestScale: 0.4,
    pages: [[table([inner], rows)]],
  }
}
