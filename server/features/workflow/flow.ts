// The binding of a workflow: what its table (server/domain/workflows/<name>.ts) reads from the house and leaves in it. It
// stands beside the feature, in flow.ts.
import type { EntityTarget } from 'typeorm'
import type { Card } from '../../../bot/port'
import type { AuditLine, Work } from '../../database/work'
import type { CalendarDay } from '../../domain/calendar/calendarDay'
import type { OnceKey, SubjectKey } from '../../domain/cardKeys'
import type { Role } from '../../domain/organisation/roles'
import type { EventOf, StateOf, StepRole, StepTable } from '../../domain/workflows/steps'
import type { AnyWorkflow, Workflow } from '../../domain/workflows/workflow'
import type { Actor } from '../../policy/actor'
import type { Refusal } from '../../refusals'

/** Where the grants of a record's people are: a branch, a department, or the whole house. */
export interface Places {
  branchId?: string | null
  departmentId?: string | null
}

export interface FlowRow {
  id: string
  state: string
  revision: number
}

/** A record with what its roles, guards and cards ask about. */
export interface Known<Row extends FlowRow> {
  record: Row
  /** Why nobody owes the step of its state now, in words: it waits for a day. */
  rests?: string
}

/** Who holds what today: as many statements for one record as for all. */
export type Held = readonly { personId: string; role: Role; scopeId: string }[]

export const heldBy = (held: Held, role: Role, scopeId = ''): string[] =>
  held
    .filter((each) => each.role === role && (each.scopeId === '' || each.scopeId === scopeId))
    .map(({ personId }) => personId)

/** A step as it was taken: `before` as the record was, `known` as it is. */
export interface Taken<K, Event> {
  before: K
  known: K
  /** The last of a chain taken as one. */
  event: Event
  actedAs: StepRole
  actor: Actor | null
  comment: string
  changes: object
}

/** The card of whoever acts next. */
export interface TurnCard {
  /** For the day on which it may go out: not in evenings and on holidays (rules §6.2). */
  card: (day: CalendarDay) => Card
  /** As the outbox knows it; the workflow's name when not said. */
  kind?: string
  /** Whom, where it is not everybody whose turn it is. */
  to?: readonly string[]
  /** The page that asks for the words of an answer, where it is not the record's own. */
  wordsAt?: string
  /** Not the person who has just acted: for news. A judgement is asked for even of him (R11). */
  notActor?: true
  /** Sent once for it, ever, and ended with it; by workflow, record and state when not said. */
  once?: (personId: string) => OnceKey
  subject?: SubjectKey
}

/** What a page, a task and the list of vacant posts say about a record. */
export interface Face {
  /** '示范岗，质量部'. Never what a chat must not carry (rules §6.3). */
  about: string
  path: string
  dueDay: CalendarDay | null
  /** Where its posts are; the whole house when not said. */
  places?: Places
}

type CardOf<K, Event> = (work: Work, known: K, event: Event) => Promise<TurnCard | null> | null

export interface Flow<Steps extends StepTable, Row extends FlowRow, K extends Known<Row> = Known<Row>> {
  table: Workflow<Steps>
  entity: EntityTarget<Row>
  /** One record; null without it. */
  load(work: Work, id: string): Promise<K | null>
  /** Every record in one of these states, in a fixed number of statements. */
  open(work: Work, states: readonly string[]): Promise<K[]>
  /** Those of them that may wait for the actor: narrowed by the database, none for somebody without a hand in any. */
  near(work: Work, states: readonly string[]): Promise<K[]>
  /** In what capacities the actor stands to the record; 'system' without an actor. No statement. */
  roles(actor: Actor | null, known: K): StepRole[]
  /** The same rule the other way round: who stands in that capacity. No statement. */
  people(role: StepRole, known: K, held: Held): readonly string[]
  /** The grants that `people` reads. */
  grants: readonly Role[]
  face(known: K): Face
  /**
   * Refuses whoever has not the permission of a step. Of steps that ask for words alone and no others: what stands here can
   * be taken from any page and card, past what a call of its own would ask besides.
   */
  may?: { readonly [Event in EventOf<Steps>]?: (work: Work, known: K) => void }
  /** Why the record does not allow the step now, whoever takes it; null when it does. No statement. */
  blocked?(known: K, event: EventOf<Steps>): Refusal | null
  /** Columns that a step moves besides the state, wherever it is taken. */
  follows?(known: K, event: EventOf<Steps>, state: StateOf<Steps>, work: Work): Partial<Row>
  /** The row of its own history. */
  sign?(work: Work, taken: Taken<K, EventOf<Steps>>): Promise<void>
  /** What its audit line says differently. */
  audit?(taken: Taken<K, EventOf<Steps>>): Partial<AuditLine>
  /** By the state entered: the card of whose turn it is. Decides on null before it loads anything. */
  cards?: { readonly [State in StateOf<Steps>]?: CardOf<K, EventOf<Steps>> }
  /** Subjects of further cards that end when the state is left; NOT_STARTED before the first step. */
  ends?(known: K, state: string): readonly SubjectKey[]
  /** What else follows, in the same unit of work. */
  after?(work: Work, taken: Taken<K, EventOf<Steps>>): Promise<void>
  /** Two at the same instant met a unique key of the database. */
  duplicate?(known: K, changes: Partial<Row>): Refusal
}

/** Any of them, for lists that hold all. Method parameters are not compared, so no cast is needed at the list. */
// biome-ignore lint/suspicious/noExplicitAny: a list of bindings of different records has no common record type.
export type AnyFlow = Omit<Flow<any, any, any>, 'table'> & { table: AnyWorkflow }

/** What the lists of what is owed read of a workflow. */
type OwedKeys = 'table' | 'open' | 'near' | 'roles' | 'people' | 'grants' | 'face' | 'blocked'
export type Owing = Pick<AnyFlow, OwedKeys>

/** A part of a record with a turn of its own and no row that its steps could move: its verbs write it, the engine says who owes it. */
export type Part<Steps extends StepTable, Row extends FlowRow, K extends Known<Row>> = Pick<
  Flow<Steps, Row, K>,
  OwedKeys
>
