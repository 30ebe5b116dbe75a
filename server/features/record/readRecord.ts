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

/** From 留痕, which has a line for every step of every workflow. */
async function historyOf(work: Work, flow: AnyFlow, recordId: string): Promise<Answer['history']> {
  const lines = await work.manager.find(AuditEntry, { where: { subjectId: recordId } })
  const place = ({ action }: AuditEntry) => flow.table.steps.findIndex(({ event }) => action.endsWith(`.${event}`))
  // Those of one instant in the order of the table.
  lines.sort((one, other) => Number(one.at) - Number(other.at) || place(one) - place(other))
  const steps = lines.flatMap((line) => {
    const rule = flow.table.events[line.action.slice(line.action.indexOf('.') + 1)]
    return rule ? [{ line, name: rule.name }] : []
  })
  const names = await namesOf(
    work,
    Person,
    steps.map(({ line }) => line.actorId),
  )
  return steps.map(({ line, name }) => ({
    name,
    actorName: line.actorId ? (names.get(line.actorId) ?? '') : '系统',
    roleName: (roleNames as Record<string, string>)[line.actorRole] ?? '',
    comment: line.reason ?? '',
    at: Number(line.at),
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
