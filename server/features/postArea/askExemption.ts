import { PostExemption } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { postAreaKindNames } from '../../domain/postArea/kinds'
import { notStarted } from '../../domain/workflows/steps'
import { leads } from '../../policy/stepRoles'
import { refusal } from '../../refusals'
import { requireCampaign } from '../campaign'
import { checkReason } from '../checkReason'
import { requireDesk } from '../organisation'
import { requireSameEntry } from '../requireSameEntry'
import { begin, take } from '../workflow'
import { exemptionFlow } from './exemptionFlow'

const exemptionExists = refusal(409, 'exemption.exists', '{department}的{what}免设申请已经交过了。')

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
  if (known?.id === exemptionId && known.askedById === work.who.personId) {
    requireSameEntry(known, { reason })
    return { done: true }
  }
  const exists = () => exemptionExists({ department: desk.name, what: postAreaKindNames[kind] })
  if (known && known.state !== 'REFUSED') throw exists()
  const facts = { reason, askedById: work.who.personId, askedAt: work.now }
  const changes = { ...facts, decidedById: null, decidedAt: null, decisionReason: null }
  const asker = leads(work.who, desk) ? 'partyGroupLead' : 'branchSecretary'
  const standing = { departmentName: desk.name, asker } as const
  const asked = { changes, comment: reason }
  if (known) await take(work, exemptionFlow, { ...standing, record: known }, 'ask', asked)
  else {
    const record = { id: exemptionId, ...place, ...changes, state: notStarted as never, revision: 1 }
    await begin(work, { ...exemptionFlow, duplicate: exists }, { ...standing, record }, 'ask', asked)
  }
  return { done: true }
}
