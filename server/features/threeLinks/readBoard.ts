import { LinkActivity, LinkTarget } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { yearOf } from '../../domain/calendar/calendarDay'
import { placedPeople } from '../organisation'
import { type Kind, type LinksOfYear, linksOfAll, presentLink } from './records'

const setOf = ({ links, proposed }: LinksOfYear) => ({
  links: links.filter(({ closedDay }) => closedDay === null).map(presentLink),
  proposed: proposed.map(presentLink),
})

/** All leaders with their coverage, four queries however many they are. */
export async function threeLinksBoard(work: Work): Promise<Output<'threeLinks.board'>> {
  work.must('readThreeLinks')
  const year = yearOf(work.today)
  const leaders = await placedPeople(work)
    .andWhere("person.leadingCadre = :yes and person.politicalStatus <> 'MASSES'", { yes: true })
    .getRawMany<{ personId: string; name: string; branchName: string | null }>()
  const rows = await work.manager
    .createQueryBuilder(LinkActivity, 'activity')
    .innerJoin(LinkTarget, 'target', 'target.id = activity.targetId')
    .select('activity.leaderId', 'leaderId')
    .addSelect('target.kind', 'kind')
    .addSelect('count(distinct activity.targetId)', 'targets')
    .addSelect('count(*)', 'activities')
    .where('activity.voidReason is null and activity.heldDay between :from and :to', {
      from: `${year}-01-01`,
      to: `${year}-12-31`,
    })
    .groupBy('activity.leaderId')
    .addGroupBy('target.kind')
    .getRawMany<{ leaderId: string; kind: Kind; targets: number | string; activities: number | string }>()
  const linksOf = await linksOfAll(work, year)
  const countOf = (leaderId: string, kind: Kind) =>
    Number(rows.find((row) => row.leaderId === leaderId && row.kind === kind)?.targets ?? 0)
  return {
    year,
    leaders: leaders.map(({ personId, name, branchName }) => ({
      ...setOf(linksOf(personId)),
      personId,
      name,
      branchName,
      market: countOf(personId, 'MARKET'),
      subsidiary: countOf(personId, 'SUBSIDIARY'),
      pharmacy: countOf(personId, 'PHARMACY'),
      activities: rows.filter((row) => row.leaderId === personId).reduce((sum, row) => sum + Number(row.activities), 0),
    })),
  }
}
