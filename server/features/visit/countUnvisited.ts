import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { quarterStart } from './records'

/** The contacts of the 名册 who have a place in the house today, less those somebody saw since a day. Written out: every home page asks it. */
const unvisitedQuery = `select count(*) as unvisited from liaison l
  join person c on c.id = l.contactId and c.dutyStatus not in ('LEFT', 'RETIRED')
  join placement p on p.personId = c.id and ${inForce('p', '?')}
  where l.memberId = ? and ${inForce('l', '?')} and not exists (
    select 1 from visit_member w join visit v on v.id = w.visitId and v.state <> 'VOID'
    where w.memberId = l.memberId and v.contactId = l.contactId and v.visitedDay >= ?)`

/** How many of the actor's contacts nobody has visited in this quarter; joint visits count for all who went (rules §3.5). */
export async function countUnvisited({ manager, today, who }: Work): Promise<number> {
  const parameters = [today, today, who.personId, today, today, quarterStart(today)]
  const [row]: { unvisited: number | string }[] = await manager.query(unvisitedQuery, parameters)
  return Number(row?.unvisited ?? 0)
}
