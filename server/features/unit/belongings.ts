import { PartyGroup, PartyOrganisation } from '../../../entities'
import type { Work } from '../../database/work'
import type { Belonging } from '../../domain/organisation/unitMoves'

/** A department's 党小组 in a branch, from which day to which. */
export interface GroupBelonging extends Belonging {
  groupId: string
  groupName: string
}

/** Where a department belonged, the newest first. What was taken back ended before it began: it never was. */
export const belongingsOf = (work: Work, departmentId: string): Promise<GroupBelonging[]> =>
  work.manager
    .createQueryBuilder(PartyGroup, 'partyGroup')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = partyGroup.branchId')
    .select('partyGroup.id', 'groupId')
    .addSelect('partyGroup.name', 'groupName')
    .addSelect('branch.id', 'branchId')
    .addSelect('branch.name', 'branchName')
    .addSelect('partyGroup.fromDay', 'fromDay')
    .addSelect('partyGroup.toDay', 'toDay')
    .where('partyGroup.departmentId = :departmentId', { departmentId })
    .andWhere('(partyGroup.toDay is null or partyGroup.toDay >= partyGroup.fromDay)')
    .orderBy('partyGroup.fromDay', 'DESC')
    .getRawMany<GroupBelonging>()
