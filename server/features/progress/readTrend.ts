import { Between } from 'typeorm'
import { type Campaign, ProgressDay } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { isDuplicate } from '../../database/faults'
import type { Database, Work } from '../../database/work'
import { addDays, type CalendarDay, toCalendarDay } from '../../domain/calendar/calendarDay'
import { type ProgressCell, tally, tallyBy } from '../../domain/progress/tally'
import { findCampaign } from '../campaign'
import { branches } from '../organisation'
import { loadEntries } from './loadEntries'

const countsOf = (cells: ProgressCell[]): ProgressDay['counts'] =>
  Object.fromEntries(cells.map(({ measure, done, owed }) => [measure, [done, owed]]))

async function recordFor(work: Work, campaign: Campaign, day: CalendarDay): Promise<number> {
  const { entries } = await loadEntries(work, campaign)
  const keys = (await branches(work)).map((branch) => branch.id)
  const cells = tallyBy(entries, keys, (entry) => entry.branchId)
  const rows = keys.map((branchId) => ({
    campaignId: campaign.id,
    branchId,
    day,
    counts: countsOf(cells.get(branchId) ?? tally([])),
  }))
  if (rows.length) await work.insert(ProgressDay, rows)
  return rows.length
}

/** The job after midnight: what stood when the day before ended is kept, once; a day already kept stays as it is. */
export async function keepProgress(database: Database, today: CalendarDay): Promise<string> {
  const day = addDays(today, -1)
  return database
    .unitOfWork(null, 'job', async (work) => {
      const campaign = await findCampaign(work)
      if (!campaign) return 'no campaign'
      const known = await work.manager.existsBy(ProgressDay, { campaignId: campaign.id, day })
      return known ? 'kept already' : `branches ${await recordFor(work, campaign, day)}`
    })
    .catch((fault) => (isDuplicate(fault) ? 'kept already' : Promise.reject(fault)))
}

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
