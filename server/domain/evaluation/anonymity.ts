// rules §4.6, D7: what each reader may see of a round. Hiding one mean is useless while the others and the total are shown
// (the rest is a subtraction), so group means are shown all together or not at all.
import type { Hundredths } from '../scoring/hundredths'
import { type Grade, isAnonymous, type RaterGroup, type Suggestion } from '../scoring/terms'
import { firstReported, type RoundState, roundStates } from '../workflows/evaluationRound'
import type { ResultFlag, SubjectResult } from './results'
import type { AnonymityRules } from './template'

export { type RoundState, roundStates }

/** SUBJECT = the person's own page; PUBLIC = notice board, 党员大会, 群众. */
export type ResultReader =
  | 'BRANCH_SECRETARY'
  | 'BRANCH_COMMITTEE'
  | 'HQ_OFFICE'
  | 'HQ_COMMITTEE'
  | 'GROUP_COMMITTEE'
  | 'SUBJECT'
  | 'PUBLIC'

// Before confirmation only the branch reads, it has to decide; party committees read what was reported to them.
const readableFrom: Readonly<Record<ResultReader, RoundState>> = {
  BRANCH_SECRETARY: 'TALLIED',
  BRANCH_COMMITTEE: 'TALLIED',
  HQ_OFFICE: firstReported,
  HQ_COMMITTEE: firstReported,
  GROUP_COMMITTEE: 'ACCEPTED',
  SUBJECT: 'PUBLICISED',
  PUBLIC: 'PUBLICISED',
}

export interface VisibleResult {
  total: Hundredths | null
  grade: Grade | null
  /** Internal readers only. */
  suggestion: Suggestion | null
  flags: readonly ResultFlag[]
  /** Empty when group means may not be shown; ballot counts go with the means. */
  groups: readonly { group: RaterGroup; mean: Hundredths | null; valid: number | null }[]
}

/**
 * The part of one result this reader may see now; null = nothing, for every reader before the tally. Internal readers
 * get every mean that counts (k = internalMean, default 3). The subject gets total and grade, and the means only when
 * all secret groups have openMean (default 5) valid ballots; the public gets the same, if the template opens it at all.
 */
export function visibleResult(
  reader: ResultReader,
  state: RoundState,
  result: SubjectResult,
  grade: Grade | null,
  rules: AnonymityRules,
): VisibleResult | null {
  if (roundStates.indexOf(state) < roundStates.indexOf(readableFrom[reader])) return null
  const internal = reader !== 'SUBJECT' && reader !== 'PUBLIC'
  const open = internal ? countedAreLarge(result, rules.internalMean) : allAreLarge(result, rules.openMean)
  const showMeans = open && (reader !== 'PUBLIC' || rules.publicMeans)
  return {
    total: reader === 'PUBLIC' && !rules.publicTotal ? null : result.total,
    grade,
    suggestion: internal ? result.suggestion : null,
    flags: internal ? result.flags : [],
    groups: showMeans
      ? result.groups.map(({ group, mean, valid }) => ({ group, mean, valid: internal ? valid : null }))
      : [],
  }
}

/** No mean that is in the total stands on fewer than k secret ballots. */
function countedAreLarge(result: SubjectResult, k: number): boolean {
  return result.groups.every((one) => !isAnonymous(one.group) || one.mean === null || one.valid >= k)
}

function allAreLarge(result: SubjectResult, k: number): boolean {
  return result.groups.every((one) => !isAnonymous(one.group) || one.valid >= k)
}

export interface DepartmentTurnout {
  departmentId: string
  issued: number
  returned: number
}

export interface VisibleTurnout {
  issued: number
  returned: number
  departments: readonly DepartmentTurnout[]
  /** Departments folded into the branch figure only. */
  hiddenDepartmentIds: readonly string[]
}

/**
 * Turnout while voting, in persons: the branch figure and the departments with at least departmentTurnout (default 5)
 * voters. One hidden department alone could be subtracted out of the branch figure, so the next smallest is hidden
 * with it until the hidden ones together reach the limit. Departments without voters are left out.
 */
export function visibleTurnout(counts: readonly DepartmentTurnout[], rules: AnonymityRules): VisibleTurnout {
  const sum = (rows: readonly DepartmentTurnout[], pick: 'issued' | 'returned') =>
    rows.reduce((soFar, row) => soFar + row[pick], 0)
  const staffed = counts.filter((row) => row.issued > 0)
  const bySize = [...staffed].sort(
    (left, right) => left.issued - right.issued || (left.departmentId < right.departmentId ? -1 : 1),
  )
  let hidden = bySize.filter((row) => row.issued < rules.departmentTurnout).length
  if (hidden > 0) {
    while (hidden < bySize.length && sum(bySize.slice(0, hidden), 'issued') < rules.departmentTurnout) hidden += 1
  }
  const hiddenDepartmentIds = bySize.slice(0, hidden).map((row) => row.departmentId)
  return {
    issued: sum(counts, 'issued'),
    returned: sum(counts, 'returned'),
    departments: staffed.filter((row) => !hiddenDepartmentIds.includes(row.departmentId)),
    hiddenDepartmentIds,
  }
}
