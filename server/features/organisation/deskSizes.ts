import { Brackets } from 'typeorm'
import { PartyGroup, Person, Placement } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { type DeskFilter, type GroupRow, groupRows } from './desks'

/** A department with the number of its 在职党员 today. */
export interface DeskSize extends GroupRow {
  memberCount: number
}

/** As `desks` counts them, without who they are: two statements, and a row for each department. */
export async function deskSizes(work: Work, filter: DeskFilter = {}): Promise<DeskSize[]> {
  const groups = await groupRows(work, filter)
  if (!groups.length) return []
  const query = work.manager
    .createQueryBuilder(Placement, 'placement')
    .innerJoin(Person, 'person', "person.id = placement.personId and person.dutyStatus not in ('LEFT', 'RETIRED')")
    .leftJoin(PartyGroup, 'ownGroup', 'ownGroup.id = placement.partyGroupId')
    .select('placement.departmentId', 'departmentId')
    .addSelect('count(*)', 'members')
    .where(`${inForce('placement')} and person.politicalStatus <> 'MASSES'`, { today: work.today })
    .andWhere(
      new Brackets((any) =>
        any.where('placement.partyGroupId is null').orWhere('ownGroup.departmentId = placement.departmentId'),
      ),
    )
    .groupBy('placement.departmentId')
  // Of the whole house every department is wanted; naming them one by one would only make the statement long.
  if (filter.branchIds || filter.departmentIds)
    query.andWhere('placement.departmentId in (:...ids)', { ids: groups.map(({ departmentId }) => departmentId) })
  const rows = await query.getRawMany<{ departmentId: string; members: number | string }>()
  const counts = new Map(rows.map(({ departmentId, members }) => [departmentId, Number(members)]))
  return groups.map((group) => ({ ...group, memberCount: counts.get(group.departmentId) ?? 0 }))
}
