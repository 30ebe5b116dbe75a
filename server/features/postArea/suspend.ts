import { In } from 'typeorm'
import { PostArea } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { checkReason } from '../checkReason'
import { type KnownPostArea, requirePostArea, subjectOf, withDesks } from './records'
import { takeStep, takeStepAsSystem } from './takeStep'

interface Reasoned {
  postAreaId: string
  revision: number
  reason: string
}

/** The 书记 or 党办, with a reason (rules §3.1). */
async function withReason(work: Work, { postAreaId, revision, reason }: Reasoned): Promise<KnownPostArea> {
  const known = await requirePostArea(work, postAreaId, revision)
  work.must('suspendPostArea', subjectOf(known))
  checkReason(reason)
  return known
}

export const suspend = async (work: Work, input: Checked<'postArea.suspend'>): Promise<Output<'postArea.suspend'>> =>
  takeStep(work, await withReason(work, input), 'suspend', {}, input.reason)

/** Back to its plate, or to waiting for one where none was hung yet (R15). */
export async function resume(work: Work, input: Checked<'postArea.resume'>): Promise<Output<'postArea.resume'>> {
  const known = await withReason(work, input)
  return takeStep(work, known, known.record.plateDay === null ? 'resumeUnhung' : 'resume', {}, input.reason)
}

/** Nothing is deleted: it is marked VOID with a reason (rules §3). */
export const voidPostArea = async (work: Work, input: Checked<'postArea.void'>): Promise<Output<'postArea.void'>> =>
  takeStep(work, await withReason(work, input), 'void', {}, input.reason)

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
  for (const known of unfit) await takeStepAsSystem(work, known, 'suspend', '人选已不是本部门在职党员，系统自动暂停')
  return unfit.length
}
