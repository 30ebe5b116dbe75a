// One reader for every workflow table (rules §3). A table says who may do what from where; guards over
// loaded facts (30 字, quorum, meeting date) stay with the verb that asks, and a passed deadline never blocks a step.

/**
 * Who acts, in the words of README. `system` is a job; `contact` is the person a member keeps in touch with; `accountOwner`
 * is whose chat account a request is about, `accountAsker` who made it. `careMember` looks after the person an emergency is
 * about, `careRaiser` said that it happened.
 */
export type StepRole =
  | 'member'
  | 'branchSecretary'
  | 'branchCommittee'
  | 'branchClerk'
  | 'partyGroupLead'
  | 'departmentHead'
  | 'supervisingLeader'
  | 'leadingCadre'
  | 'leaderAssistant'
  | 'masses'
  | 'contact'
  | 'scrutineer'
  | 'inspector'
  | 'hqOffice'
  | 'hqCommittee'
  | 'hqDiscipline'
  | 'groupCommittee'
  | 'groupDeputySecretary'
  | 'generalOffice'
  | 'systemAdministrator'
  | 'accountOwner'
  | 'accountAsker'
  | 'careMember'
  | 'careRaiser'
  | 'system'

/** One row: from any of these states, on this event, done by any of these roles, to that state. */
export type Step = {
  readonly from: string | readonly string[]
  readonly event: string
  readonly by: StepRole | readonly StepRole[]
  readonly to: string
}
export type StepTable = readonly Step[]

type OneOf<T> = T extends readonly (infer Item)[] ? Item : T
export type StateOf<Table extends StepTable> = OneOf<Table[number]['from']> | Table[number]['to']
export type EventOf<Table extends StepTable> = Table[number]['event']

/** Every record is here before its first step. */
export const notStarted = 'NOT_STARTED'

/** One or several, as a table writes them, as a list. */
export const listOf = <Item extends string>(value: Item | readonly Item[]): readonly Item[] =>
  typeof value === 'string' ? [value] : value

const startsFrom = (step: Step, state: string): boolean => listOf(step.from).includes(state)

const mayAct = (step: Step, roles: readonly StepRole[]): boolean => listOf(step.by).some((role) => roles.includes(role))

/**
 * The state after an event, or why it is refused: 'wrongState' when the event does not start here for anybody,
 * 'wrongRole' when it does but for none of the given roles.
 */
export const nextState = <Table extends StepTable>(
  table: Table,
  now: StateOf<Table>,
  event: EventOf<Table>,
  roles: readonly StepRole[],
): StateOf<Table> | 'wrongState' | 'wrongRole' => {
  const steps = table.filter((step) => step.event === event && startsFrom(step, now))
  if (steps.length === 0) return 'wrongState'
  const step = steps.find((candidate) => mayAct(candidate, roles))
  return step ? (step.to as StateOf<Table>) : 'wrongRole'
}

/** The events these roles may cause from a state, in the order of the table: the buttons a page shows. */
export const allowedEvents = <Table extends StepTable>(
  table: Table,
  now: StateOf<Table>,
  roles: readonly StepRole[],
): EventOf<Table>[] => [
  ...new Set(table.filter((step) => startsFrom(step, now) && mayAct(step, roles)).map((step) => step.event)),
]

/** Every state of a table, in order of first mention. */
export const statesOf = <Table extends StepTable>(table: Table): StateOf<Table>[] => [
  ...new Set(table.flatMap((step) => [...listOf(step.from), step.to]) as StateOf<Table>[]),
]

/** The table as a mermaid state diagram for README; drawn from what runs, so it cannot differ from it. */
export const diagram = (table: StepTable): string => {
  const states = statesOf(table)
  const leavable = new Set(table.flatMap((step) => listOf(step.from)))
  const arrows = table.flatMap((step) =>
    listOf(step.from).map((from) => `  ${from} --> ${step.to}: ${step.event} (${listOf(step.by).join(', ')})`),
  )
  const ends = states.filter((state) => !leavable.has(state)).map((state) => `  ${state} --> [*]`)
  return ['stateDiagram-v2', `  [*] --> ${notStarted}`, ...arrows, ...ends, ''].join('\n')
}

/** Where a record can be once this event has happened, the ends too. */
export const statesAfter = <Table extends StepTable>(table: Table, event: EventOf<Table>): StateOf<Table>[] => {
  const reached = new Set<string>(table.filter((step) => step.event === event).map(({ to }) => to))
  for (const state of reached) for (const step of table) if (startsFrom(step, state)) reached.add(step.to)
  return statesOf(table).filter((state) => reached.has(state))
}
