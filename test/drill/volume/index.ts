// A house of any size and age, written straight into an empty database: what the product would have written in so many years.
import type { DataSource } from 'typeorm'
import { type CampaignGround, type Pictures, putCampaign, putPictures } from './campaigns'
import { putEvaluation } from './evaluations'
import { putBranchRecords, putCards, putContacts, putLinks, putTargets, putVisits } from './everyday'
import { putPeople, type Size, thisYear } from './people'

export type { Size } from './people'

/** 13,000 people in 200 branches after ten years, and a tenth of it. */
export const wholeHouse: Size = { branches: 200, people: 13_000, years: 10 }
export const tenthHouse: Size = { branches: 20, people: 1300, years: 2 }

/** On this day the second half-year is being voted on. */
export const volumeDay = '2026-11-10'

/** Records of the first branch for the reads that ask for one, and who reads them. */
export interface Ground extends CampaignGround, Pictures {
  branchId: string
  otherBranchId: string
  departmentId: string
  /** In the middle of its vote; and one that came to its end. */
  roundId: string
  endedRoundId: string
  readers: Record<string, string>
}

/** Fills an empty, migrated database. `now` in UTC milliseconds, by the real clock. */
export async function fillHouse(source: DataSource, size: Size, now: number): Promise<Ground> {
  return source.transaction(async (manager) => {
    const people = await putPeople(manager, size, now)
    const pictures = await putPictures(manager, people.readers.member ?? '', now)
    const targetIds = await putTargets(manager)
    await putContacts(manager, people)
    let campaign: CampaignGround | null = null
    let [roundId, endedRoundId] = ['', '']
    for (let year = thisYear - size.years + 1; year <= thisYear; year += 1) {
      const isOpen = year === thisYear
      const at = Date.parse(`${year}-09-10T02:00:00Z`)
      const present = { year, isOpen, openedById: people.readers.office ?? '' }
      campaign = await putCampaign(manager, people, present, pictures, at)
      endedRoundId = await putEvaluation(manager, people, { half: `${year}H1`, isOpen: false })
      roundId = await putEvaluation(manager, people, { half: `${year}H2`, isOpen })
      for (const month of ['02', '05', '08', '10']) await putVisits(manager, `${year}-${month}-20`)
      await putLinks(manager, people, targetIds, year)
      await putBranchRecords(manager, people, year, campaign.pledgeId)
      await putCards(manager, year)
    }
    if (!campaign) throw new Error('a house has at least one year')
    const [branchId = '', otherBranchId = ''] = people.branches.map(({ id }) => id)
    const place = { branchId, otherBranchId, departmentId: people.departments[0]?.id ?? '' }
    return { ...campaign, ...place, ...pictures, roundId, endedRoundId, readers: people.readers }
  })
}
