import { rosterNotXlsx } from '../refusals'
import { sheetPackage } from './sheetPackage'
import type { ParsedFile, ParseLimits } from './sheetParser'
import { parseInThread } from './sheetThread'

export type { WorksheetCell, WorksheetRow } from './sheetParser'
export type ReadWorksheet = ParsedFile
export type WorksheetLimits = ParseLimits

/**
 * Reads one sheet of an .xlsx file of any origin, in a thread of its own. Refuses what openWorkbookArchive refuses and what
 * is broken inside. Formulas are not computed and not trusted: they are named.
 */
export async function readWorksheet(content: Buffer, limits: WorksheetLimits): Promise<ReadWorksheet> {
  const { parts, name, sheetNames } = await sheetPackage(content, limits.preferredName)
  const parsed = await parseInThread(parts, limits)
  if (!parsed) throw rosterNotXlsx()
  return { ...parsed, name, sheetNames }
}
