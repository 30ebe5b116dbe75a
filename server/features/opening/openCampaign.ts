import { randomUUID } from 'node:crypto'
import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import { type CampaignAnswer, endDuties, keepBasis, nextBasisVersion, presentCampaign } from '../campaign'
import { remindOfOpening } from '../reminders'
import { requirePossibleDays } from './campaignDays'

const campaignYearTaken = refusal(409, 'campaign.yearTaken', '{year}年的活动已经开过了。')

/** 党办 opens the year's work with its 依据文件 (R00, R14, U2). The newest campaign replaces last year's. */
export async function openCampaign(work: Work, given: Checked<'campaign.open'>): Promise<Output<'campaign.open'>> {
  const { basisFileId, ...input } = given
  work.must('openCampaign')
  requirePossibleDays(input, work.today, work.today)
  // Cancelled before: the same year's begins anew.
  const cancelled = await work.manager.findOneBy(Campaign, { year: input.year, state: 'CANCELLED' })
  const id = cancelled?.id ?? randomUUID()
  const campaign: Campaign = {
    id,
    ...input,
    openedDay: work.today,
    rules: null,
    basisVersion: basisFileId ? await nextBasisVersion(work, id) : null,
    state: 'OPEN',
    openedById: work.who.personId,
    revision: cancelled ? cancelled.revision + 1 : 1,
  }
  if (cancelled) await work.revise(Campaign, cancelled, campaign)
  else if (!(await work.insertOnce(Campaign, campaign))) throw campaignYearTaken({ year: input.year })
  await work.audit({ action: 'campaign.open', subjectKind: 'campaign', subjectId: campaign.id, change: input })
  if (basisFileId && campaign.basisVersion) await keepBasis(work, campaign.id, campaign.basisVersion, basisFileId)
  await endDuties(work, 'campaign')
  await remindOfOpening(work)
  return { campaign: (await presentCampaign(work, campaign)) as CampaignAnswer }
}
