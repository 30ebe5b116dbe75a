import { Campaign, Pledge } from '../../../entities'
import { type Pair, readPair } from '../../database/rows'
import type { Work } from '../../database/work'

const ownSheet: Pair<Campaign, Pledge> = {
  entity: Campaign,
  beside: Pledge,
  on: 'other.campaignId = one.id and other.personId = ?',
  rest: "where one.state <> 'CANCELLED' order by one.year desc",
}

/** The campaign in force, and in it the sheet of whoever is acting: one statement. */
export async function ownPledge(work: Work): Promise<{ campaign: Campaign | null; pledge: Pledge | null }> {
  const [campaign, pledge] = (await readPair(work.manager, ownSheet, [work.who.personId])) ?? [null, null]
  return { campaign, pledge }
}
