import { LinkActivity } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'
import { checkReason } from '../checkReason'

export async function voidThreeLinks(
  work: Work,
  { activityId, reason }: Checked<'threeLinks.void'>,
): Promise<Output<'threeLinks.void'>> {
  const activity = await work.manager.findOneBy(LinkActivity, { id: activityId })
  if (!activity) throw recordNotFound({ what: '三联系活动' })
  work.must('changeLinkActivity', { leaderId: activity.leaderId, enteredById: activity.enteredById })
  checkReason(reason)
  if (activity.voidReason) return { done: true }
  await work.revise(LinkActivity, activity, { voidReason: reason, counts: null })
  await work.audit({
    action: 'threeLinks.void',
    subjectKind: 'linkActivity',
    subjectId: activityId,
    role: 'LEADING_CADRE',
    reason,
  })
  return { done: true }
}
