import { hotStatement } from '../../database/hotStatements'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { openCareStates } from '../../domain/workflows/emergencyCare'
import { evaluationRound } from '../../domain/workflows/evaluationRound'
import { signOrder } from '../../domain/workflows/signOrder'
import { type AnyWorkflow, owedStates } from '../../domain/workflows/workflow'
import { holds, holdsAnywhere } from '../../policy/actor'

/**
 * What may concern the actor at all, in one statement: home is opened by everybody, and most of it is nobody's business but
 * of a few. What is not said here is not loaded.
 */
export interface NearFacts {
  /** Votes in which the actor still has sheets to fill in. */
  ballots: { roundId: string; votingToDay: string; open: number }[]
  /** Named as 监票人 of a round that somebody has to do something about. */
  scrutinises: boolean
  /** States in which 工作牌 orders lie open. */
  orderStates: readonly string[]
  /** Nobody of the own department stands above the actor, who so may lead it (R07). */
  mayLead: boolean
  /** 突发情况 stand open of somebody the actor looks after, or anywhere for a 书记 (R37). */
  cares: boolean
}

interface Row {
  kind: 'ballot' | 'round' | 'order' | 'above' | 'care'
  name: string
  day: string | null
  many: number | string
}

const listed = (texts: readonly string[]): string => texts.map((text) => `'${text}'`).join(', ')
const roundStates = listed(owedStates(evaluationRound as AnyWorkflow))
const careStates = listed(openCareStates)
const orderStates = listed(Object.keys(signOrder.turn))

// A secret ballot can be cast until the last day; the sheet of a meeting that comes later is owed on the round.
const nearQuery = hotStatement(`select 'ballot' as kind, r.id as name, r.votingToDay as day, count(*) as many
  from round_assignment a join evaluation_round r on r.id = a.roundId and r.state = 'VOTING' and r.votingToDay >= ? and not r.countKept
  where a.voterId = ? and a.status = 'ISSUED' group by r.id, r.votingToDay
  union all select 'round', '', null, count(*) from evaluation_round w where w.state in (${roundStates}) and w.scrutineerIds like ?
  union all select 'order', o.state, null, count(*) from sign_order o where o.state in (${orderStates}) group by o.state
  union all select 'above', '', null, count(*) from placement l join person p on p.id = l.personId
    join person me on me.id = ? left join party_group g on g.id = l.partyGroupId
  where l.departmentId = ? and ${inForce('l', '?')} and p.politicalStatus <> 'MASSES' and p.dutyStatus not in ('LEFT', 'RETIRED')
    and p.positionRank > me.positionRank and (l.partyGroupId is null or g.departmentId = l.departmentId)
  union all select 'care', '', null, count(*) from emergency_care e where e.state in (${careStates})
    and (? = 1 or exists (select 1 from liaison h where h.contactId = e.contactId and h.memberId = ?))`)

export async function nearFacts({ manager, today, who }: Work): Promise<NearFacts> {
  const { personId, departmentId, activeMember } = who
  const leads = holdsAnywhere(who, ['BRANCH_SECRETARY']) ? 1 : 0
  const above = [personId, departmentId ?? '', today, today]
  const parameters = [today, personId, `%"${personId}"%`, ...above, leads, personId]
  const rows = await manager.query<Row[]>(nearQuery, parameters)
  const of = (kind: Row['kind']) => rows.filter((row) => row.kind === kind && Number(row.many) > 0)
  const designated = departmentId !== null && holds(who, ['PARTY_GROUP_LEAD'], departmentId)
  return {
    ballots: of('ballot').map(({ name, day, many: open }) => ({
      roundId: name,
      votingToDay: day ?? '',
      open: Number(open),
    })),
    scrutinises: of('round').length > 0,
    orderStates: of('order').map(({ name }) => name),
    mayLead: activeMember && departmentId !== null && (designated || !of('above').length),
    cares: of('care').length > 0,
  }
}
