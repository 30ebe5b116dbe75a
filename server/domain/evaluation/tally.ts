// rules §4.4, R53: one computation per round, at close. Ballots come in without any identity and leave only as means.
import { type BallotOutcome, type BallotRules, ballotTotal } from '../scoring/ballotTotal'
import { applyExcellentCap, type CappedSuggestion, excellentCap } from '../scoring/excellentCap'
import { groupEligibility, groupMean, type TrimRules } from '../scoring/groupMean'
import type { Hundredths } from '../scoring/hundredths'
import { suggestGrade } from '../scoring/suggestGrade'
import { type Answers, type Grade, isAnonymous, type RaterGroup, raterGroups } from '../scoring/terms'
import { totalScore } from '../scoring/totalScore'
import { checksumText } from './checksumText'
import type { GroupBallots, GroupResult, ResultFlag, SubjectResult, TallyInput } from './results'
import type { Subject } from './roster'
import { type RoundStatistics, roundStatistics } from './roundStatistics'
import type { EvaluationTemplate } from './template'

export interface Tally {
  results: SubjectResult[]
  statistics: RoundStatistics
  /** Canonical text of all inputs, to be hashed outside. It contains the answers: hash it, never store or log it. */
  checksumInput: string
}

/**
 * Results of a closed round. Ballot, mean and total are rounded HALF_UP once each; the cap is applied last.
 * @throws RangeError when ballots name an unknown or repeated subject or group, or more are struck than due.
 */
export function tallyRound(input: TallyInput): Tally {
  const { template, subjects } = input
  const given = indexBallots(input)
  const vetoed = new Set(input.vetoes.map((veto) => veto.subjectKey))
  const scored = subjects.map((subject) =>
    subjectResult(subject, given.get(subject.key) ?? new Map(), vetoed.has(subject.key), template),
  )
  const results = capResults(scored, template)
  return { results, statistics: roundStatistics(results, template.excellentShare), checksumInput: checksumText(input) }
}

function indexBallots({ subjects, ballots, template }: TallyInput): Map<string, Map<RaterGroup, GroupBallots>> {
  const kinds = new Map(subjects.map((subject) => [subject.key, subject.kind]))
  const index = new Map<string, Map<RaterGroup, GroupBallots>>()
  for (const { subjectKey, groups } of ballots) {
    const kind = kinds.get(subjectKey)
    if (!kind || index.has(subjectKey)) throw new RangeError(`tallyRound: subject ${subjectKey} unknown or repeated`)
    const byGroup = new Map(groups.map((one) => [one.group, one]))
    const strange = groups.some((one) => template.subjects[kind].weights[one.group] === undefined)
    if (strange || byGroup.size !== groups.length) throw new RangeError(`tallyRound: groups of ${subjectKey}`)
    index.set(subjectKey, byGroup)
  }
  return index
}

function subjectResult(
  subject: Subject,
  given: ReadonlyMap<RaterGroup, GroupBallots>,
  vetoed: boolean,
  template: EvaluationTemplate,
): SubjectResult {
  const scheme = template.subjects[subject.kind]
  const { coefficients, minAnsweredPoints, massesFloor } = template
  const rules = { points: scheme.items.map((item) => item.points), coefficients, minAnsweredPoints }
  const counted = raterGroups.flatMap((group) => {
    const weight = scheme.weights[group]
    if (weight === undefined) return []
    return [groupResult(given.get(group) ?? { group, due: 0, struck: 0, ballots: [] }, weight, rules, template)]
  })
  const groups = counted.map((one) => one.result)
  const flags = counted.flatMap((one) => one.flags)
  const weightsAdjusted = flags.length > 0
  const meanOf = (group: RaterGroup) => groups.find((one) => one.group === group)?.mean ?? null
  // Without a single secret group only the self and the committee would speak: that is no evaluation (rules §4.4.4).
  const total = meanOf('PEER') === null && meanOf('MASSES') === null ? null : totalScore(groups)
  const plain = { ...subject, groups, total, weightsAdjusted, limitedByQuota: false, band: null, suggestion: null }
  if (total === null) return { ...plain, flags: [...flags, 'NO_RESULT'] }
  if (!subject.graded) return { ...plain, flags }
  const grading = suggestGrade(total, meanOf('MASSES'), vetoed, { ...scheme, massesFloor })
  if (grading.massesFloor) flags.push('MASSES_FLOOR')
  if (vetoed) flags.push('VETO')
  return { ...plain, band: grading.band, suggestion: grading.suggestion, flags }
}

/** Most ballots of a group give one of a few answers: each is counted once. */
function outcomesOf(ballots: readonly Answers[], rules: BallotRules): BallotOutcome[] {
  const known = new Map<string, BallotOutcome>()
  return ballots.map((answers) => {
    const key = String(answers)
    const outcome = known.get(key) ?? ballotTotal(rules, answers)
    known.set(key, outcome)
    return outcome
  })
}

function groupResult(
  given: GroupBallots,
  weight: number,
  rules: BallotRules,
  template: EvaluationTemplate,
): { result: GroupResult; flags: ResultFlag[] } {
  const { group, due, struck } = given
  if (struck > due) throw new RangeError(`tallyRound: ${struck} struck of ${due} in ${group}`)
  // rules §4.4.2: trimming is for the secret groups; a single sheet is never trimmed.
  const trim = { ...template.trim, enabled: template.trim.enabled && isAnonymous(group) }
  const { opened, valid, abstained, mean } = given.counted ?? countBallots(given.ballots, rules, trim)
  const unopened = given.unopened ?? 0
  const returned = opened + (given.voidPaper ?? 0) + unopened
  const counts = { due, issued: due - struck, returned, valid, abstained }
  const flags = groupFlags(group, counts, unopened, template)
  return {
    result: { group, weight, ...counts, voided: returned - valid - abstained, mean: flags.length === 0 ? mean : null },
    flags,
  }
}

function countBallots(
  ballots: readonly Answers[],
  rules: BallotRules,
  trim: TrimRules,
): NonNullable<GroupBallots['counted']> {
  const outcomes = outcomesOf(ballots, rules)
  const totals = outcomes.flatMap((one) => (one.kind === 'VALID' ? [one.total] : []))
  const abstained = outcomes.filter((one) => one.kind === 'ABSTAIN').length
  return { opened: ballots.length, valid: totals.length, abstained, mean: groupMean(totals, trim) }
}

type ReturnedCounts = Pick<GroupResult, 'issued' | 'returned' | 'valid' | 'abstained'>

function groupFlags(
  group: RaterGroup,
  counts: ReturnedCounts,
  unopened: number,
  template: EvaluationTemplate,
): ResultFlag[] {
  const { issued, returned, valid, abstained } = counts
  // rules §4.6.6: more ballots than were given out means the box cannot be trusted; the whole group is void.
  if (returned > issued) return [`${group}_OVER_RETURNED`]
  const verdict = groupEligibility(
    { valid, submitted: valid + abstained + unopened, issued },
    { minRaters: template.minRaters[group], quorum: template.quorum },
  )
  if (!isAnonymous(group)) return verdict.counted ? [] : [`${group as 'SELF' | 'ORG' | 'SUPERIOR'}_MISSING`]
  const flags: ResultFlag[] = []
  if (verdict.belowMinimum) flags.push(`${group}_BELOW_MIN`)
  if (verdict.quorumFailed) flags.push(`${group}_QUORUM_FAILED`)
  return flags
}

/** The 1/3 cap over the graded members of the branch; 书记 and branch have no cap. */
function capResults(results: readonly SubjectResult[], template: EvaluationTemplate): SubjectResult[] {
  const members = results.filter((one) => one.kind === 'MEMBER' && one.band !== null)
  const candidates = members.map((one) => ({
    key: one.key,
    suggestion: one.suggestion as Grade,
    total: one.total as Hundredths,
    massesMean: one.groups.find((group) => group.group === 'MASSES')?.mean ?? null,
    orgMean: one.groups.find((group) => group.group === 'ORG')?.mean ?? null,
  }))
  const cap = excellentCap(members.length, template.excellentShare)
  const verdicts = new Map<string, CappedSuggestion>(applyExcellentCap(candidates, cap).map((one) => [one.key, one]))
  return results.map((one) => ({ ...one, ...verdicts.get(one.key) }))
}
