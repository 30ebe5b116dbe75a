// The library's bare loop: the same sheet written straight with `docx`, no database, no zip, no HTTP. Prints milliseconds of
// CPU a sheet.
import { readFileSync } from 'node:fs'
import * as docx from 'docx'
import qrcode from 'qrcode-generator'

const [photoFile = '', countText = '300'] = process.argv.slice(2)
const photo = readFileSync(photoFile)
const count = Number(countText)

const { Document, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = docx
const rows = [
  ['姓名', '测试员', '所在支部', '综合支部'],
  ['部门', '综合办公室', '职务', '职员'],
  ['党内职务', '', '政治面貌', '中共党员'],
  ['亮职责', '负责部门日常综合事务和群众联系工作'],
  ['一、学习与业务', '每周集中学习一次，全年读完两本业务书，带动同事共同提高'],
  ['二、履职', '来信来电当天答复，困难问题七日内办结并回访'],
  ['三、廉洁自律', '不收礼品礼金，公车公物不私用'],
  ['监督方式', '扫码提意见，或向所在党支部反映'],
  ['承诺人签名', '测试员', '日期', '2026年9月7日'],
]

const cell = (text: string) =>
  new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, font: '仿宋_GB2312', size: 28 })] })] })

/** A QR code as a picture, as the sheet carries one to its record. */
function qrPicture(text: string): Buffer {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  return Buffer.from(code.createDataURL(4).split(',')[1] ?? '', 'base64')
}

function sheet(index: number): Promise<Buffer> {
  const picture = new ImageRun({ type: 'jpg', data: photo, transformation: { width: 132, height: 185 } })
  const qr = new ImageRun({
    type: 'gif',
    data: qrPicture(`http://127.0.0.1:3000/wall/00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
    transformation: { width: 80, height: 80 },
  })
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map((texts) => new TableRow({ children: texts.map(cell) })),
  })
  const title = new Paragraph({ children: [new TextRun({ text: '党员“三亮”公开承诺书', size: 44 })] })
  const file = new Document({
    sections: [{ children: [title, new Paragraph({ children: [picture, qr] }), table] }],
  })
  return Packer.toBuffer(file)
}

for (let warm = 0; warm < 20; warm += 1) await sheet(warm)
const begun = process.cpuUsage()
for (let index = 0; index < count; index += 1) await sheet(index)
const { user, system } = process.cpuUsage(begun)
console.log(((user + system) / 1000 / count).toFixed(3))
