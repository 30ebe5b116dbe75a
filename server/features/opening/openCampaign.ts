import { randomUUID } from 'node:crypto'
import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { refusal } from '../../refusals'
import { type CampaignAnswer, endDuties, presentCampaign } from '../campaign'
import { remindOfOpening } from '../reminders'
import { requirePossibleDays } from './campaignDays'

const campaignYearTaken = refusal(409, 'campaign.yearTaken', '{year}年的活动已经开过了。')

/** 党办 opens the year's work with its 依据文件 (R00, R14, U2). The newest campaign replaces last year's. */
export async function openCampaign(work: Work, input: Checked<'campaign.open'>): Promise<Output<'campaign.open'>> {
  work.must('openCampaign')
  requirePossibleDays(input, work.today, work.today)
  // Cancelled before: the same year's begins anew.
  const cancelled = await work.manager.findOneBy(Campaign, { year: input.year, state: 'CANCELLED' })
  const campaign: Campaign = {
    id: cancelled?.id ?? randomUUID(),
    ...input,
    openedDay: work.today,
    rules: null,
    state: 'OPEN',
    openedById: work.who.personId,
    revision: cancelled ? cancelled.revision + 1 : 1,
  }
  if (cancelled) await work.revise(Campaign, cancelled, campaign)
  else if (!(await work.insertOnce(Campaign, campaign))) throw campaignYearTaken({ year: input.year })
  await work.audit({ action: 'campaign.open', subjectKind: 'campaign', subjectId: campaign.id, change: input })
  await endDuties(work, 'campaign')
  await remindOfOpening(work)
  return { campaign: (await presentCampaign(work, campaign)) as CampaignAnswer }
}
