import type { Work } from '../../database/work'
import { type PlacedPerson, placedPeople } from '../organisation'

/** All who sit in a department today; `outside`: of a 党小组 of its own, which stays where it is. */
export async function seatedIn(work: Work, departmentId: string): Promise<(PlacedPerson & { outside: boolean })[]> {
  const rows = await placedPeople(work)
    .addSelect('placement.partyGroupId', 'ownGroupId')
    .addSelect('ownGroup.departmentId', 'ownDepartmentId')
    .andWhere('placement.departmentId = :departmentId', { departmentId })
    .getRawMany<PlacedPerson & { ownGroupId: string | null; ownDepartmentId: string | null }>()
  return rows.map(({ ownGroupId, ownDepartmentId, ...each }) => ({
    ...each,
    outside: ownGroupId !== null && ownDepartmentId !== departmentId,
  }))
}

/** Those who go where the department goes. */
export const peopleThere = async (work: Work, departmentId: string): Promise<PlacedPerson[]> =>
  (await seatedIn(work, departmentId)).filter(({ outside }) => !outside)
