import { parseAnswers } from '../../domain/evaluation/parseAnswers'
import type { InputMode } from '../../domain/evaluation/template'
import { answersProblem } from '../../domain/scoring/ballotTotal'
import { type Refusal, refusal } from '../../refusals'

const ballotIncomplete = refusal(
  422,
  'ballot.incomplete',
  '{name}有{count}项没有选择，请每项都选一个（不了解也可以选）。',
)
const ballotMalformed = refusal(422, 'ballot.malformed', '{name}的评价内容读不出来，请刷新页面后重新选择。')

/** How many items of a letter ballot have no choice yet; 不了解 is a choice, a blank is not (a page must ask). */
function unanswered(points: readonly number[], text: string): number {
  if (text.length > points.length) return 0
  return points.length - [...text].filter((letter) => 'ABCDU'.includes(letter)).length
}

/** Why these answers about the named subject cannot be cast; null when they can. */
export function answersFault(mode: InputMode, points: readonly number[], text: string, name: string): Refusal | null {
  const missing = mode === 'GRADE' ? unanswered(points, text) : 0
  if (missing > 0) return ballotIncomplete({ name, count: missing })
  return answersProblem(points, parseAnswers(mode, text)) === null ? null : ballotMalformed({ name })
}
