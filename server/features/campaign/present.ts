import type { Campaign } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { anchorDay } from '../../domain/calendar/workdays'
import { rulesOf } from '../../domain/campaignRules'
import { loadHolidays } from '../calendar'

export type CampaignAnswer = NonNullable<Output<'campaign.current'>['campaign']>

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
    ...(campaign.state === 'CLOSED' || campaign.state === 'ARCHIVED' ? { closed: campaign.state } : {}),
    limitMode: campaign.limitMode,
    rules: rulesOf(campaign.rules),
    ...(campaign.basisVersion ? { basisVersion: campaign.basisVersion } : {}),
    revision: campaign.revision,
  }
}

/** What leads a page that names the campaign to its 依据文件 (R00); nothing while none is attached. */
export const basisFileOf = (campaign: Campaign | null): { basisFile?: { campaignId: string; version: number } } =>
  campaign?.basisVersion ? { basisFile: { campaignId: campaign.id, version: campaign.basisVersion } } : {}
