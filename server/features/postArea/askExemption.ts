import { PostExemption } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { postAreaKindNames } from '../../domain/postArea/kinds'
import { leads } from '../../policy/stepRoles'
import { refusal } from '../../refusals'
import { requireCampaign } from '../campaign'
import { checkReason } from '../checkReason'
import { requireDesk } from '../organisation'

const exemptionExists = refusal(409, 'exemption.exists', '{department}的{what}免设申请已经交过了。')

async function askAgain(work: Work, known: PostExemption, reason: string): Promise<void> {
  await work.revise(PostExemption, known, {
    state: 'ASKED',
    reason,
    askedById: work.who.personId,
    askedAt: work.now,
    decidedById: null,
    decidedAt: null,
    decisionReason: null,
  })
}

/**
 * 「原则上」 (R05): a department asks to go without a 岗 or 区, with a reason. Once a kind; after a refusal it may ask again.
 * The same request sent twice is one.
 */
export async function askExemption(work: Work, input: Checked<'exemption.ask'>): Promise<Output<'exemption.ask'>> {
  const { exemptionId, departmentId, kind, reason } = input
  const desk = await requireDesk(work, departmentId)
  work.must('startPostArea', desk)
  checkReason(reason)
  const campaign = await requireCampaign(work)
  const place = { campaignId: campaign.id, departmentId, kind }
  const known = await work.manager.findOneBy(PostExemption, place)
  if (known?.id === exemptionId && known.askedById === work.who.personId) return { done: true }
  const exists = () => exemptionExists({ department: desk.name, what: postAreaKindNames[kind] })
  if (known && known.state !== 'REFUSED') throw exists()
  if (known) await askAgain(work, known, reason)
  else {
    const asked = { state: 'ASKED', reason, askedById: work.who.personId, askedAt: work.now, revision: 1 } as const
    const undecided = { decidedById: null, decidedAt: null, decisionReason: null }
    if (!(await work.insertOnce(PostExemption, { id: exemptionId, ...place, ...asked, ...undecided }))) throw exists()
  }
  const line = { action: 'exemption.ask', subjectKind: 'department', subjectId: departmentId }
  const role = leads(work.who, desk) ? 'PARTY_GROUP_LEAD' : 'BRANCH_SECRETARY'
  await work.audit({ ...line, role, change: { kind }, reason })
  return { done: true }
}
