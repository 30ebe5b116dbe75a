import { Visit } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound, refusal } from '../../refusals'
import { checkReason } from '../checkReason'
import { present } from './present'

const visitEditLate = refusal(409, 'visit.editLate', '登记满7天后不能撤回，请写一条更正说明。')

/** Takes an entry back: nothing is deleted, it is marked VOID with a reason (rules §3). */
export async function voidVisit(work: Work, { visitId, reason }: Checked<'visit.void'>): Promise<Output<'visit.void'>> {
  const visit = await work.manager.findOneBy(Visit, { id: visitId })
  if (!visit) throw recordNotFound({ what: '走访' })
  work.must('changeVisit', { authorId: visit.authorId })
  checkReason(reason)
  if (visit.state === 'VOID') return { done: true }
  if (!present(work, visit).mayVoid) throw visitEditLate()
  await work.revise(Visit, visit, { state: 'VOID', voidReason: reason })
  await work.audit({ action: 'visit.void', subjectKind: 'visit', subjectId: visit.id, role: 'MEMBER', reason })
  return { done: true }
}
