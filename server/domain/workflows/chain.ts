// A workflow seen as the chain that a page draws: what follows while everything goes on, and which steps go back.
import { listOf, type StepRole } from './steps'
import { type AnyWorkflow, leadsTo, turnOf } from './workflow'

/** One link: the step that moves the record on from a state. */
export interface Link {
  state: string
  event: string
  by: readonly StepRole[]
  title: string
}

/** What moves it on from here: the step that is owed, or of what another record carries the first row that leads onward. */
function onward(table: AnyWorkflow, state: string): Link | null {
  const named = (event: string): string => table.events[event]?.name ?? event
  const turn = turnOf(table, state)
  if (turn) return { state, event: turn.owes, by: turn.by, title: turn.title ?? named(turn.owes) }
  const standing = table.turn[state]
  // The states stand in the order of the way, so what leads to an earlier one goes back.
  const states = Object.keys(table.states)
  const leadsOn = ({ from, to }: AnyWorkflow['steps'][number]) =>
    listOf(from).includes(state) && states.indexOf(to) > states.indexOf(state)
  const row = standing && 'carriedBy' in standing ? table.steps.find(leadsOn) : undefined
  return row ? { state, event: row.event, by: listOf(row.by), title: named(row.event) } : null
}

/** From this state to the end, or to where it rests; the first link is what the state itself waits for. */
export function chainFrom(table: AnyWorkflow, state: string): Link[] {
  const links: Link[] = []
  const seen = new Set<string>()
  let at: string | null = state
  while (at !== null && !seen.has(at)) {
    seen.add(at)
    const link = onward(table, at)
    if (!link) break
    // Two steps that people know as one, such as the first and the last grade confirmed.
    if (links.at(-1)?.title !== link.title) links.push(link)
    at = leadsTo(table, at, link.event)
  }
  return links
}

/** Where a step led: on the way, back on it, or off it, to where nothing leads onto it again (取消, 作废, 不同意). */
export const leads = ['on', 'back', 'off'] as const
export type Lead = (typeof leads)[number]

/** The states of the way as long as everything goes on: from the first step's to the last. */
function wayOf(table: AnyWorkflow): string[] {
  const [first] = table.steps
  const links = first ? chainFrom(table, first.to) : []
  const last = links.at(-1)
  return [...links.map(({ state }) => state), last ? leadsTo(table, last.state, last.event) : first?.to].flatMap(
    (state) => state ?? [],
  )
}

/** History does not tell from where: what goes on from one of its states is no return. */
function ledByOne(table: AnyWorkflow, event: string): Lead {
  const moves = table.steps
    .filter((step) => step.event === event)
    .flatMap(({ from, to }) => listOf(from).flatMap((state) => (state === to ? [] : [{ state, to }])))
  if (!moves.length) return 'on'
  if (moves.every(({ state }) => goesBack(table, state, event))) return 'back'
  const way = wayOf(table)
  const leadsOntoIt = (to: string) => way.includes(to) || chainFrom(table, to).some(({ state }) => way.includes(state))
  return moves.every(({ to }) => leadsOntoIt(to)) ? 'on' : 'off'
}

/** Where a line of history led; of several steps taken as one the one that did not go on. */
export const ledBy = (table: AnyWorkflow, events: readonly string[]): Lead => {
  const led = events.map((event) => ledByOne(table, event))
  return led.find((each) => each !== 'on') ?? 'on'
}

/** Whether a step gives the record back: from where it leads it comes through here again. */
export const goesBack = (table: AnyWorkflow, state: string, event: string): boolean => {
  const to = leadsTo(table, state, event)
  return to !== null && to !== state && chainFrom(table, to).some((link) => link.state === state)
}
