import { type Campaign, Department, PartyGroup, PartyOrganisation } from '../../../entities'
import type { Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { basisFileOf } from '../campaign'
import { branches, inBranchOrder } from '../organisation'

/** Rows a page; the same for sheets and for 岗区. */
export const pageSize = 24

/** The departments with a 党小组 today, to choose from. */
const wallDepartments = (work: Work): Promise<Output<'wall.list'>['departments']> =>
  inBranchOrder(
    work.manager
      .createQueryBuilder(PartyGroup, 'partyGroup')
      .innerJoin(Department, 'department', 'department.id = partyGroup.departmentId')
      .innerJoin(PartyOrganisation, 'branch', 'branch.id = partyGroup.branchId')
      .select('department.id', 'departmentId')
      .addSelect('branch.id', 'branchId')
      .addSelect('department.name', 'name')
      .where(`${inForce('partyGroup')} and ${inForce('department')}`, { today: work.today }),
  )
    .addOrderBy('department.code')
    .getRawMany()

/** 依据文件 with number and title (R00). */
export const basisOf = (campaign: Campaign): string => `${campaign.basisNumber}《${campaign.basisTitle}》`

/** What stands around a list of the wall: 依据文件 on top, and what it can be narrowed to. */
export async function wallFrame(work: Work, campaign: Campaign | null) {
  return {
    pageSize,
    basis: campaign && basisOf(campaign),
    ...basisFileOf(campaign),
    branches: (await branches(work)).map(({ id, name }) => ({ branchId: id, name })),
    departments: await wallDepartments(work),
  }
}
