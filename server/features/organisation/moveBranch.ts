import { PartyOrganisation } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { branches } from './branchOrder'
import { requireBranch } from './records'

/** Puts a branch at a place, 1 for the first; beyond the last is the last. The others keep their order. */
export async function moveBranch(
  work: Work,
  { branchId, place }: Checked<'organisation.moveBranch'>,
): Promise<Output<'organisation.moveBranch'>> {
  work.must('manageOrganisation')
  const moved = await requireBranch(work, branchId)
  const before = await branches(work)
  const others = before.filter(({ id }) => id !== branchId)
  const after = [...others.slice(0, place - 1), moved, ...others.slice(place - 1)]
  for (const [at, { id, sortOrder }] of after.entries()) {
    if (sortOrder !== at + 1) await work.change(PartyOrganisation, { id }, { sortOrder: at + 1 })
  }
  const change = { before: before.map(({ name }) => name), after: after.map(({ name }) => name) }
  await work.audit({ action: 'branch.move', subjectKind: 'branch', subjectId: branchId, change })
  return { done: true }
}
