// 通知 三(R51–R53): the words of the three evaluations, shared by every rule of scoring and evaluation.

/** 评价党员 / 评价党组织书记 / 评价党组织. ORG is the branch as a whole, never merged with its secretary. */
export const subjectKinds = ['MEMBER', 'SECRETARY', 'ORG'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** Rater groups in the fixed order of every printed form. */
export const raterGroups = ['SELF', 'PEER', 'MASSES', 'ORG', 'SUPERIOR'] as const
export type RaterGroup = (typeof raterGroups)[number]

/** Groups whose ballots are secret; the other three are one signed or collective sheet each. */
export const anonymousGroups = ['PEER', 'MASSES'] as const satisfies readonly RaterGroup[]
export type AnonymousGroup = (typeof anonymousGroups)[number]

export const answerLetters = ['A', 'B', 'C', 'D', 'U'] as const
export type AnswerLetter = (typeof answerLetters)[number]
export type ScoredLetter = Exclude<AnswerLetter, 'U'>

/**
 * One ballot without any trace of its author. GRADE: one letter per item, 'AABUC' (U = 不了解, also a blank on paper).
 * POINTS: one whole number per item, null = not answered.
 */
export type Answers = string | readonly (number | null)[]

export const answerLabels: Readonly<Record<AnswerLetter, string>> = {
  A: '好',
  B: '较好',
  C: '一般',
  D: '差',
  U: '不了解',
}

export const memberGrades = ['EXCELLENT', 'QUALIFIED', 'BASICALLY_QUALIFIED', 'UNQUALIFIED'] as const
export const branchGrades = ['GOOD', 'FAIR', 'AVERAGE', 'POOR'] as const
export type Grade = (typeof memberGrades)[number] | (typeof branchGrades)[number]

/** A tie at the 1/3 boundary: the software proposes nothing, the 支委会 decides (rules §4.4.6). */
export type Suggestion = Grade | 'COMMITTEE_DECIDES'

export const gradeLabels: Readonly<Record<Suggestion, string>> = {
  EXCELLENT: '优秀',
  QUALIFIED: '合格',
  BASICALLY_QUALIFIED: '基本合格',
  UNQUALIFIED: '不合格',
  GOOD: '好',
  FAIR: '较好',
  AVERAGE: '一般',
  POOR: '差',
  COMMITTEE_DECIDES: '待支委会研究',
}

export const kindLabels: Readonly<Record<SubjectKind, string>> = {
  MEMBER: '党员',
  SECRETARY: '党组织书记',
  ORG: '党组织',
}

/** The column word of a rater group: 表1 calls the same group 互评 for a member and 党员评 for the secretary (rules §5.4). */
export function groupLabel(kind: SubjectKind, group: RaterGroup): string {
  const memberWords = { SELF: '自评', PEER: '互评', MASSES: '群众评议', ORG: '组织评定', SUPERIOR: '上级评' }
  const branchWords = { SELF: '自评', PEER: '党员评', MASSES: '群众评', ORG: '组织评定', SUPERIOR: '上级评' }
  return kind === 'MEMBER' ? memberWords[group] : branchWords[group]
}

/** The grades of a subject kind, best first. */
export function gradeScale(kind: SubjectKind): readonly Grade[] {
  return kind === 'MEMBER' ? memberGrades : branchGrades
}

/** True for 互评 and 群众评议, the two secret groups. */
export function isAnonymous(group: RaterGroup): group is AnonymousGroup {
  return group === 'PEER' || group === 'MASSES'
}
