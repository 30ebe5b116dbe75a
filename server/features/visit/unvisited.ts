import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { quarterStart } from './records'

/** The contacts of the 名册 who have a place in the house today, less those somebody saw since a day. Written out: every home page asks it. */
const unvisitedQuery = `select c.name as name, c.positionTitle as note from liaison l
  join person c on c.id = l.contactId and c.dutyStatus not in ('LEFT', 'RETIRED')
  join placement p on p.personId = c.id and ${inForce('p', '?')}
  where l.memberId = ? and ${inForce('l', '?')} and not exists (
    select 1 from visit_member w join visit v on v.id = w.visitId and v.state <> 'VOID'
    where w.memberId = l.memberId and v.contactId = l.contactId and v.visitedDay >= ?)
  order by c.staffNumber`

/**
 * The actor's contacts whom nobody has visited in this quarter, by name and what they do; joint visits count for all who
 * went (rules §3.5).
 */
export async function unvisited({ manager, today, who }: Work): Promise<{ name: string; note: string }[]> {
  const parameters = [today, today, who.personId, today, today, quarterStart(today)]
  const rows: { name: string; note: string }[] = await manager.query(unvisitedQuery, parameters)
  return rows.map(({ name, note }) => ({ name, note }))
}
