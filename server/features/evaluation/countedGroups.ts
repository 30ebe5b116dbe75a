import { Ballot, type EvaluationRound, RoundAssignment, type RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import { parseAnswers } from '../../domain/evaluation/parseAnswers'
import type { GroupBallots, TallyInput } from '../../domain/evaluation/results'
import type { Subject } from '../../domain/evaluation/roster'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import type { RaterGroup } from '../../domain/scoring/terms'
import { figuresOf, groupKey } from './storedResults'

/** What one group gave on one subject, without any trace of who gave it. */
export interface CountedGroup {
  subjectKey: string
  group: RaterGroup
  due: number
  struck: number
  /** Returned and never opened, since the group was too small (rules §4.6.6). */
  unopened: number
  ballots: string[]
}

interface RollCount {
  subjectId: string
  raterGroup: RaterGroup
  due: number | string
  struck: number | string
}

const countRoll = (work: Work, roundId: string): Promise<RollCount[]> =>
  work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('roll.subjectId', 'subjectId')
    .addSelect('roll.raterGroup', 'raterGroup')
    .addSelect('count(*)', 'due')
    .addSelect("sum(case when roll.status = 'STRUCK' then 1 else 0 end)", 'struck')
    .where('roll.roundId = :roundId', { roundId })
    .groupBy('roll.subjectId')
    .addGroupBy('roll.raterGroup')
    .getRawMany<RollCount>()

interface AnswerCount {
  subjectId: string
  raterGroup: RaterGroup
  answers: string
  ballots: number | string
}

/** How often each answer was given, counted by the database out of an index that holds all of it. */
const countAnswers = (work: Work, roundId: string): Promise<AnswerCount[]> =>
  work.manager
    .createQueryBuilder(Ballot, 'ballot')
    .select('ballot.subjectId', 'subjectId')
    .addSelect('ballot.raterGroup', 'raterGroup')
    .addSelect('ballot.answers', 'answers')
    .addSelect('count(*)', 'ballots')
    .where('ballot.roundId = :roundId', { roundId })
    .groupBy('ballot.subjectId')
    .addGroupBy('ballot.raterGroup')
    .addGroupBy('ballot.answers')
    .getRawMany<AnswerCount>()

const keyOf = ({ subjectId, raterGroup }: { subjectId: string; raterGroup: string }): string =>
  `${subjectId} ${raterGroup}`

/** Every group of the roll with its opened ballots, in the order of their content. */
export async function readGroups(
  work: Work,
  round: EvaluationRound,
  subjects: readonly RoundSubject[],
): Promise<CountedGroup[]> {
  const { id: roundId, box } = round
  const kept = figuresOf(round)?.kept
  const given = new Map<string, string[]>()
  for (const one of await countAnswers(work, roundId)) {
    const known = given.get(keyOf(one)) ?? []
    for (let left = Number(one.ballots); left > 0; left -= 1) known.push(one.answers)
    given.set(keyOf(one), known)
  }
  const shut = new Map(box?.stripped?.closed.map((one) => [keyOf(one), one.passed]))
  const keys = new Map(subjects.map(({ id, subjectKey }) => [id, subjectKey]))
  return (await countRoll(work, roundId)).map((one) => ({
    subjectKey: keys.get(one.subjectId) ?? '',
    group: one.raterGroup,
    due: Number(one.due),
    // The roll of a count that was taken in is older than its closing.
    struck:
      kept?.[groupKey({ subjectKey: keys.get(one.subjectId) ?? '', group: one.raterGroup })]?.struck ??
      Number(one.struck),
    unopened: shut.get(keyOf(one)) ?? 0,
    ballots: (given.get(keyOf(one)) ?? []).sort(),
  }))
}

export const asSubject = ({ subjectKey, kind, personId, graded }: RoundSubject): Subject => ({
  key: subjectKey,
  kind,
  personId,
  graded: Boolean(graded),
})

export const vetoesOf = (subjects: readonly RoundSubject[]): TallyInput['vetoes'] =>
  subjects.flatMap(({ subjectKey, vetoDocument }) =>
    vetoDocument === null ? [] : [{ subjectKey, documentNumber: vetoDocument }],
  )

/** Everything the rules count. */
export function tallyInput(
  template: EvaluationTemplate,
  subjects: readonly RoundSubject[],
  groups: readonly CountedGroup[],
): TallyInput {
  const bySubject = new Map<string, GroupBallots[]>()
  for (const { subjectKey, group, due, struck, unopened, ballots: texts } of groups) {
    const ballots = texts.map((text) => parseAnswers(template.inputMode, text))
    const one = { group, due, struck, ballots, ...(unopened ? { unopened } : {}) }
    bySubject.set(subjectKey, [...(bySubject.get(subjectKey) ?? []), one])
  }
  return {
    template,
    subjects: subjects.map(asSubject),
    ballots: subjects.map(({ subjectKey }) => ({ subjectKey, groups: bySubject.get(subjectKey) ?? [] })),
    vetoes: vetoesOf(subjects),
  }
}
