import { rosterLocked, rosterNotXlsx } from '../refusals'
import { sheetPackage } from './sheetPackage'
import type { ParsedFile, ParseLimits } from './sheetParser'
import { parseInThread } from './sheetThread'
import { tableKind } from './tableKind'

export type { WorksheetCell, WorksheetRow } from './sheetParser'
export type ReadWorksheet = ParsedFile
export type WorksheetLimits = ParseLimits

/**
 * Reads one sheet of a table of any origin, in a thread of its own: .xlsx, old .xls, and what systems export under that
 * name. Refuses what openWorkbookArchive refuses, what is broken inside, and what is something else, by what it is.
 * Formulas are not computed and not trusted: they are named.
 */
export async function readWorksheet(content: Buffer, limits: WorksheetLimits): Promise<ReadWorksheet> {
  const kind = tableKind(content)
  const alone = kind === 'xlsx' ? await sheetPackage(content, limits.preferredName) : null
  const parsed = await parseInThread(alone?.parts ?? kind, limits)
  if (!parsed) throw rosterNotXlsx()
  if (parsed === 'locked') throw rosterLocked()
  return alone ? { ...parsed, name: alone.name, sheetNames: alone.sheetNames } : parsed
}
