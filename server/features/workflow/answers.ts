import type { Card, CardChoice } from '../../../bot/port'
import { consequence } from '../../domain/workflows/wayBack'
import { turnOf } from '../../domain/workflows/workflow'
import type { AnyFlow, FlowRow, Known } from './flow'

/** The first word of what every decision card sends. */
export const action = 'step'

/** Characters of an answer in a card. */
export const longestComment = 200

/** What a card sends for one of its answers; read again by `pressesOf`. */
const actionOf = (workflow: string, { id, revision }: FlowRow, answer: string): string =>
  [action, workflow, id, revision, answer].join(':')

/**
 * The two or three buttons of the turn a record is in, for its card; none where its turn asks nothing there. `path` is the
 * page that asks for the words where a card cannot hold them: the record's own when not said. A plain yes says first what
 * follows from it.
 */
export function answersOf(flow: AnyFlow, known: Known<FlowRow>, path = flow.face(known).path): Pick<Card, 'answers'> {
  const { table } = flow
  const { state } = known.record
  const answers = Object.entries(turnOf(table, state)?.answers ?? {})
  if (!answers.length) return {}
  const comment = answers.flatMap(([, { words, label }]) => (words ? `${words}（${label}时写明）` : []))[0]
  // What needs words stands on the left, the plain yes on the right and alone in full colour.
  const ordered = [...answers.filter(([, { words }]) => words), ...answers.filter(([, { words }]) => !words)]
  const choices = ordered.map(([name, answer]): CardChoice => {
    const { label, words, event } = answer
    const asking = { title: `${label}：${flow.face(known).about}`, text: consequence(table, state, answer) }
    return {
      label,
      action: actionOf(table.name, known.record, name),
      ...(words ? { wordsPath: `${path}${path.includes('?') ? '&' : '?'}act=${event}` } : { look: 'primary' }),
      ...(words ? {} : { confirm: asking }),
      ...(table.events[event]?.reason ? { look: 'danger' } : {}),
    }
  })
  return { answers: { ...(comment ? { comment: { label: comment, limit: longestComment } } : {}), choices } }
}
