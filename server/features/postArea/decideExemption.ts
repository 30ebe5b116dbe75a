import { PostExemption } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound, workflowWrongState } from '../../refusals'
import { checkReason } from '../checkReason'

/** 党办 grants or refuses; a refusal needs a reason. */
export async function decideExemption(
  work: Work,
  { exemptionId, decision, reason, revision }: Checked<'exemption.decide'>,
): Promise<Output<'exemption.decide'>> {
  work.must('decideExemption')
  const known = await work.manager.findOneBy(PostExemption, { id: exemptionId })
  if (!known) throw recordNotFound({ what: '免设申请' })
  if (decision === 'REFUSED') checkReason(reason ?? '')
  if (known.state !== 'ASKED') {
    const state = known.state === 'GRANTED' ? '已同意免设' : '未同意免设'
    throw workflowWrongState({ state, event: '再次办理' })
  }
  const decided = { decidedById: work.who.personId, decidedAt: work.now, decisionReason: reason ?? null }
  await work.revise(PostExemption, { ...known, revision }, { state: decision, ...decided })
  const line = { action: 'exemption.decide', subjectKind: 'department', subjectId: known.departmentId }
  await work.audit({ ...line, role: 'HQ_OFFICE', change: { kind: known.kind, state: decision }, reason })
  return { done: true }
}
