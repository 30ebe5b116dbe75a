// rules §4.4.7: the numbers of 表1 part D, counted from results and grades, in hundredths where they are scores.
import { type CapShare, excellentCap } from '../scoring/excellentCap'
import { branchMean, type Hundredths, percentage } from '../scoring/hundredths'
import {
  type Grade,
  type memberGrades,
  type RaterGroup,
  raterGroups,
  type SubjectKind,
  type Suggestion,
  subjectKinds,
} from '../scoring/terms'
import type { GroupResult, SubjectResult } from './results'

export interface TurnoutRow {
  kind: SubjectKind
  group: RaterGroup
  /** Numbers of ballots, not of persons: one voter has one ballot per subject. */
  due: number
  issued: number
  returned: number
  valid: number
  abstained: number
  voided: number
  /** (有效 + 弃权) of 发出, hundredths of a percent: not above 50.00 exactly when the quorum fails. */
  turnout: Hundredths | null
}

export interface RoundStatistics {
  memberCount: number
  /** N: full members with a result, the base of the 1/3 cap. */
  gradedCount: number
  cap: number
  grades: Readonly<Record<(typeof memberGrades)[number], number>>
  /** 待支委会研究 */
  undecided: number
  excellentRate: Hundredths | null
  branchMean: Hundredths | null
  turnout: TurnoutRow[]
}

/**
 * Statistics of a round. Without grades the suggestions are counted (before the 支委会); with confirmed grades those
 * are (表1). 预备党员 and NO_RESULT members are in memberCount only.
 */
export function roundStatistics(
  results: readonly SubjectResult[],
  share: CapShare,
  grades?: ReadonlyMap<string, Grade>,
): RoundStatistics {
  const members = results.filter((one) => one.kind === 'MEMBER')
  const graded = members.filter((one) => one.band !== null)
  const given: (Suggestion | null)[] = graded.map((one) => (grades ? (grades.get(one.key) ?? null) : one.suggestion))
  const count = (grade: Suggestion) => given.filter((one) => one === grade).length
  return {
    memberCount: members.length,
    gradedCount: graded.length,
    cap: excellentCap(graded.length, share),
    grades: {
      EXCELLENT: count('EXCELLENT'),
      QUALIFIED: count('QUALIFIED'),
      BASICALLY_QUALIFIED: count('BASICALLY_QUALIFIED'),
      UNQUALIFIED: count('UNQUALIFIED'),
    },
    undecided: count('COMMITTEE_DECIDES'),
    excellentRate: percentage(count('EXCELLENT'), graded.length),
    branchMean: branchMean(graded.flatMap((one) => (one.total === null ? [] : [one.total]))),
    turnout: turnoutRows(results),
  }
}

function turnoutRows(results: readonly SubjectResult[]): TurnoutRow[] {
  return subjectKinds.flatMap((kind) =>
    raterGroups.flatMap((group) => {
      const rows = results
        .filter((one) => one.kind === kind)
        .flatMap((one) => one.groups.filter((row) => row.group === group))
      return rows.length === 0 ? [] : [turnoutRow(kind, group, rows)]
    }),
  )
}

function turnoutRow(kind: SubjectKind, group: RaterGroup, rows: readonly GroupResult[]): TurnoutRow {
  const sum = (pick: (row: GroupResult) => number) => rows.reduce((soFar, row) => soFar + pick(row), 0)
  const issued = sum((row) => row.issued)
  const valid = sum((row) => row.valid)
  const abstained = sum((row) => row.abstained)
  return {
    kind,
    group,
    due: sum((row) => row.due),
    issued,
    returned: sum((row) => row.returned),
    valid,
    abstained,
    voided: sum((row) => row.voided),
    turnout: percentage(valid + abstained, issued),
  }
}
