import { type Campaign, ProgressDay } from '../../../entities'
import { isDuplicate } from '../../database/faults'
import type { Database, Work } from '../../database/work'
import { addDays, type CalendarDay } from '../../domain/calendar/calendarDay'
import { type ProgressCell, tally, tallyBy } from '../../domain/progress/tally'
import { openCampaignOf } from '../campaign'
import { branches } from '../organisation'
import { loadCounts } from './loadCounts'

const countsOf = (cells: ProgressCell[]): ProgressDay['counts'] =>
  Object.fromEntries(cells.map(({ measure, done, owed }) => [measure, [done, owed]]))

async function recordFor(work: Work, campaign: Campaign, day: CalendarDay): Promise<number> {
  const { counts } = await loadCounts(work, campaign)
  const keys = (await branches(work)).map((branch) => branch.id)
  const cells = tallyBy(counts, keys, (count) => count.branchId)
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
      const campaign = await openCampaignOf(work)
      if (!campaign) return 'no campaign'
      const known = await work.manager.existsBy(ProgressDay, { campaignId: campaign.id, day })
      return known ? 'kept already' : `branches ${await recordFor(work, campaign, day)}`
    })
    .catch((fault) => (isDuplicate(fault) ? 'kept already' : Promise.reject(fault)))
}
