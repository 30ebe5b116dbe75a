// R52, rules §4.4.1: one ballot to one total. 不了解 lowers nobody: the answered items are scaled up to 100.
import { divideHalfUp, type Hundredths } from './hundredths'
import type { Answers, ScoredLetter } from './terms'

export interface BallotRules {
  /** Full marks of the items in order; they add up to 100. */
  points: readonly number[]
  /** Percent of the full marks given by each letter. */
  coefficients: Readonly<Record<ScoredLetter, number>>
  /** With fewer answered points than this the ballot is an abstention. */
  minAnsweredPoints: number
}

export type BallotOutcome = { kind: 'VALID'; total: Hundredths } | { kind: 'ABSTAIN' } | { kind: 'VOID' }

/** Why the answers cannot be a ballot on these items, in Chinese for the voter; null when they can. */
export function answersProblem(points: readonly number[], answers: Answers): string | null {
  if (answers.length !== points.length) return `应评价 ${points.length} 项，收到 ${answers.length} 项`
  if (typeof answers === 'string') {
    return /^[ABCDU]*$/.test(answers) ? null : '每项只能选择好、较好、一般、差或不了解'
  }
  const wrong = answers.findIndex((given, index) => !fits(given, points[index] ?? 0))
  return wrong < 0 ? null : `第 ${wrong + 1} 项得分应为 0 至 ${points[wrong]} 的整数`
}

/**
 * Total of one ballot in hundredths. VOID = malformed (无效票); ABSTAIN = answered points below the minimum, which
 * counts in the turnout and not in the mean (rules §4.4.1).
 */
export function ballotTotal(rules: BallotRules, answers: Answers): BallotOutcome {
  if (answersProblem(rules.points, answers) !== null) return { kind: 'VOID' }
  let scored = 0n
  let answered = 0n
  rules.points.forEach((full, index) => {
    const score = itemScore(full, answers[index] ?? null, rules.coefficients)
    if (score === null) return
    scored += score
    answered += BigInt(full)
  })
  if (answered === 0n || answered < BigInt(rules.minAnsweredPoints)) return { kind: 'ABSTAIN' }
  return { kind: 'VALID', total: Number(divideHalfUp(scored * 100n, answered)) }
}

function itemScore(full: number, given: string | number | null, coefficients: BallotRules['coefficients']) {
  if (given === null || given === 'U') return null
  if (typeof given === 'number') return BigInt(given) * 100n
  return BigInt(full) * BigInt(coefficients[given as ScoredLetter])
}

function fits(given: number | null, full: number): boolean {
  return given === null || (Number.isInteger(given) && given >= 0 && given <= full)
}
