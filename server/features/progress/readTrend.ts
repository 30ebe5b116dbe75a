import { type Campaign, ProgressDay } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { type ProgressCell, tally } from '../../domain/progress/tally'
import { findCampaign } from '../campaign'
import { deskSizes } from '../organisation'
import { isOfSheets, placeCounts, sheetCounts } from './loadCounts'

type Asked = Checked<'progress.trend'>
type Evening = Pick<ProgressCell, 'done' | 'owed'> & { day: string }

/** The kept evenings of a branch or the house, added up by the database. */
async function evenings(work: Work, campaign: Campaign, { branchId, measure }: Asked): Promise<Evening[]> {
  const sum = (at: 0 | 1) => `sum(json_extract(kept.counts, '$.${measure}[${at}]'))`
  const query = work.manager
    .createQueryBuilder(ProgressDay, 'kept')
    .select('kept.day', 'day')
    .addSelect(sum(0), 'done')
    .addSelect(sum(1), 'owed')
    .where('kept.campaignId = :campaignId', { campaignId: campaign.id })
    .andWhere('kept.day between :from and :today', { from: campaign.openedDay, today: work.today })
    .groupBy('kept.day')
    .orderBy('kept.day')
  if (branchId) query.andWhere('kept.branchId = :branchId', { branchId })
  const rows = await query.getRawMany<{ day: string } & Record<'done' | 'owed', number | string | null>>()
  return rows.map(({ day, done, owed }) => ({ day, done: Number(done ?? 0), owed: Number(owed ?? 0) }))
}

/** As it stands now; only what the measure is made of is counted. */
async function standing(
  work: Work,
  campaign: Campaign,
  { branchId, measure }: Asked,
): Promise<ProgressCell | undefined> {
  const counts = isOfSheets(measure)
    ? await sheetCounts(work, campaign, branchId)
    : await placeCounts(work, campaign, await deskSizes(work, branchId ? { branchIds: [branchId] } : {}), branchId)
  return tally(counts).find((cell) => cell.measure === measure)
}

/**
 * Day by day to 9月20日 and on for what comes late: the kept evenings, and for today what stands now. A day on which the
 * house was down has no point; nothing is guessed for it.
 */
export async function progressTrend(work: Work, asked: Asked): Promise<Output<'progress.trend'>> {
  work.must('readProgress', { branchId: asked.branchId ?? null })
  const campaign = await findCampaign(work)
  if (!campaign) return { openedDay: null, dueDay: null, owed: 0, days: [] }
  const byDay = new Map((await evenings(work, campaign, asked)).map(({ day, done, owed }) => [day, { done, owed }]))
  const { done = 0, owed = 0 } = (await standing(work, campaign, asked)) ?? {}
  byDay.set(work.today, { done, owed })
  return {
    openedDay: toCalendarDay(campaign.openedDay),
    dueDay: toCalendarDay(campaign.dueDay),
    owed,
    days: [...byDay].map(([day, counts]) => ({ day: toCalendarDay(day), ...counts })),
  }
}
