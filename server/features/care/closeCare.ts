import { In } from 'typeorm'
import { EmergencyCare, type Visit } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { reachedOn } from '../../domain/visits/care'
import { openCareStates, reachedStates } from '../../domain/workflows/emergencyCare'
import { take } from '../workflow'
import { careFlow } from './flow'
import { reachedFacts } from './reachCare'
import { type KnownCare, withPeople } from './records'
import { tellHelper } from './tell'

/** The open ones about these people. */
async function openFor(work: Work, contactIds: readonly string[]): Promise<KnownCare[]> {
  if (!contactIds.length) return []
  return withPeople(work, await work.manager.findBy(EmergencyCare, { openFor: In([...contactIds]) }))
}

async function closeBy(work: Work, known: KnownCare, visit: Visit): Promise<void> {
  const { state } = known.record
  if (reachedStates.some((one) => one === state)) {
    await take(work, careFlow, known, 'logCare', { changes: { visitId: visit.id } })
    return
  }
  const at = reachedOn(toCalendarDay(visit.visitedDay), work.now)
  const way = visit.way === 'PHONE' || visit.way === 'CHAT' ? ('CONTACT' as const) : ('ON_SITE' as const)
  const changes = { ...(await reachedFacts(work, at)), reachedWay: way, visitId: visit.id }
  await take(work, careFlow, known, ['reach', 'logCare'], { changes })
}

/**
 * The entry of a visit closes what is open about the person visited (R37): one of 关心困难, not of a day before it was raised,
 * by somebody whose step it is. Where nobody had said yet that the person was met, the visit says it, by its day.
 */
export async function closeByVisits(work: Work, visits: readonly Visit[]): Promise<void> {
  const caring = visits.filter(({ contactId, purposes }) => contactId !== null && purposes.includes('CARE'))
  const cares = await openFor(
    work,
    caring.flatMap(({ contactId }) => contactId ?? []),
  )
  for (const known of cares) {
    const { record } = known
    const visit = caring.find(({ contactId }) => contactId === record.contactId)
    const roles = careFlow.roles(work.who, known)
    const his = roles.includes('careMember') || roles.includes('branchSecretary')
    if (visit && his && visit.visitedDay >= dayOfInstant(Number(record.raisedAt))) await closeBy(work, known, visit)
  }
}

/** The visit that closed it is taken back: the entry is owed again, unless another one has been raised since. */
export async function visitTakenBack(work: Work, visitId: string): Promise<void> {
  const record = await work.manager.findOneBy(EmergencyCare, { visitId })
  if (record?.state !== 'CLOSED') return
  if (await work.manager.existsBy(EmergencyCare, { openFor: record.contactId })) return
  const [known] = await withPeople(work, [record])
  if (known) await take(work, careFlow, known, 'takeVisitBack', { actor: null })
}

/** A member begins to look after somebody: what is open about him is told at once. */
export async function tellNewHelper(work: Work, contactId: string, memberId: string): Promise<void> {
  const [known] = await openFor(work, [contactId])
  if (known && openCareStates.some((state) => state === known.record.state)) await tellHelper(work, known, memberId)
}
