import { In } from 'typeorm'
import { Filing, FilingFile } from '../../../entities'
import type { FileReader } from '../call'
import { readableScope } from './records'

/** Papers of a filing: for whoever reads it. */
export const filingFiles: readonly FileReader[] = [
  {
    entity: FilingFile,
    column: 'fileId',
    mayRead: async (work, fileId) => {
      if (!work.may('readFilings')) return false
      const rows = await work.manager.findBy(FilingFile, { fileId })
      const filings = await work.manager.findBy(Filing, { id: In(rows.map(({ filingId }) => filingId)) })
      const scope = readableScope(work)
      return filings.some(({ branchId }) => !scope || scope.includes(branchId))
    },
  },
]
