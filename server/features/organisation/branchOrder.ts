import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { PartyOrganisation } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'

/** Rows of a query that joins 'branch', in the one order of the house; after what decides before it, and before what comes after. */
export const inBranchOrder = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row> =>
  query.addOrderBy('branch.sortOrder').addOrderBy('branch.name')

/** Branches in force today, in the order 党办 has given them. */
export const branches = (work: Work): Promise<PartyOrganisation[]> =>
  inBranchOrder(
    work.manager
      .createQueryBuilder(PartyOrganisation, 'branch')
      .where(`branch.kind = 'BRANCH' and ${inForce('branch')}`, { today: work.today }),
  ).getMany()
