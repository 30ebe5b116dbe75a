import type { Person } from '../../../entities'
import { hotStatement } from '../../database/hotStatements'
import { inForce, rests } from '../../database/inForce'
import type { Work } from '../../database/work'
import { hasLeft, isActiveMember } from '../../domain/organisation/persons'
import type { ActiveGrant, Actor } from '../../policy/actor'

interface ActorRow {
  name: string
  politicalStatus: Person['politicalStatus']
  dutyStatus: Person['dutyStatus']
  leadingCadre: number | boolean
  joinedDay: string | null
  departmentId: string | null
  branchId: string | null
  role: ActiveGrant['role'] | null
  scopeId: string | null
  actsForId: string | null
}

/**
 * One row a role, at least one. Written out: every request asks it, and building it would cost more than running it. The own
 * group and the department's are two joins: with one `or` between them MariaDB and MySQL read every group of the house.
 */
const actorQuery = `select p.name as name, p.politicalStatus as politicalStatus, p.dutyStatus as dutyStatus,
  p.leadingCadre as leadingCadre, p.joinedDay as joinedDay, l.departmentId as departmentId, coalesce(g.branchId, t.branchId) as branchId, r.role as role, r.scopeId as scopeId,
  r.actsForId as actsForId
  from person p
  left join placement l on l.personId = p.id and ${inForce('l', '?')}
  left join party_group g on g.id = l.partyGroupId
  left join party_group t on l.partyGroupId is null and t.departmentId = l.departmentId and ${inForce('t', '?')}
  left join role_grant r on r.personId = p.id and ${inForce('r', '?')} and not ${rests('r', '?')}
  where p.id = ?`
const ofPerson = hotStatement(actorQuery)
const ofSession = hotStatement(
  `${actorQuery} and exists (select 1 from login_session s where s.id = ? and s.personId = p.id)`,
)

/** The first one names the role in audit lines. Sorted here: in the statement it would cost the server a table of its own. */
const byRole = (left: ActiveGrant, right: ActiveGrant): number => (left.role < right.role ? -1 : 1)

const grantOf = ({ role, scopeId, actsForId }: ActorRow): ActiveGrant[] =>
  role ? [{ role, scopeId: scopeId ?? '', ...(actsForId === null ? {} : { actsForId }) }] : []

/**
 * Who this person is today: standing, place and roles in force. Null when the person left, or the session was ended: it, or a
 * card of theirs, opens nothing any more.
 */
export async function loadActor({ today, manager }: Work, personId: string, sessionId?: string): Promise<Actor | null> {
  const days = Array(8).fill(today)
  const rows: ActorRow[] = await (sessionId === undefined
    ? manager.query(ofPerson, [...days, personId])
    : manager.query(ofSession, [...days, personId, sessionId]))
  const [row] = rows
  if (!row || hasLeft(row)) return null
  return {
    personId,
    name: row.name,
    politicalStatus: row.politicalStatus,
    activeMember: isActiveMember(row),
    leadingCadre: Boolean(Number(row.leadingCadre)),
    joinedDay: row.joinedDay,
    departmentId: row.departmentId,
    branchId: row.branchId,
    grants: rows.flatMap(grantOf).sort(byRole),
  }
}
