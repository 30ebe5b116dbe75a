import { visitAnsweredCard } from '../../../bot/cards/visitAnswer'
import type { Press, PressAnswer } from '../../../bot/port'
import { Visit } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { cardStale, recordNotFound, refusal } from '../../refusals'

const correctionMissing = refusal(422, 'visit.correctionMissing', '请写一句哪里不对，例如“那天没有见面”。')
const visitTakenBack = refusal(409, 'visit.takenBack', '这条走访记录已经撤回，不用再答复。')

/** The person visited says whether it was so. Nothing is owed, and what was said last counts. */
export async function answerVisit(work: Work, input: Checked<'visit.answer'>): Promise<Output<'visit.answer'>> {
  const { visitId, right, correction = null } = input
  const visit = await work.manager.findOneBy(Visit, { id: visitId })
  if (!visit) throw recordNotFound({ what: '走访' })
  work.must('answerVisit', { contactId: visit.contactId })
  if (visit.state === 'VOID') throw visitTakenBack()
  if (!right && !correction) throw correctionMissing()
  const state = right ? ('CONFIRMED' as const) : ('OBJECTED' as const)
  const said = { state, correction: right ? null : correction }
  if (visit.state === state && visit.correction === said.correction) return { done: true }
  await work.revise(Visit, visit, { ...said, answeredAt: work.now })
  // What is corrected is read by the author and the 书记, like the text itself.
  const action = right ? 'visit.confirm' : 'visit.object'
  await work.audit({ action, subjectKind: 'visit', subjectId: visitId, role: 'CONTACT' })
  await work.finishCards(subjectFor.visitAnswer(visitId), visitAnsweredCard(right))
  return { done: true }
}

/** 属实 pressed in the card: the same verb, as the person who pressed. */
export async function answerInCard(work: Work, _press: Press, visitId: string): Promise<PressAnswer> {
  const visit = await work.manager.findOneBy(Visit, { id: visitId })
  if (!visit || visit.state === 'VOID') throw cardStale()
  await answerVisit(work, { visitId, right: true })
  return { toast: { kind: 'done', text: '已确认，谢谢。' }, card: visitAnsweredCard(true) }
}
