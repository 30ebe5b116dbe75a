import { Campaign, Pledge } from '../../../entities'
import type { Work } from '../../database/work'

/** The campaign in force, and in it the sheet of whoever is acting: one statement. */
export async function ownPledge(work: Work): Promise<{ campaign: Campaign | null; pledge: Pledge | null }> {
  const row = await work.manager
    .createQueryBuilder(Campaign, 'campaign')
    .leftJoinAndMapOne(
      'campaign.sheet',
      Pledge,
      'sheet',
      'sheet.campaignId = campaign.id and sheet.personId = :personId',
      {
        personId: work.who.personId,
      },
    )
    .where("campaign.state <> 'CANCELLED'")
    .orderBy('campaign.year', 'DESC')
    .limit(1)
    .getOne()
  if (!row) return { campaign: null, pledge: null }
  const { sheet, ...campaign } = row as Campaign & { sheet: Pledge | null }
  return { campaign, pledge: sheet }
}
