// rules §4.4, §4.6: what goes into a tally and what comes out. No type here can hold a voter, a time or a sheet number.
import type { Hundredths } from '../scoring/hundredths'
import type { Answers, Grade, RaterGroup, Suggestion } from '../scoring/terms'
import type { Subject } from './roster'
import type { EvaluationTemplate } from './template'

/** Everything returned by one rater group on one subject. */
export interface GroupBallots {
  group: RaterGroup
  /** 应参评: voters on the frozen list (1 for a collective sheet). */
  due: number
  /** Struck with a reason before voting; 发出 = due − struck. */
  struck: number
  ballots: readonly Answers[]
  /** Paper ballots put aside by the scrutineers as 无效, without answers. */
  voidPaper?: number
  /** Returned and never opened, since the group was too small for it (rules §4.6.6). */
  unopened?: number
  /** In place of ballots that are kept back from a recount (bundle/withhold.ts): what they came to. */
  counted?: { opened: number; valid: number; abstained: number; mean: Hundredths | null }
}

export interface SubjectBallots {
  subjectKey: string
  groups: readonly GroupBallots[]
}

/** 一票否决 entered by the 书记 with the number of the document. */
export interface Veto {
  subjectKey: string
  documentNumber: string
}

export interface TallyInput {
  template: EvaluationTemplate
  subjects: readonly Subject[]
  ballots: readonly SubjectBallots[]
  vetoes: readonly Veto[]
}

export type ResultFlag =
  | `${'PEER' | 'MASSES'}_${'BELOW_MIN' | 'QUORUM_FAILED'}`
  | `${RaterGroup}_OVER_RETURNED`
  | `${'SELF' | 'ORG' | 'SUPERIOR'}_MISSING`
  | 'MASSES_FLOOR'
  | 'VETO'
  | 'NO_RESULT'

export interface GroupResult {
  group: RaterGroup
  weight: number
  due: number
  issued: number
  returned: number
  valid: number
  abstained: number
  voided: number
  /** Rounded mean, only when the group counts; a mean that does not count is never kept. */
  mean: Hundredths | null
}

export interface SubjectResult extends Subject {
  /** Groups with a weight, in printed order. */
  groups: GroupResult[]
  total: Hundredths | null
  /** What the total alone says; null for 预备党员 and NO_RESULT. */
  band: Grade | null
  suggestion: Suggestion | null
  flags: ResultFlag[]
  /** 「权重已调整」: a group fell out; the 支委会 must note a reason. */
  weightsAdjusted: boolean
  /** Kept from 优秀 by the number of places alone. */
  limitedByQuota: boolean
}

/** What a line says that the number of places alone kept from 优秀 (D10). */
export const quotaLabel = '优秀名额已满'

/** What each flag says on the internal page and in the meeting paper. */
export const flagLabels: Readonly<Record<ResultFlag, string>> = {
  PEER_BELOW_MIN: '党员互评有效票不足，不计入总分',
  MASSES_BELOW_MIN: '群众评议有效票不足，不计入总分',
  PEER_QUORUM_FAILED: '党员互评参评人数未超过半数，不计入总分',
  MASSES_QUORUM_FAILED: '群众评议参评人数未超过半数，不计入总分',
  SELF_OVER_RETURNED: '自评收回多于发出，作废',
  PEER_OVER_RETURNED: '党员互评收回多于发出，作废',
  MASSES_OVER_RETURNED: '群众评议收回多于发出，作废',
  ORG_OVER_RETURNED: '组织评定收回多于发出，作废',
  SUPERIOR_OVER_RETURNED: '上级评收回多于发出，作废',
  SELF_MISSING: '没有自评',
  ORG_MISSING: '没有组织评定',
  SUPERIOR_MISSING: '没有上级评',
  MASSES_FLOOR: '群众评议低于下限，建议等次受限',
  VETO: '有一票否决情形，建议等次受限',
  NO_RESULT: '党员评价和群众评价都不足，不产生结果',
}
