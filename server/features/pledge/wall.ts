import { Brackets } from 'typeorm'
import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { branches, placedPeople } from '../organisation/branchPeople'
import { findCampaign } from './campaigns'
import { wallStates } from './records'

const pageSize = 24

interface WallRow {
  pledgeId: string
  name: string
  branchName: string | null
  departmentName: string | null
  positionTitle: string
  photoId: string | null
  photoConsent: number | boolean
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
}

/** Published sheets of the campaign with their members' places. */
function publishedSheets(work: Work, campaignId: string) {
  return placedPeople(work)
    .innerJoin(
      Pledge,
      'pledge',
      'pledge.personId = person.id and pledge.campaignId = :campaignId and pledge.publishConsent = :yes and pledge.state in (:...wallStates)',
      { campaignId, yes: true, wallStates },
    )
    .addSelect('pledge.id', 'pledgeId')
    .addSelect('pledge.photoId', 'photoId')
    .addSelect('pledge.photoConsent', 'photoConsent')
    .addSelect('pledge.dutyText', 'dutyText')
    .addSelect('pledge.studyPledge', 'studyPledge')
    .addSelect('pledge.dutyPledge', 'dutyPledge')
    .addSelect('pledge.integrityPledge', 'integrityPledge')
}

const onWall = (row: WallRow): Output<'wall.list'>['pledges'][number] => ({
  pledgeId: row.pledgeId,
  name: row.name,
  branchName: row.branchName ?? '',
  departmentName: row.departmentName ?? '',
  positionTitle: row.positionTitle,
  photoId: Number(row.photoConsent) ? row.photoId : null,
  dutyText: row.dutyText,
  studyPledge: row.studyPledge,
  dutyPledge: row.dutyPledge,
  integrityPledge: row.integrityPledge,
})

const searched = [
  'person.name',
  'department.name',
  'pledge.dutyText',
  'pledge.studyPledge',
  'pledge.dutyPledge',
  'pledge.integrityPledge',
]

/** Matches a person, a department or the words of a sheet. '!' escapes: a backslash means different things to the databases. */
const matching = (wanted: string) => {
  const pattern = `%${wanted.replace(/[%_!]/g, '!$&')}%`
  return new Brackets((any) => {
    for (const column of searched) any.orWhere(`${column} like :pattern escape '!'`, { pattern })
  })
}

/** The pledge wall inside the house (R20, R27): published sheets only, the photo only with its own consent. */
export async function readWall(
  work: Work,
  { branchId, search, page }: Checked<'wall.list'>,
): Promise<Output<'wall.list'>> {
  const campaign = await findCampaign(work)
  const query = publishedSheets(work, campaign?.id ?? '')
  if (branchId) query.andWhere('branch.id = :branchId', { branchId })
  if (search.trim()) query.andWhere(matching(search.trim()))
  const total = await query.getCount()
  const rows = await query
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .getRawMany<WallRow>()
  return {
    total,
    pageSize,
    basis: campaign && `${campaign.basisNumber}《${campaign.basisTitle}》`,
    branches: (await branches(work)).map(({ id, name }) => ({ branchId: id, name })),
    pledges: rows.map(onWall),
  }
}
