import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { type SignKind, signKindNames, signKinds } from '../domain/signOrder/kinds'
import { fieldsOf, fieldText, inPrintOrder, type Plate } from '../domain/signOrder/plates'
import { type WrittenWorksheet, writeSteadyWorkbook } from './workbookWriter'

const tableName = '工作牌资料.xlsx'
const photoFolder = '照片'
/** The widths of the columns by what stands in them, in characters. */
const widths: Record<string, number> = { 部门: 18, 岗位: 20, 职责: 32, 承诺: 60, 照片: 36, 内容: 60 }
const otherWidth = 14

const sheetOf = (kind: SignKind, plates: readonly Plate[]): WrittenWorksheet => {
  const fields = fieldsOf(kind)
  return {
    name: signKindNames[kind],
    widths: fields.map((field) => widths[field] ?? otherWidth),
    headRows: 1,
    blocks: [
      {
        kind: 'table',
        headings: fields.map((text) => ({ text })),
        columns: fields.map(() => ({ format: '@' })),
        rows: plates.map((plate) => fields.map((field) => fieldText(plate, field))),
      },
    ],
  }
}

/** Stored as they are: a photo does not get smaller, and what packs the table may change with the next version of Node. */
const stored = { compress: false, mode: 0o100644, mtime: new Date(1980, 0, 1), forceDosTimestamp: true }

/**
 * What the agency gets (R28): a table with a sheet for each kind of plate and nothing but the fields of fieldsOf, and the
 * photos under 照片/ by the names in the table. The same plates make the same bytes. `readPhoto` gives a photo's bytes by
 * its id.
 */
export async function agencyZip(
  plates: readonly Plate[],
  readPhoto: (photoId: string) => Promise<Buffer>,
): Promise<Buffer> {
  const ordered = inPrintOrder(plates)
  const kinds = signKinds.filter((kind) => ordered.some((plate) => plate.kind === kind))
  const sheets = kinds.map((kind) =>
    sheetOf(
      kind,
      ordered.filter((plate) => plate.kind === kind),
    ),
  )
  const zip = new ZipFile()
  const content = buffer(zip.outputStream)
  zip.addBuffer(await writeSteadyWorkbook(sheets), tableName, stored)
  // A person's two plates show one photo.
  const photos = new Map(ordered.flatMap(({ photoId, texts }) => (photoId ? [[texts.照片 ?? '', photoId]] : [])))
  for (const [fileName, photoId] of [...photos].sort(([one], [other]) => (one < other ? -1 : 1)))
    zip.addBuffer(await readPhoto(photoId), `${photoFolder}/${fileName}`, stored)
  zip.end()
  return content
}
