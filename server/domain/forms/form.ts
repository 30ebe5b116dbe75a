// A plain filing as one definition: fields and the way it takes. Checks on both sides, storage, page, cards, tasks,
// reminders, ledger and export follow from it (server/features/filing, miniapp/pages/filings). Conditions are pure
// functions; a record that is counted or joined keeps an entity of its own, and a secret ballot is no filing.
import type { CalendarDay } from '../calendar/calendarDay'
import type { HolidayTable } from '../calendar/workdays'
import { type EventOf, listOf, notStarted, type StateOf, type StepRole, type StepTable } from '../workflows/steps'
import type { AnyWorkflow, Workflow } from '../workflows/workflow'
import type { FieldTable, FilingValues, ValuesOf } from './fields'

/** The way of a filing: a workflow's table, with what its steps mean for what is written. */
export interface Way<Steps extends StepTable> extends Omit<Workflow<Steps>, 'name' | 'what'> {
  /** Keeps what is written so far; nobody is told. */
  drafts: EventOf<Steps>
  /** Hands it in: only what is whole. */
  files: EventOf<Steps>
  /** The step that gives the number. */
  numbers?: EventOf<Steps>
  /** A filing in force; the next version takes its place, and the job's step that ends it then. */
  inForce?: { state: StateOf<Steps>; ends: EventOf<Steps> }
}

/** Declares one; turns and events are checked as in `workflow`. */
export const way = <const Steps extends StepTable>(definition: Way<Steps>): Way<Steps> => definition

/** What of a branch decides about its filings. */
export interface BranchFacts {
  /** The day the branch began. */
  fromDay: CalendarDay
  /** Of every year, as they were opened. */
  campaigns: readonly { id: string; title: string; dueDay: CalendarDay }[]
  /** Rounds whose 表1 is accepted, whatever became of them since. */
  acceptedRounds: readonly { id: string; title: string; reportedDay: CalendarDay }[]
}

/** What a branch owes one filing about. */
export interface Subject {
  /** Id of the record it is about: one filing for each. */
  key: string
  /** '2026年“三亮”活动'; 120 characters. */
  name: string
  dueDay: CalendarDay
}

export interface Form<Fields extends FieldTable, Steps extends StepTable> {
  /** As it stands in keys, addresses and 留痕: letters, at most 20. */
  name: string
  /** At most 16 characters: cards put a verb before it. */
  title: string
  /** 'R44'. */
  clause: string
  /** One sentence for whoever fills it in. */
  lead: string
  fields: Fields
  /** Fields that lists, the head of the table and cards show: never free texts (rules §6.3). */
  shown: readonly (keyof NoInfer<Fields> & string)[]
  way: Way<Steps>
  /** What a branch owes; a form without it is filed whenever there is something to file. */
  owed?: (branch: BranchFacts, table: HolidayTable) => Subject[]
  /** What `owed` asks once for each of; the facts hold nothing of the other then. All of both when it is not said. */
  about?: 'campaigns' | 'acceptedRounds'
  /** How the number is written, counted from 1 in each year. */
  number?: (year: number, serial: number) => string
  /** What the fields cannot say alone: a sentence at a field, without a full stop. */
  check?: (
    values: ValuesOf<NoInfer<Fields>>,
    today: CalendarDay,
  ) => { readonly [Name in keyof NoInfer<Fields>]?: string }
}

/** Declares one: a misspelt field or step does not compile. */
export const form = <const Fields extends FieldTable, const Steps extends StepTable>(
  definition: Form<Fields, Steps>,
): Form<Fields, Steps> => definition

/** Any of them, for the registry. */
export type AnyForm = Omit<Form<FieldTable, StepTable>, 'shown' | 'way' | 'check'> & {
  shown: readonly string[]
  way: Omit<Way<StepTable>, 'states' | 'events' | 'turn'> & Pick<AnyWorkflow, 'states' | 'events' | 'turn'>
  check?(values: FilingValues, today: CalendarDay): Readonly<Record<string, string | undefined>>
}

/** States in which it lies with whoever files: not begun, a draft, given back. */
export const filingStates = ({ way: { steps, files } }: AnyForm): string[] => [
  ...new Set(steps.filter(({ event }) => event === files).flatMap(({ from }) => [...listOf(from)])),
]

/** What handing it in is called: 报送, 登记. */
export const filingVerb = ({ way }: AnyForm): string => way.events[way.files]?.name ?? ''

const filers = ({ way: { steps, files } }: AnyForm): StepRole[] => [
  ...new Set(steps.filter(({ event }) => event === files).flatMap(({ by }) => [...listOf(by)])),
]

/** '登记传帮带结对' for a 传帮带结对登记: never the same word at both ends. */
const taskTitle = (verb: string, title: string): string =>
  `${verb}${verb !== '' && title.endsWith(verb) ? title.slice(0, -verb.length) : title}`

/**
 * The table the engine runs. What is owed and not begun is somebody's turn too, so a filing that does not stand yet is
 * owed, reminded of and seen when nobody holds the post like every other record.
 */
export function tableOf(form: AnyForm): AnyWorkflow {
  const { way, name, title } = form
  const titled = Object.entries(way.turn).map(([state, standing]) => {
    if (!('owes' in standing)) return [state, standing] as const
    const verb = standing.title ?? way.events[standing.owes]?.name ?? ''
    return [state, { ...standing, title: taskTitle(verb, title) }] as const
  })
  const begin = { by: filers(form), owes: way.files, title: taskTitle(filingVerb(form), title) }
  const turn = { ...(form.owed ? { [notStarted]: begin } : {}), ...Object.fromEntries(titled) }
  return { name, what: title, steps: way.steps, states: way.states, events: way.events, turn }
}
