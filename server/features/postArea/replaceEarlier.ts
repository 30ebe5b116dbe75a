import { In } from 'typeorm'
import { Campaign, PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { shortKindNames } from '../../domain/postArea/kinds'
import { type HungPlate, platesReplaced } from '../../domain/postArea/replacedPlates'
import { take } from '../workflow'
import { requireCampaignOf } from './campaignOf'
import type { postAreaFlow } from './flow'
import type { KnownPostArea } from './records'

/** A plate that was up: hung, or suspended since. */
const hung = ['ACTIVE', 'SUSPENDED']

/** The plates of this department and kind that are up, with the year whose work they come from. */
const hungPlates = (work: Work, { departmentId, kind }: PostArea): Promise<(PostArea & { campaign: Campaign })[]> =>
  work.manager
    .createQueryBuilder(PostArea, 'post')
    .innerJoinAndMapOne('post.campaign', Campaign, 'campaign', 'campaign.id = post.campaignId')
    .where({ departmentId, kind, state: In(hung) })
    .orderBy('post.id')
    .getMany() as Promise<(PostArea & { campaign: Campaign })[]>

/**
 * What hangs stays until something replaces it: a plate of this year's, hung, takes the place of one of an earlier year as
 * soon as there are more than the department owes (R05, R06). The flow is passed, since it calls this after its step.
 */
export async function replaceEarlier(
  work: Work,
  flow: typeof postAreaFlow,
  { record, desk }: KnownPostArea,
): Promise<void> {
  const { year } = await requireCampaignOf(work, record)
  const plates = await hungPlates(work, record)
  const facts = plates.map(({ id, campaign, nomineeId, plateDay, kind }): HungPlate => {
    return { postAreaId: id, year: campaign.year, nomineeId, plateDay: plateDay ?? '', kind }
  })
  const replaced = platesReplaced(facts, { year, nomineeId: record.nomineeId }, desk.members.length)
  const reason = `${year}年的${shortKindNames[record.kind]}已经挂牌`
  for (const { campaign: _year, ...plate } of plates.filter(({ id }) => replaced.includes(id))) {
    const changes = { removedDay: record.plateDay ?? work.today, removedReason: reason }
    await take(work, flow, { record: plate, desk }, 'replace', { actor: null, changes, comment: reason })
  }
}
