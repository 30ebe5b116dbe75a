import { IsNull } from 'typeorm'
import { LeaderLink, LinkTarget } from '../../../entities'
import type { Work } from '../../database/work'

export type Kind = LinkTarget['kind']

interface LinkRow {
  targetId: string
  name: string
  kind: Kind
}

export const linksOf = (work: Work, leaderId: string, year: number): Promise<LinkRow[]> =>
  work.manager
    .createQueryBuilder(LeaderLink, 'link')
    .innerJoin(LinkTarget, 'target', 'target.id = link.targetId')
    .select('target.id', 'targetId')
    .addSelect('target.name', 'name')
    .addSelect('target.kind', 'kind')
    .where({ leaderId, year, closedDay: IsNull() })
    .orderBy('target.name')
    .getRawMany<LinkRow>()
