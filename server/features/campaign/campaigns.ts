import { Campaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { anchorDay } from '../../domain/calendar/workdays'
import { rulesOf } from '../../domain/campaignRules'
import { campaignNone, recordNotFound } from '../../refusals'
import { loadHolidays } from '../calendar'

export type CampaignAnswer = NonNullable<Output<'campaign.current'>['campaign']>

/** The campaign in force: the newest that is open. */
export const findCampaign = (work: Work): Promise<Campaign | null> =>
  work.manager.findOne(Campaign, { where: { state: 'OPEN' }, order: { year: 'DESC' } })

export async function requireCampaign(work: Work): Promise<Campaign> {
  const campaign = await findCampaign(work)
  if (!campaign) throw campaignNone()
  return campaign
}

export async function presentCampaign(work: Work, campaign: Campaign | null): Promise<CampaignAnswer | null> {
  if (!campaign) return null
  const anchor = anchorDay(toCalendarDay(campaign.dueDay), await loadHolidays(work))
  return {
    campaignId: campaign.id,
    year: campaign.year,
    title: campaign.title,
    basisNumber: campaign.basisNumber,
    basisTitle: campaign.basisTitle,
    basisDay: toCalendarDay(campaign.basisDay),
    openedDay: toCalendarDay(campaign.openedDay),
    dueDay: toCalendarDay(campaign.dueDay),
    anchorDay: anchor.day,
    provisional: anchor.provisional,
    limitMode: campaign.limitMode,
    rules: rulesOf(campaign.rules),
    revision: campaign.revision,
  }
}

export async function currentCampaign(work: Work): Promise<Output<'campaign.current'>> {
  return { campaign: await presentCampaign(work, await findCampaign(work)) }
}

/** U1: the reading of 「3条不超过100字」. Nothing stored becomes invalid by the change (R23). */
export async function setLimitMode(
  work: Work,
  { campaignId, limitMode, revision }: Checked<'campaign.setLimitMode'>,
): Promise<Output<'campaign.setLimitMode'>> {
  work.must('openCampaign')
  const campaign = await work.manager.findOneBy(Campaign, { id: campaignId })
  if (!campaign) throw recordNotFound({ what: '活动' })
  await work.revise(Campaign, { ...campaign, revision }, { limitMode })
  const change = { before: campaign.limitMode, after: limitMode }
  await work.audit({ action: 'campaign.setLimitMode', subjectKind: 'campaign', subjectId: campaignId, change })
  return { done: true }
}

/** Where the notice is silent 党办 decides; dates and texts already stored stay as they are. */
export async function setRules(
  work: Work,
  { campaignId, revision, ...rules }: Checked<'campaign.setRules'>,
): Promise<Output<'campaign.setRules'>> {
  work.must('openCampaign')
  const campaign = await work.manager.findOneBy(Campaign, { id: campaignId })
  if (!campaign) throw recordNotFound({ what: '活动' })
  await work.revise(Campaign, { ...campaign, revision }, { rules })
  const change = { before: rulesOf(campaign.rules), after: rules }
  await work.audit({ action: 'campaign.setRules', subjectKind: 'campaign', subjectId: campaignId, change })
  return { done: true }
}
