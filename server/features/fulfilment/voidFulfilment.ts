import { Fulfilment } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'
import { checkReason } from '../checkReason'
import { requirePledge } from '../pledge'

/** Takes a note back: it stays in the records with the reason and is shown nowhere. */
export async function voidFulfilment(
  work: Work,
  { fulfilmentId, reason }: Checked<'fulfilment.void'>,
): Promise<Output<'fulfilment.void'>> {
  const note = await work.one(Fulfilment, { id: fulfilmentId })
  if (!note) throw recordNotFound({ what: '践诺记录' })
  const pledge = await requirePledge(work, note.pledgeId)
  work.must('writePledge', { personId: pledge.personId })
  checkReason(reason)
  if (note.voidReason !== null) return { done: true }
  await work.change(Fulfilment, { id: fulfilmentId }, { voidReason: reason })
  const line = { action: 'fulfilment.void', subjectKind: 'fulfilment', subjectId: fulfilmentId, role: 'MEMBER' }
  await work.audit({ ...line, reason })
  return { done: true }
}
