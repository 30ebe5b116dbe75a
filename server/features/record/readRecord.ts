import { AuditEntry, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { roleNames } from '../../domain/organisation/roles'
import { capacityName } from '../../domain/workflows/doers'
import { restingStates } from '../../domain/workflows/workflow'
import { holders, namesOf } from '../organisation'
import { type AnyFlow, allowedOf, type FlowRow, type Known, owedOn } from '../workflow'
import { findRecord } from './records'

type Answer = Output<'record.read'>

async function turnIn(work: Work, flow: AnyFlow, known: Known<FlowRow>): Promise<Answer['turn']> {
  const owed = owedOn(flow, known, await holders(work, [...flow.grants]))
  if (!owed) return null
  const names = await namesOf(work, Person, owed.owners)
  return {
    title: owed.title,
    people: owed.owners.flatMap((personId) => names.get(personId) ?? []),
    vacant: owed.vacant.flatMap((role) => capacityName(role) ?? []),
    instead: owed.instead,
  }
}

/** As 留痕 names a capacity: a granted role, or the 党员 himself; nothing for a job. */
const capacities: Readonly<Record<string, string>> = { ...roleNames, MEMBER: '党员' }

/** What a line says was done; a name that two steps taken as one share stands once. */
const namesIn = ({ table }: AnyFlow, events: readonly string[]): string =>
  [...new Set(events.flatMap((event) => table.events[event]?.name ?? []))].join('、')

/** From 留痕: the lines that say that they moved this record. Who read or exported it, or what else was said of it, is none. */
async function historyOf(work: Work, flow: AnyFlow, recordId: string): Promise<Answer['history']> {
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
    lines.map(({ actorId }) => actorId),
  )
  return steps.sort(order).map(({ events, actorId, actorRole, reason, at }) => ({
    name: namesIn(flow, events),
    // Whoever's act made the system do it did not do it.
    actorName: actorId && actorRole !== 'SYSTEM' ? (names.get(actorId) ?? '') : '系统',
    roleName: capacities[actorRole] ?? '',
    comment: reason ?? '',
    at: Number(at),
  }))
}

/**
 * The one face of a record: state, turn with people, what the actor may do, history, due day. For whoever stands in a
 * capacity to it (record.notFound for others). A fixed number of statements.
 */
export const readRecord =
  (flows: readonly AnyFlow[]) =>
  async (work: Work, input: Checked<'record.read'>): Promise<Answer> => {
    const { flow, known } = await findRecord(work, flows, input)
    const { id: recordId, state, revision } = known.record
    const { about, path, dueDay } = flow.face(known)
    const { name: workflow, what, states, events } = flow.table
    return {
      workflow,
      what,
      recordId,
      about,
      path,
      state,
      stateName: states[state] ?? state,
      revision,
      dueDay: dueDay && toCalendarDay(dueDay),
      turn: await turnIn(work, flow, known),
      rests: known.rests ?? restingStates(flow.table).find(([resting]) => resting === state)?.[1] ?? null,
      allowed: allowedOf(flow as never, known as never, work.who)
        .filter((event) => !flow.blocked?.(known, event))
        .map((event) => ({
          event,
          name: events[event]?.name ?? event,
          reason: events[event]?.reason !== undefined,
        })),
      history: await historyOf(work, flow, recordId),
    }
  }
