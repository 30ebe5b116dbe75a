// A workflow as one table: its steps, the words of its states and events, and for every state whose turn it is, or why it
// is nobody's. Pure: what a step reads from the house stands in its binding (server/features/<part>/flow.ts).
import { type EventOf, listOf, type notStarted, type StateOf, type Step, type StepRole, type StepTable } from './steps'

type OneOf<T> = T extends readonly (infer Item)[] ? Item : T

/** Does this row leave that state? Then what it offers there. */
type Leaving<Row extends Step, State, What> = Row extends Step
  ? State extends OneOf<Row['from']>
    ? What extends 'by'
      ? OneOf<Row['by']>
      : Row['event']
    : never
  : never

export interface EventRule {
  /** '审核通过': a button, a line of history, a refusal. */
  name: string
  /** What the cards that asked for it are called once it is done: '已同意'; '已' and its name when not said. No full stop. */
  done?: string
  /** Whether a reason is asked for (rules §3), and whether it is kept as the record's `returnReason`. */
  reason?: 'asked' | 'kept'
  /** What history says where nothing was written with it. */
  says?: string
  /** No call takes this step yet. */
  unbuilt?: true
}

/** One answer a card offers. */
export interface CardAnswer<Event> {
  event: Event
  label: string
  /** What has to be written with it; nothing for a plain yes. */
  words?: string
  done: string
}

/** Whose turn a state is: one of these acts, and this is the step he owes. */
export interface Turn<Event, Role> {
  by: readonly Role[]
  owes: Event
  /** The task on his page; the event's name when not said. */
  title?: string
  /** The step that names others where nobody of `by` is left: no post is empty, its doers owe it. */
  mendedBy?: Event
  /** What the card asks him, by the word its buttons send. */
  answers?: Readonly<Record<string, CardAnswer<Event>>>
}

/** Nobody's turn: it rests, for the reason said, or moves with another record that has an owner. */
export type Standing<Event, Role> = Turn<Event, Role> | { rests: string } | { carriedBy: string }

/** Every state that a row leaves; before the first step there is no record. */
export type OpenStateOf<Steps extends StepTable> = Exclude<OneOf<Steps[number]['from']>, typeof notStarted>

export interface Workflow<Steps extends StepTable> {
  /** As it stands in keys, audit lines and buttons: no colon, at most 20 letters. */
  name: string
  /** What one of its records is called. */
  what: string
  steps: Steps
  states: Readonly<Record<StateOf<Steps>, string>>
  events: Readonly<Record<EventOf<Steps>, EventRule>>
  turn: {
    readonly [State in OpenStateOf<Steps>]: Standing<
      Leaving<Steps[number], State, 'event'>,
      Leaving<Steps[number], State, 'by'>
    >
  }
}

/**
 * Declares one: a missing state, word or turn, and a role or event that its row does not know, do not compile. Marked, so that
 * a page that needs only a list beside the table is built without the table.
 */
// @__NO_SIDE_EFFECTS__
export const workflow = <const Steps extends StepTable>(definition: Workflow<Steps>): Workflow<Steps> => definition

/** What the engine reads of any workflow. */
export type AnyWorkflow = Omit<Workflow<StepTable>, 'states' | 'events' | 'turn'> & {
  states: Readonly<Record<string, string>>
  events: Readonly<Record<string, EventRule>>
  turn: Readonly<Record<string, Standing<string, StepRole>>>
}

/** Whose turn the state is; null for an end and for what rests. */
export function turnOf(table: AnyWorkflow, state: string): Turn<string, StepRole> | null {
  const standing = table.turn[state]
  return standing && 'owes' in standing ? standing : null
}

/** Where an event leads from a state, whoever takes it; null when it does not start there. */
export const leadsTo = ({ steps }: AnyWorkflow, state: string, event: string): string | null =>
  steps.find((step) => step.event === event && listOf(step.from).includes(state))?.to ?? null

/** The states that are nobody's and why, for a reader's eye. */
export const restingStates = ({ turn }: AnyWorkflow): [state: string, why: string][] =>
  Object.entries(turn).flatMap(([state, standing]): [string, string][] => {
    if ('rests' in standing) return [[state, standing.rests]]
    return 'carriedBy' in standing ? [[state, `随${standing.carriedBy}办理`]] : []
  })

/** States in which somebody owes a step. */
export const owedStates = (table: AnyWorkflow): string[] =>
  Object.keys(table.turn).filter((state) => turnOf(table, state) !== null)

/** States whose turn asks something in its card. */
export const askedInCard = <Steps extends StepTable>(table: Workflow<Steps>): readonly string[] =>
  owedStates(table as AnyWorkflow).filter((state) => turnOf(table as AnyWorkflow, state)?.answers !== undefined)
