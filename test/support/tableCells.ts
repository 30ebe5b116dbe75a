import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Workbook } from 'exceljs'

/** Every text of a table that was answered, row by row, whether as a whole or as a stream. */
export async function tableCells(content: Buffer | Readable): Promise<string[][]> {
  const bytes = content instanceof Readable ? await buffer(content) : content
  const workbook = new Workbook()
  await workbook.xlsx.load(bytes as never)
  const rows: string[][] = []
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) => {
      const texts: string[] = []
      row.eachCell((cell) => void texts.push(cell.text))
      rows.push(texts)
    })
  return rows
}
