import type { PledgeSheetData } from './formData'
import { a4Sheet, label, titleBlocks, value } from './formParts'
import { qrPicture } from './formPictures'
import { chineseDay, printable } from './formText'
import { type Cell, cell, type Row, row, type Sheet, table, text } from './layout'
import { photoBox, photoCell, pledgeLines } from './pledgeParts'

const photoColumn = 39
const columns = [31, 32, 25, 29, photoColumn]
const supervisionQrSide = 22
/** This form is one page whatever is written: it is hung up and filed as one. */
const lowestScale = 0.45

const section = (title: string, span: number): Cell =>
  cell([text(title, { face: 'heading', size: 14, leading: 1.2 })], { span, fill: 'F2F2F2' })

function identityRows(data: PledgeSheetData): Row[] {
  const photo = photoCell(data.photo, photoBox, { rowSpan: 5 })
  const wide = { span: 3 }
  return [
    row([section('亮身份', 4), photo], 9),
    row([label('姓名'), value(data.name, wide)], 11.5),
    row([label('所属支部'), value(data.head.branch, wide)], 11.5),
    row([label('部门'), value(data.department, wide)], 11.5),
    row([label('政治面貌'), value(data.politicalStatus, wide)], 11.5),
    row(
      [label('行政职务\n/岗位'), value(data.position), label('党内职务'), value(data.partyPosition, { span: 2 })],
      11.5,
    ),
  ]
}

function supervisionRow({ supervision, supervisionUrl }: PledgeSheetData): Row {
  if (!supervisionUrl) return row([label('监督方式'), value(supervision, { span: 4 })], 12)
  const code = cell([qrPicture(supervisionUrl, supervisionQrSide)], { edges: 'tbr' })
  return row([label('监督方式'), value(supervision, { span: 3, edges: 'tbl' }), code], supervisionQrSide + 2)
}

const signed = (title: string, name: string | null, day: string | null): Row =>
  row([label(title), value(name, { span: 2 }), label('日期'), value(chineseDay(day))], 12)

/** 附件1-3 《党员“三亮”公开承诺书》, rules §5.3: one page also with 300 字 in each pledge. */
export function pledgeSheet(data: PledgeSheetData): Sheet {
  const duty = printable(data.dutyText)
  const rows = [
    ...identityRows(data),
    row([section('亮职责', 5)], 9),
    row([cell(duty ? [text(duty, { size: 14 })] : [], { span: 5 })], 15),
    row([section('亮承诺', 5)], 9),
    ...pledgeLines(data.pledges).map(({ heading, content }) => {
      const printed = printable(content)
      return row([label(heading), cell(printed ? [text(printed, { size: 14 })] : [], { span: 4 })], 18, 1)
    }),
    supervisionRow(data),
    signed('承诺人签名', data.signer, data.signedOn),
    signed('支部审核人', data.checker, data.checkedOn),
  ]
  const title = '党员“三亮”公开承诺书'
  return a4Sheet(title, data.head, [...titleBlocks(title), table(columns, rows)], lowestScale)
}
