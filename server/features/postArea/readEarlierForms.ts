import { Campaign, Person, PostArea } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { allowedNow } from './present'
import type { KnownPostArea } from './records'

type Earlier = Output<'postArea.read'>['lastYear']

interface Row extends Omit<Earlier[number], 'coveredPeople'> {
  nomineeId: string | null
  coveredPeople: number | string | null
}

/** The department's 岗 or 区 that 党办 took in under an earlier campaign than the record's, newest year first. */
const acceptedBefore = (work: Work, { id, campaignId, departmentId, kind }: PostArea): Promise<Row[]> =>
  work.manager
    .createQueryBuilder(PostArea, 'earlier')
    .innerJoin(Campaign, 'campaign', 'campaign.id = earlier.campaignId')
    .leftJoin(Person, 'nominee', 'nominee.id = earlier.nomineeId')
    .select('earlier.id', 'postAreaId')
    .addSelect('campaign.year', 'year')
    .addSelect('earlier.nomineeId', 'nomineeId')
    .addSelect('nominee.name', 'nomineeName')
    .addSelect('earlier.title', 'title')
    .addSelect('earlier.goal', 'goal')
    .addSelect('earlier.content', 'content')
    .addSelect('earlier.grounds', 'grounds')
    .addSelect('earlier.scope', 'scope')
    .addSelect('earlier.coveredPeople', 'coveredPeople')
    .addSelect('earlier.checking', 'checking')
    .where('earlier.departmentId = :departmentId and earlier.kind = :kind and earlier.id <> :id', {
      departmentId,
      kind,
      id,
    })
    .andWhere("earlier.acceptedAt is not null and earlier.state <> 'VOID'")
    .andWhere('campaign.year < (select own.year from campaign own where own.id = :campaignId)', { campaignId })
    .orderBy('campaign.year', 'DESC')
    .addOrderBy('earlier.id')
    .getRawMany<Row>()

/** For whoever fills the form now: last year's words, those of the same person first. Nothing is taken over by itself. */
export async function readEarlierForms(work: Work, known: KnownPostArea): Promise<Earlier> {
  if (!allowedNow(work, known).includes('fill')) return []
  const { record } = known
  const rows = await acceptedBefore(work, record)
  const last = rows.filter(({ year }) => year === rows[0]?.year)
  const own = ({ nomineeId }: Row): number => (nomineeId === record.nomineeId ? 0 : 1)
  return last
    .sort((one, other) => own(one) - own(other))
    .map(({ nomineeId: _person, nomineeName, coveredPeople, year, ...words }) => ({
      ...words,
      year: Number(year),
      nomineeName: nomineeName ?? '',
      coveredPeople: coveredPeople === null ? null : Number(coveredPeople),
    }))
}
