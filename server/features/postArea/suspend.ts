import { In } from 'typeorm'
import { PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { take } from '../workflow'
import { decide } from './decidePostArea'
import { postAreaFlow } from './flow'
import { requirePostArea, withDesks } from './records'

/** The 书记 or 党办, with a reason (rules §3.1). */
export const suspend = (work: Work, input: Checked<'postArea.suspend'>): Promise<Output<'postArea.suspend'>> =>
  decide(work, input, 'suspend', input.reason)

/** Back to its plate, or to waiting for one where none was hung yet (R15). */
export async function resume(work: Work, input: Checked<'postArea.resume'>): Promise<Output<'postArea.resume'>> {
  const { record } = await requirePostArea(work, input.postAreaId)
  return decide(work, input, record.plateDay === null ? 'resumeUnhung' : 'resume', input.reason)
}

/** Nothing is deleted: it is marked VOID with a reason (rules §3). */
export const voidPostArea = (work: Work, input: Checked<'postArea.void'>): Promise<Output<'postArea.void'>> =>
  decide(work, input, 'void', input.reason)

/**
 * Suspends, as the system, every accepted or plated 岗 and 区 whose nominee is no longer an 在职党员 of its department (rules §3.1:
 * left, retired, transferred). A second run finds none. Answers how many. Run it daily and after transfers and imports.
 */
export async function suspendUnfit(work: Work): Promise<number> {
  const records = await work.manager.find(PostArea, {
    where: { state: In(['ACCEPTED', 'ACTIVE']) },
    order: { id: 'ASC' },
  })
  if (!records.length) return 0
  const unfit = (await withDesks(work, records)).filter(
    ({ record, desk }) => !desk.members.some((member) => member.personId === record.nomineeId),
  )
  const comment = '人选已不是本部门在职党员，系统自动暂停'
  for (const known of unfit) await take(work, postAreaFlow, known, 'suspend', { actor: null, comment })
  return unfit.length
}
