import { In } from 'typeorm'
import { PartyGroup, PostArea } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { listsBy } from '../../domain/listsBy'

/**
 * 岗区 that are alive say which branch they are of; what has ended keeps the one of then. Written anew for a department, or in
 * the night for all whose day has come; says how many. A second run changes nothing.
 */
export async function takeRecordsAlong(work: Work, departmentId?: string): Promise<number> {
  const query = work.manager
    .createQueryBuilder(PostArea, 'record')
    .innerJoin(
      PartyGroup,
      'partyGroup',
      `partyGroup.departmentId = record.departmentId and ${inForce('partyGroup')} and partyGroup.branchId <> record.branchId`,
      { today: work.today },
    )
    .select('record.id', 'id')
    .addSelect('partyGroup.branchId', 'branchId')
    .where("record.state not in ('VOID', 'REMOVED')")
  if (departmentId) query.andWhere('record.departmentId = :departmentId', { departmentId })
  const moved = await query.getRawMany<{ id: string; branchId: string }>()
  for (const [branchId, rows] of listsBy(moved, (each) => each.branchId))
    await work.change(PostArea, { id: In(rows.map(({ id }) => id)) }, { branchId })
  return moved.length
}
