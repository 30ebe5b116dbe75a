import type { Work } from '../../database/work'
import { doersOf } from '../../domain/workflows/doers'
import { listOf, type StepRole } from '../../domain/workflows/steps'
import { leadsTo, owedStates, type Turn, turnOf } from '../../domain/workflows/workflow'
import type { Actor } from '../../policy/actor'
import { holders } from '../organisation'
import type { Face, FlowRow, Held, Known, Owing } from './flow'
import { peopleOf } from './tell'

/** A step somebody owes on a record. */
export interface Due extends Face {
  /** Name of the workflow. */
  workflow: string
  what: string
  recordId: string
  state: string
  event: string
  title: string
  /** Why the step the state waits for cannot be taken, where another one is owed for it. */
  instead: string | null
}

/** Who owes a record's next step. Nobody holds the post: `vacant` names the capacities, and 党办 owes that (M10). */
export interface Owed extends Due {
  owners: string[]
  vacant: StepRole[]
}

interface Way {
  event: string
  by: readonly StepRole[]
  instead: string | null
}

/** The owed step, or where something blocks it the first other one that is open: of whose turn it is, then of others. */
function waysOf(flow: Owing, known: Known<FlowRow>, turn: Turn<string, StepRole>): Way[] {
  const { state } = known.record
  const block = flow.blocked?.(known, turn.owes as never)
  if (!block) return [{ event: turn.owes, by: turn.by, instead: null }]
  const rows = flow.table.steps.filter((row) => listOf(row.from).includes(state) && row.event !== turn.owes)
  const built = rows.filter((row) => !flow.table.events[row.event]?.unbuilt)
  const open = built.filter((row) => !flow.blocked?.(known, row.event as never))
  const mine = (row: (typeof rows)[number]) => listOf(row.by).some((role) => turn.by.includes(role))
  return [...open.filter(mine), ...open.filter((row) => !mine(row))].map((row) => ({
    event: row.event,
    by: listOf(row.by),
    instead: block.message,
  }))
}

function dueOf(flow: Owing, known: Known<FlowRow>, { event, instead }: Way): Due {
  const { table } = flow
  const { id: recordId, state } = known.record
  const turn = turnOf(table, state)
  const name = table.events[event]?.name ?? event
  const title = (event === turn?.owes && turn.title) || name
  return { workflow: table.name, what: table.what, recordId, state, event, title, instead, ...flow.face(known) }
}

const turnNow = (flow: Owing, { record, rests }: Known<FlowRow>): Turn<string, StepRole> | null =>
  rests ? null : turnOf(flow.table, record.state)

/** What the actor owes on this record; null for nothing. No statement: the record carries what its roles ask about. */
export function dueFor<K extends Known<FlowRow>>(flow: Owing, known: K, actor: Actor): Due | null {
  const turn = turnNow(flow, known)
  const [way] = turn ? waysOf(flow, known, turn) : []
  if (!way) return null
  const roles = flow.roles(actor, known)
  return way.by.some((role) => roles.includes(role)) ? dueOf(flow, known, way) : null
}

/** Everything the actor owes in a workflow, of records loaded near him. */
export async function duesOf(work: Work, flow: Owing): Promise<Due[]> {
  const near = await flow.near(work, owedStates(flow.table))
  return near.flatMap((known) => dueFor(flow, known, work.who) ?? [])
}

/** The capacities without a holder: of this turn or, to be known in time, of the next; none where a step names others. */
function vacantIn(flow: Owing, known: Known<FlowRow>, turn: Turn<string, StepRole>, held: Held): StepRole[] {
  if (!peopleOf(flow, known, turn.by, held).length) return turn.mendedBy ? [] : [...turn.by]
  const next = leadsTo(flow.table, known.record.state, turn.owes)
  const after = next === null ? null : turnOf(flow.table, next)
  if (next === null || !after) return []
  // Who is asked may depend on where the record stands.
  const moved = { ...known, record: { ...known.record, state: next } }
  return after.mendedBy || peopleOf(flow, moved, after.by, held).length ? [] : [...after.by]
}

/** Who owes the record's next step, people in the house who are able to take it; null for an end and for what rests. */
export function owedOn<K extends Known<FlowRow>>(flow: Owing, known: K, held: Held): Owed | null {
  const turn = turnNow(flow, known)
  if (!turn) return null
  const vacant = vacantIn(flow, known, turn, held)
  for (const way of waysOf(flow, known, turn)) {
    const owners = peopleOf(flow, known, way.by, held)
    // A step that only goes round is no way out of a vacancy.
    if (owners.length && !(way.instead && vacant.length)) return { ...dueOf(flow, known, way), owners, vacant }
  }
  const doers = turn.mendedBy ? doersOf(flow.table.steps, turn.mendedBy) : [...turn.by]
  return {
    ...dueOf(flow, known, { event: turn.owes, by: turn.by, instead: null }),
    owners: [],
    vacant: vacant.length ? vacant : doers,
  }
}

/** Every open record of these workflows with who owes it: one statement for the posts and those of `open` for each. */
export async function allOwed(work: Work, flows: readonly Owing[]): Promise<Owed[]> {
  const held: Held = await holders(work, [...new Set(flows.flatMap((flow) => flow.grants))])
  const owed: Owed[] = []
  for (const flow of flows)
    for (const known of await flow.open(work, owedStates(flow.table))) {
      const due = owedOn(flow, known, held)
      if (due) owed.push(due)
    }
  return owed
}
