import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { requireRecord, take } from '../workflow'
import { pledgeFlow } from './flow'

/** Gives a sheet back to its member with a reason; the member hears of it at once. */
export async function returnPledge(work: Work, input: Checked<'pledge.return'>): Promise<Output<'pledge.return'>> {
  const known = await requireRecord(work, pledgeFlow, input.pledgeId)
  work.must('returnPledge', { branchId: known.branchId })
  const { revision, reason } = input
  await take(work, pledgeFlow, known, 'return', { revision, comment: reason })
  return { done: true }
}
