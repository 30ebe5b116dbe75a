import { visitAnsweredCard } from '../../../bot/cards/visitAnswer'
import { Visit } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { recordNotFound, refusal } from '../../refusals'
import { visitTakenBack } from '../care'
import { checkReason } from '../checkReason'
import { firstIdOf, isFresh } from './present'

const visitEditLate = refusal(409, 'visit.editLate', '登记满7天后不能撤回，请写一条更正说明。')

/** Takes an entry back, alone or with those met together: nothing is deleted, it is marked VOID with a reason (rules §3). */
export async function voidVisit(
  work: Work,
  { visitId, reason, whole }: Checked<'visit.void'>,
): Promise<Output<'visit.void'>> {
  const visit = await work.manager.findOneBy(Visit, { id: visitId })
  if (!visit) throw recordNotFound({ what: '走访' })
  work.must('changeVisit', { authorId: visit.authorId })
  checkReason(reason)
  const firstId = firstIdOf(visit)
  const all = whole ? await work.manager.findBy(Visit, [{ id: firstId }, { withVisitId: firstId }]) : [visit]
  for (const each of all.filter(({ state }) => state !== 'VOID')) {
    if (!isFresh(work, each)) throw visitEditLate()
    await work.revise(Visit, each, { state: 'VOID', voidReason: reason })
    await visitTakenBack(work, each.id)
    await work.finishCards(subjectFor.visitAnswer(each.id), visitAnsweredCard(null))
    await work.audit({ action: 'visit.void', subjectKind: 'visit', subjectId: each.id, role: 'MEMBER', reason })
  }
  return { done: true }
}
