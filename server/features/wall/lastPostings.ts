import { WallPosting } from '../../../entities'
import type { Work } from '../../database/work'

const later = `select 1 from wall_posting later where later.departmentId = posting.departmentId
  and (later.postedDay > posting.postedDay or (later.postedDay = posting.postedDay and later.enteredAt > posting.enteredAt))`

/** The last posting of each of these departments, of whatever year: paper hangs until other paper replaces it. */
export async function lastPostings(
  work: Work,
  departmentIds: readonly string[],
): Promise<ReadonlyMap<string, WallPosting>> {
  if (!departmentIds.length) return new Map()
  const postings = await work.manager
    .createQueryBuilder(WallPosting, 'posting')
    .where('posting.departmentId in (:...departmentIds)', { departmentIds })
    .andWhere(`not exists (${later})`)
    .orderBy('posting.id')
    .getMany()
  return new Map(postings.map((posting) => [posting.departmentId, posting]))
}
