import { IsNull, Not } from 'typeorm'
import { AuditEntry, Person } from '../../../entities'
import type { Work } from '../../database/work'
import { actingName, roleNames } from '../../domain/organisation/roles'
import { ledBy } from '../../domain/workflows/chain'
import { namesOf } from '../organisation'
import type { AnyFlow } from '../workflow'
import type { TakenStep } from './faceOf'

/** As 留痕 names a capacity: a granted role, or the 党员 himself; nothing for a job. */
const capacities: Readonly<Record<string, string>> = { ...roleNames, MEMBER: '党员' }

type Names = ReadonlyMap<string, string>

/** '支部书记（代沈云舟）': the capacity of somebody who acted. */
const inStead = (roleName: string, actsForId: string | null | undefined, names: Names): string =>
  actsForId == null || !roleName ? roleName : actingName(roleName, names.get(actsForId) ?? '')

/**
 * Of steps that have rows of their own, those taken in somebody's stead say so (rules §2.4): 留痕 knows it, by the instant and
 * who it was.
 */
export async function withStandIns(work: Work, recordId: string, steps: readonly TakenStep[]): Promise<TakenStep[]> {
  const actedFor = await standIns(work, recordId)
  return steps.map((step) => {
    const holder = actedFor({ at: step.at, actorId: step.personId })
    return holder === null ? step : { ...step, roleName: actingName(step.roleName, holder) }
  })
}

type StepMark = { at: number; actorId: string | null }

/** Who was acted for in a step: a name, empty text for an empty post, null where nobody acted. */
export async function standIns(work: Work, recordId: string): Promise<(step: StepMark) => string | null> {
  const lines = await work.manager.findBy(AuditEntry, { recordId, actsForId: Not(IsNull()) })
  const names = await namesOf(
    work,
    Person,
    lines.map(({ actsForId }) => actsForId || null),
  )
  return (step) => {
    const line = lines.find(({ at, actorId }) => Number(at) === Number(step.at) && actorId === step.actorId)
    return line ? (names.get(line.actsForId ?? '') ?? '') : null
  }
}

/** What a line says was done; a name that two steps taken as one share stands once. */
const namesIn = ({ table }: AnyFlow, events: readonly string[]): string =>
  [...new Set(events.flatMap((event) => table.events[event]?.name ?? []))].join('、')

/** From 留痕: the lines that say that they moved this record. Who read or exported it, or what else was said of it, is none. */
export async function historyOf(work: Work, flow: AnyFlow, recordId: string): Promise<TakenStep[]> {
  const lines = await work.manager.find(AuditEntry, { where: { recordId } })
  const steps = lines.map((line) => ({ ...line, events: line.events?.split(' ') ?? [] }))
  const place = ({ events }: { events: readonly string[] }) =>
    flow.table.steps.findIndex(({ event }) => event === events[0])
  // Those of one instant by revision; lines from before they said it, in the order of the table.
  const order = (one: (typeof steps)[number], other: (typeof steps)[number]) =>
    Number(one.at) - Number(other.at) || (one.revision ?? 0) - (other.revision ?? 0) || place(one) - place(other)
  const names = await namesOf(
    work,
    Person,
    lines.flatMap(({ actorId, actsForId }) => [actorId, actsForId || null]),
  )
  return steps.sort(order).map(({ events, actorId, actorRole, actsForId, reason, at }) => {
    // Whoever's act made the system do it did not do it.
    const personId = actorRole === 'SYSTEM' ? null : actorId
    return {
      name: namesIn(flow, events),
      personId,
      personName: personId ? (names.get(personId) ?? '') : '系统',
      roleName: inStead(capacities[actorRole] ?? '', actsForId, names),
      comment: reason ?? '',
      notes: [],
      at: Number(at),
      counts: true,
      led: ledBy(flow.table, events),
    }
  })
}
