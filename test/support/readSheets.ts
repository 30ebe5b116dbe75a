import { Workbook } from 'exceljs'

type Cells = (string | number)[]

/** Every sheet of an .xlsx file by its name, row by row, empty cells as ''; merged cells show their text once. */
export async function readSheets(file: Buffer): Promise<Record<string, Cells[]>> {
  const workbook = new Workbook()
  await workbook.xlsx.load(file as unknown as Parameters<typeof workbook.xlsx.load>[0])
  return Object.fromEntries(
    workbook.worksheets.map((sheet) => {
      const rows: Cells[] = []
      sheet.eachRow((row) => {
        const cells: Cells = []
        row.eachCell({ includeEmpty: true }, (cell) => {
          const repeated = cell.isMerged && cell.master !== cell
          cells.push(repeated || cell.value === null ? '' : (cell.value as string | number))
        })
        rows.push(cells)
      })
      return [sheet.name, rows]
    }),
  )
}
