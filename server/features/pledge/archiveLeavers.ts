import { Person, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { stateOf, step } from './records'

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
    const state = step(stateOf(pledge), ['archive'], ['system'])
    await work.revise(Pledge, pledge, { state })
    const line = { action: 'pledge.archive', subjectKind: 'pledge', subjectId: pledge.id }
    await work.audit({ ...line, change: { before: pledge.state, reason: '已离开' } })
  }
  return sheets.length
}
