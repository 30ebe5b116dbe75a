import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { placedPerson } from '../organisation'
import { take } from '../workflow'
import { pledgeFlow } from './flow'
import { requirePledge } from './records'

/** Gives a sheet back to its member with a reason; the member hears of it at once. */
export async function returnPledge(work: Work, input: Checked<'pledge.return'>): Promise<Output<'pledge.return'>> {
  const pledge = await requirePledge(work, input.pledgeId)
  const branchId = (await placedPerson(work, pledge.personId))?.branchId ?? null
  work.must('returnPledge', { branchId })
  const { revision, reason } = input
  await take(work, pledgeFlow, { record: pledge, branchId }, 'return', { revision, comment: reason })
  return { done: true }
}
