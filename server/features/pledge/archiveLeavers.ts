import { Person, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { take } from '../workflow'
import { pledgeFlow } from './flow'

/** Sheets a run; the next night takes the rest. */
const mostSheets = 200
/** A sheet in 党办's hands waits for its answer; until then it hangs nowhere, since its member has left. */
const waiting = ['SUBMITTED_TO_OFFICE', 'ARCHIVED']

/**
 * Archives the sheets of who has left or retired (rules §3.2). The wall does not wait for it: it looks at the person.
 * At most 200 a call, in one unit of work; answers how many. Run it every night.
 */
export async function archiveLeavers(work: Work): Promise<number> {
  const sheets = await work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoin(Person, 'person', "person.id = pledge.personId and person.dutyStatus in ('LEFT', 'RETIRED')")
    .where('pledge.state not in (:...waiting)', { waiting })
    .orderBy('pledge.id')
    .limit(mostSheets)
    .getMany()
  for (const pledge of sheets) {
    const noted = { before: pledge.state, reason: '已离开' }
    await take(work, pledgeFlow, { record: pledge, branchId: null }, 'archive', { actor: null, noted })
  }
  return sheets.length
}
