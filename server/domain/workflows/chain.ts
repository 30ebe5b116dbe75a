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

/** Whether a step gives the record back: from where it leads it comes through here again. */
export const goesBack = (table: AnyWorkflow, state: string, event: string): boolean => {
  const to = leadsTo(table, state, event)
  return to !== null && to !== state && chainFrom(table, to).some((link) => link.state === state)
}
