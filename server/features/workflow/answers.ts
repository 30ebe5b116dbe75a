import type { Card, CardChoice } from '../../../bot/port'
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
 * page that asks for the words where a card cannot hold them: the record's own when not said.
 */
export function answersOf(flow: AnyFlow, known: Known<FlowRow>, path = flow.face(known).path): Pick<Card, 'answers'> {
  const answers = Object.entries(turnOf(flow.table, known.record.state)?.answers ?? {})
  if (!answers.length) return {}
  const words = answers.flatMap(([, answer]) => (answer.words ? `${answer.words}（${answer.label}时写明）` : []))[0]
  return {
    answers: {
      ...(words ? { comment: { label: words, limit: longestComment } } : {}),
      // What needs words stands on the left, the plain yes on the right and alone in full colour.
      choices: [...answers.filter(([, { words }]) => words), ...answers.filter(([, { words }]) => !words)].map(
        ([name, { label, words: needed, event }]): CardChoice => ({
          label,
          action: actionOf(flow.table.name, known.record, name),
          ...(needed ? { wordsPath: `${path}${path.includes('?') ? '&' : '?'}act=${event}` } : { look: 'primary' }),
          ...(flow.table.events[event]?.reason ? { look: 'danger' } : {}),
        }),
      ),
    },
  }
}
