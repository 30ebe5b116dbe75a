import { DocumentBatch } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { branches } from '../organisation'
import { type BatchKind, batchKindNames } from './batchKinds'

const listed = 20

/** One's own latest bulk downloads, and what one may ask for. */
export async function listBatches(work: Work): Promise<Output<'document.batches'>> {
  const { who } = work
  const all = await branches(work)
  const own = all.filter((branch) => work.may('downloadBatch', { branchId: branch.id }))
  const house = work.may('downloadBatch', { branchId: null })
  if (!house && !own.length) work.must('downloadBatch', { branchId: null })
  const rows = await work.manager.find(DocumentBatch, {
    where: { requestedById: who.personId },
    order: { requestedAt: 'DESC' },
    take: listed,
  })
  const names = new Map(all.map((branch) => [branch.id, branch.name]))
  return {
    batches: rows.map((row) => ({
      batchId: row.id,
      kindName: batchKindNames[row.kind as BatchKind],
      branchName: row.branchId ? (names.get(row.branchId) ?? '') : '全公司',
      format: row.format,
      total: row.total,
      requestedAt: row.requestedAt,
    })),
    scopes: [
      ...(house ? [{ branchId: null, name: '全公司' }] : []),
      ...own.map((branch) => ({ branchId: branch.id, name: branch.name })),
    ],
  }
}
