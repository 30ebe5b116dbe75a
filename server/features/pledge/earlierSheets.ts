import { Campaign, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { currentCampaignId } from '../campaign'
import { take } from '../workflow'
import { pledgeFlow } from './flow'

// A sheet hangs until another one of the same member takes its place, in whatever year that comes (rules §3.2): opening a
// campaign takes nothing off the wall, publishing this year's sheet takes down last year's.

/** A sheet in 党办's hands waits for its answer first; what comes of it then is `isReplaced`'s to say. */
const waiting = ['SUBMITTED_TO_OFFICE', 'ARCHIVED']

const sheetsOf = (work: Work, personId: string) =>
  work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoin(Campaign, 'campaign', 'campaign.id = pledge.campaignId')
    .where('pledge.personId = :personId', { personId })

const yearOf = '(select own.year from campaign own where own.id = :campaignId)'

/** Archives the member's sheets of the years before, since one of this campaign now hangs. */
export async function archiveReplaced(work: Work, { campaignId, personId }: Pledge): Promise<void> {
  const sheets = await sheetsOf(work, personId)
    .andWhere(`campaign.year < ${yearOf} and pledge.state not in (:...waiting)`, { campaignId, waiting })
    .orderBy('campaign.year')
    .getMany()
  for (const record of sheets) {
    const noted = { before: record.state, reason: '今年的承诺书已经公开' }
    await take(work, pledgeFlow, { record, branchId: null }, 'archive', { actor: null, noted })
  }
}

/** Whether a sheet of a later year has hung already: then this one comes too late to hang. */
export const isReplaced = (work: Work, { campaignId, personId }: Pledge): Promise<boolean> =>
  sheetsOf(work, personId)
    .andWhere(`campaign.year > ${yearOf} and pledge.publishedVersion > 0`, { campaignId })
    .getExists()

/**
 * The newest sheet of whoever is acting, of whatever year, that was published once and not archived since: it hangs, or would
 * again with the agreement. Null where there is none.
 */
export const ownPublished = (work: Work): Promise<Pledge | null> =>
  sheetsOf(work, work.who.personId)
    .andWhere("pledge.publishedVersion > 0 and pledge.state <> 'ARCHIVED'")
    .orderBy('campaign.year', 'DESC')
    .limit(1)
    .getOne()

export type EarlierSheet = Pledge & { campaign: Campaign }

/**
 * One's own newest sheet of an earlier year than the campaign in force that was handed in. It hangs until this year's is
 * published, and its words are a start for this year's. Null also without a campaign.
 */
export const ownEarlier = (work: Work): Promise<EarlierSheet | null> =>
  work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoinAndMapOne('pledge.campaign', Campaign, 'campaign', 'campaign.id = pledge.campaignId')
    .where('pledge.personId = :personId', { personId: work.who.personId })
    .andWhere(`campaign.year < (select now.year from campaign now where now.id = ${currentCampaignId})`)
    .andWhere('pledge.submittedAt is not null')
    .orderBy('campaign.year', 'DESC')
    .limit(1)
    .getOne() as Promise<EarlierSheet | null>
