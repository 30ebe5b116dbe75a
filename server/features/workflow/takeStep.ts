import { orTaken } from '../../database/faults'
import type { Work } from '../../database/work'
import { nameList } from '../../domain/wording/nameList'
import { doerNames, grantOf } from '../../domain/workflows/doers'
import {
  allowedEvents,
  type EventOf,
  listOf,
  nextState,
  type StepRole,
  type StepTable,
} from '../../domain/workflows/steps'
import type { AnyWorkflow } from '../../domain/workflows/workflow'
import type { Actor } from '../../policy/actor'
import { recordChanged, recordNotFound, workflowWrongRole, workflowWrongState } from '../../refusals'
import { checkReason } from '../checkReason'
import type { Flow, FlowRow, Known } from './flow'
import { tell } from './tell'

export interface Step<Row extends FlowRow> {
  changes?: Partial<Omit<Row, 'id' | 'state' | 'revision'>>
  comment?: string
  /** What the person saw; another one refuses with record.changed. The record's own when not said. */
  revision?: number
  /** null for a job, whoever's act made it necessary; the actor of the work when not said. */
  actor?: Actor | null
  /** Neither audit line nor cards: a part of a record that writes them itself. */
  silent?: true
  /** What the audit line says of it, where that is more than the columns. */
  noted?: object
}

export interface Move {
  state: string
  /** Every state it goes through, the last one too. */
  passed: string[]
  /** The capacity in which the last step is taken. */
  actedAs: StepRole
}

type Events<Steps extends StepTable> = EventOf<Steps> | readonly EventOf<Steps>[]

/** One row's step or the refusal that says why not, in the words of where the chain began. */
function stepFrom(table: AnyWorkflow, began: string, state: string, event: string, roles: readonly StepRole[]) {
  const next = nextState(table.steps, state, event, roles)
  const name = table.events[event]?.name ?? event
  if (next === 'wrongState') throw workflowWrongState({ state: table.states[began] ?? began, event: name })
  if (next === 'wrongRole')
    throw workflowWrongRole({ event: name, roles: nameList(doerNames(table.steps, event)) || '有权限的同志' })
  const rows = table.steps.filter((row) => row.event === event && listOf(row.from).includes(state))
  const actedAs = rows.flatMap((row) => [...listOf(row.by)]).find((role) => roles.includes(role))
  return { state: next, actedAs: actedAs ?? 'system' }
}

/**
 * Where a step, or several taken as one, leads from here and in what capacity the actor takes it. Refuses with
 * workflow.wrongState or workflow.wrongRole.
 */
export function moveOf<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  flow: Flow<Steps, Row, K>,
  known: K,
  events: Events<NoInfer<Steps>>,
  actor: Actor | null,
): Move {
  const table = flow.table as AnyWorkflow
  const roles = flow.roles(actor, known)
  const began = known.record.state
  const passed: string[] = []
  let move: { state: string; actedAs: StepRole } = { state: began, actedAs: 'system' }
  for (const event of listOf(events as string | readonly string[])) {
    move = stepFrom(table, began, move.state, event, roles)
    passed.push(move.state)
  }
  return { ...move, passed }
}

/** The steps the actor may take, in the order of the table: his buttons. None that no call takes yet. */
export const allowedOf = <Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  flow: Flow<Steps, Row, K>,
  known: K,
  actor: Actor | null,
): EventOf<Steps>[] =>
  allowedEvents(flow.table.steps, known.record.state as never, flow.roles(actor, known)).filter(
    (event) => !(flow.table as AnyWorkflow).events[event]?.unbuilt,
  )

const lastOf = (events: string | readonly string[]): string => listOf(events).at(-1) ?? ''

/** Where the record stands, of somebody who acts: his other posts may be his own. */
function placesOf<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  flow: Flow<Steps, Row, K>,
  known: K,
  actor: Actor | null,
): { scopeIds?: readonly string[] } {
  if (!actor?.grants.some(({ actsForId }) => actsForId != null)) return {}
  return { scopeIds: ['', ...Object.values(flow.face(known).places ?? {}).flatMap((id) => id ?? [])] }
}

/** The audit line, then the cards: what follows when a record has moved. */
async function finish<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  work: Work,
  flow: Flow<Steps, Row, K>,
  { before, known, events, move, step }: { before: K; known: K; events: Events<Steps>; move: Move; step: Step<Row> },
): Promise<void> {
  const { comment = '', changes = {}, actor = work.actor } = step
  const event = lastOf(events as string | readonly string[])
  const taken = { before, known, event: event as EventOf<Steps>, actedAs: move.actedAs, actor, comment, changes }
  await flow.sign?.(work, taken)
  if (step.silent) return
  await work.audit({
    action: `${flow.table.name}.${event}`,
    subjectKind: flow.table.name,
    subjectId: known.record.id,
    role: move.actedAs === 'system' ? 'SYSTEM' : grantOf(move.actedAs),
    ...placesOf(flow, known, actor),
    change: { before: before.record.state, ...changes, state: known.record.state },
    reason: comment || undefined,
    ...flow.audit?.(taken),
    ...(step.noted ? { change: step.noted } : {}),
    moved: { recordId: known.record.id, events, revision: known.record.revision },
  })
  await tell(work, flow, taken, [before.record.state, ...move.passed.slice(0, -1)])
  await flow.after?.(work, taken)
}

/**
 * Takes a step of a record, or several as one: the table says whether, whither and in what capacity; the record is revised
 * once, signed, audited, its cards are ended and whoever acts next is told. Refuses with return.reasonShort,
 * workflow.wrongState, workflow.wrongRole, whatever blocks it (flow.blocked), and record.changed when somebody was faster.
 * Permissions are the verb's, or `step`'s. Answers the record as it is then.
 */
export async function take<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  work: Work,
  flow: Flow<Steps, Row, K>,
  known: K,
  events: Events<NoInfer<Steps>>,
  step: Step<NoInfer<Row>> = {},
): Promise<K> {
  const { actor = work.actor } = step
  const event = lastOf(events as string | readonly string[])
  const rule = (flow.table as AnyWorkflow).events[event]
  const comment = step.comment || rule?.says || ''
  if (rule?.reason) checkReason(comment)
  const kept: object = rule?.reason === 'kept' ? { returnReason: comment } : {}
  const changes = { ...kept, ...step.changes }
  const move = moveOf(flow, known, events, actor)
  const blocked = flow.blocked?.(known, event as EventOf<Steps>)
  if (blocked) throw blocked
  const { record } = known
  const news = {
    ...changes,
    ...flow.follows?.(known, event as EventOf<Steps>, move.state as never, work),
    state: move.state,
  }
  const seen = { ...record, revision: step.revision ?? record.revision }
  const written = work.revise<FlowRow>(flow.entity as never, seen, news as never)
  const revision = flow.duplicate
    ? await orTaken(written, () => flow.duplicate?.(known, changes as Partial<Row>) ?? recordChanged())
    : await written
  const after: K = { ...known, record: { ...record, ...news, revision } }
  await finish(work, flow, { before: known, known: after, events, move, step: { ...step, comment, changes } })
  return after
}

/**
 * The first step of a record that does not stand yet (`known.record.state` is NOT_STARTED): adds it in the state the table
 * says. Refuses with record.changed when its id or another key of it is taken.
 */
export async function begin<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  work: Work,
  flow: Flow<Steps, Row, K>,
  known: K,
  events: Events<NoInfer<Steps>>,
  step: Step<NoInfer<Row>> = {},
): Promise<K> {
  const event = lastOf(events as string | readonly string[])
  const { actor = work.actor, changes = {} } = step
  const move = moveOf(flow, known, events, actor)
  const follows = flow.follows?.(known, event as EventOf<Steps>, move.state as never, work)
  const record: Row = { ...known.record, ...follows, state: move.state }
  if (!(await work.insertOnce<Row>(flow.entity, record)))
    throw flow.duplicate?.(known, changes as Partial<Row>) ?? recordChanged()
  const after: K = { ...known, record }
  await finish(work, flow, { before: known, known: after, events, move, step })
  return after
}

/** The record or record.notFound. */
export async function requireRecord<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  work: Work,
  flow: Flow<Steps, Row, K>,
  id: string,
): Promise<K> {
  const known = await flow.load(work, id)
  if (!known) throw recordNotFound({ what: flow.table.what })
  return known
}

export interface Asked<Steps extends StepTable, Row extends FlowRow> extends Step<Row> {
  id: string
  revision: number
  event: EventOf<Steps>
}

/**
 * A step as a page or a card asks for it: record.notFound, the permission of the step, then `take`. What a call does whose
 * step needs nothing else.
 */
export async function step<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>>(
  work: Work,
  flow: Flow<Steps, Row, K>,
  { id, event, ...asked }: Asked<NoInfer<Steps>, NoInfer<Row>>,
): Promise<K> {
  const known = await requireRecord(work, flow, id)
  flow.may?.[event]?.(work, known)
  return take(work, flow, known, event, asked)
}
