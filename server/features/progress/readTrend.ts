import { Between } from 'typeorm'
import { ProgressDay } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { tally } from '../../domain/progress/tally'
import { findCampaign } from '../campaign'
import { loadEntries } from './loadEntries'

/**
 * Day by day to 9月20日 and on for what comes late: the kept evenings, and for today what stands now. A day on which the
 * house was down has no point; nothing is guessed for it.
 */
export async function progressTrend(
  work: Work,
  { branchId, measure }: Checked<'progress.trend'>,
): Promise<Output<'progress.trend'>> {
  work.must('readProgress', { branchId: branchId ?? null })
  const campaign = await findCampaign(work)
  if (!campaign) return { openedDay: null, dueDay: null, owed: 0, days: [] }
  const kept = await work.manager.find(ProgressDay, {
    where: {
      campaignId: campaign.id,
      ...(branchId ? { branchId } : {}),
      day: Between(campaign.openedDay, work.today),
    },
    order: { day: 'ASC' },
  })
  const byDay = new Map<string, { done: number; owed: number }>()
  for (const { day, counts } of kept) {
    const [done = 0, owed = 0] = counts[measure] ?? []
    const sum = byDay.get(day) ?? { done: 0, owed: 0 }
    byDay.set(day, { done: sum.done + done, owed: sum.owed + owed })
  }
  const { entries } = await loadEntries(work, campaign, branchId)
  const now = tally(entries).find((cell) => cell.measure === measure)
  byDay.set(work.today, { done: now?.done ?? 0, owed: now?.owed ?? 0 })
  return {
    openedDay: toCalendarDay(campaign.openedDay),
    dueDay: toCalendarDay(campaign.dueDay),
    owed: now?.owed ?? 0,
    days: [...byDay].map(([day, counts]) => ({ day: toCalendarDay(day), ...counts })),
  }
}
