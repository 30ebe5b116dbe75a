// What a plain yes leads to and who may undo it, read from the table of the workflow.
import { capacityName } from './doers'
import { listOf } from './steps'
import { type AnyWorkflow, type CardAnswer, leadsTo, turnOf } from './workflow'

/** Who may give a record back that stands in this state, by capacity; nobody where it cannot be given back. */
export const returners = ({ steps, events }: AnyWorkflow, state: string): string[] => [
  ...new Set(
    steps
      .filter(({ from, event }) => listOf(from).includes(state) && events[event]?.reason === 'kept')
      // The first is whoever does it; the others stand in for him.
      .flatMap(({ by }) => listOf(by).flatMap((role) => capacityName(role) ?? [])[0] ?? []),
  ),
]

/** '支部书记收集'; null at an end and where it rests. */
export const nextStep = (table: AnyWorkflow, state: string): string | null => {
  const turn = turnOf(table, state)
  const next = turn && (turn.title ?? table.events[turn.owes]?.name)
  if (!turn || !next) return null
  const doer = turn.by.flatMap((role) => capacityName(role) ?? [])[0]
  return `${doer ?? ''}${next}`
}

/** The answer of a turn that needs no words; null where there is none. */
export function plainYes(table: AnyWorkflow, state: string): { name: string; answer: CardAnswer<string> } | null {
  const found = Object.entries(turnOf(table, state)?.answers ?? {}).find(([, { words }]) => !words)
  return found ? { name: found[0], answer: found[1] } : null
}

/** What follows from a plain yes and whether it can be undone, in one or two sentences. */
export function consequence(table: AnyWorkflow, state: string, { event, label }: CardAnswer<string>): string {
  const reached = leadsTo(table, state, event) ?? state
  const next = nextStep(table, reached)
  const back = returners(table, reached)
  return [
    ...(next ? [`下一步：${next}。`] : []),
    back.length ? `点了“${label}”，您自己不能撤回；要退回，请找${back.join('、')}。` : `点了“${label}”就不能撤回。`,
  ].join('')
}
