import { LeaderLink, LinkTarget } from '../../../entities'
import type { Work } from '../../database/work'
import { carriedOver, stillOffered } from '../../domain/quotas/threeLinks'

export type Kind = LinkTarget['kind']

export interface LinkRow {
  linkId: string
  leaderId: string
  year: number
  targetId: string
  name: string
  kind: Kind
  /** From this day on it is no longer this leader's; null while it is. */
  closedDay: string | null
}

/** The links of a year and of the last year before it that has any, of one leader or of all. */
const linksFor = (work: Work, year: number, leaderId: string | null): Promise<LinkRow[]> =>
  work.manager
    .createQueryBuilder(LeaderLink, 'link')
    .innerJoin(LinkTarget, 'target', 'target.id = link.targetId')
    .select('link.id', 'linkId')
    .addSelect('link.leaderId', 'leaderId')
    .addSelect('link.year', 'year')
    .addSelect('target.id', 'targetId')
    .addSelect('target.name', 'name')
    .addSelect('target.kind', 'kind')
    .addSelect('link.closedDay', 'closedDay')
    .where('(link.year = :year or link.year = (select max(past.year) from leader_link past where past.year < :year))')
    .andWhere(leaderId === null ? '1 = 1' : 'link.leaderId = :leaderId')
    .setParameters({ year, leaderId })
    .orderBy('target.name')
    .getRawMany<LinkRow>()

export interface LinksOfYear {
  /** Also those that ended in the year. */
  links: LinkRow[]
  /** What the year before leaves to choose from, and as much of it as is still offered. */
  carried: LinkRow[]
  proposed: LinkRow[]
}

const split = (rows: readonly LinkRow[], year: number): LinksOfYear => {
  const links = rows.filter((row) => row.year === year)
  const carried = carriedOver(rows, year)
  return { links, carried, proposed: stillOffered(carried, links) }
}

export const linksOf = async (work: Work, leaderId: string, year: number): Promise<LinksOfYear> =>
  split(await linksFor(work, year, leaderId), year)

/** Of all leaders in one statement; answers those of one. */
export async function linksOfAll(work: Work, year: number): Promise<(leaderId: string) => LinksOfYear> {
  const byLeader = new Map<string, LinkRow[]>()
  for (const link of await linksFor(work, year, null)) {
    const own = byLeader.get(link.leaderId) ?? []
    own.push(link)
    byLeader.set(link.leaderId, own)
  }
  return (leaderId) => split(byLeader.get(leaderId) ?? [], year)
}

export const presentLink = ({ targetId, name, kind }: LinkRow) => ({ targetId, name, kind })
