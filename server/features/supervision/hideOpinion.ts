import { SupervisionOpinion } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound, refusal } from '../../refusals'
import { checkReason } from '../checkReason'

const opinionHidden = refusal(409, 'opinion.hidden', '这条意见已经收起来了。')

/** Moderation (R27): an opinion that names others or abuses is put away with a reason; what was written stays. */
export async function hideOpinion(
  work: Work,
  { opinionId, reason, revision }: Checked<'supervision.hide'>,
): Promise<Output<'supervision.hide'>> {
  const opinion = await work.one(SupervisionOpinion, { id: opinionId })
  if (!opinion) throw recordNotFound({ what: '意见' })
  work.must('readOpinions', { branchId: opinion.branchId })
  checkReason(reason)
  if (opinion.hiddenReason !== null) throw opinionHidden()
  await work.revise(SupervisionOpinion, { ...opinion, revision }, { hiddenReason: reason })
  const line = { action: 'supervision.hide', subjectKind: 'supervisionOpinion', subjectId: opinionId }
  await work.audit({ ...line, role: 'BRANCH_SECRETARY', reason })
  return { done: true }
}
