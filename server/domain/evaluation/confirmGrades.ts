// D9, R55–R57: the 支委会 (or 党员大会) confirms every 等次; the software only checks the form of the decision.
import type { CalendarDay } from '../calendar/calendarDay'
import { excellentCap } from '../scoring/excellentCap'
import { lowerGrade } from '../scoring/suggestGrade'
import { type Grade, gradeLabels, gradeScale } from '../scoring/terms'
import type { SubjectResult } from './results'
import type { EvaluationTemplate } from './template'

export interface Decision {
  subjectKey: string
  /** Null = no 等次 (预备党员, NO_RESULT). */
  grade: Grade | null
  reason: string
  /** Who presided over this decision. */
  confirmedBy: string
}

export interface ConfirmingMeeting {
  kind: 'BRANCH_COMMITTEE' | 'MEMBER_ASSEMBLY'
  /** The 完成日 from which the ten days run (R57). */
  day: CalendarDay
  due: number
  present: number
}

export interface Confirmation {
  template: EvaluationTemplate
  results: readonly SubjectResult[]
  decisions: readonly Decision[]
  meeting: ConfirmingMeeting
  /** Day of the tally: a meeting cannot confirm what is not yet counted. */
  talliedDay: CalendarDay
  /** Document of 机关党委 allowing 优秀 in a branch too small for a share of its own (N < 3); null = none. */
  smallBranchApproval: string | null
}

export type ConfirmIssueCode =
  | 'MEETING_DAY'
  | 'MEETING_ATTENDANCE'
  | 'DECISION_MISSING'
  | 'DECISION_REPEATED'
  | 'SUBJECT_UNKNOWN'
  | 'NOT_GRADED'
  | 'WRONG_SCALE'
  | 'REASON_MISSING'
  | 'VETO_EXCEEDED'
  | 'OWN_GRADE'
  | 'CAP_EXCEEDED'

export interface ConfirmIssue {
  code: ConfirmIssueCode
  subjectKey: string | null
  /** Chinese sentence for the 书记. */
  text: string
}

export interface ConfirmedGrade {
  subjectKey: string
  grade: Grade | null
  changed: boolean
  reason: string
}

const leastReasonLength = 5

/** Checks the decisions of the meeting. issues empty = the round may be completed; grades then holds every subject. */
export function confirmGrades(confirmation: Confirmation): { issues: ConfirmIssue[]; grades: ConfirmedGrade[] } {
  const { results, decisions, template } = confirmation
  const pairs = results.flatMap((result) => {
    const decision = decisions.find((one) => one.subjectKey === result.key)
    return decision ? [{ result, decision }] : []
  })
  const issues = [
    ...meetingIssues(confirmation),
    ...listIssues(confirmation),
    ...pairs.flatMap(({ result, decision }) => decisionIssues(result, decision, template)),
    ...capIssues(confirmation),
  ]
  const grades = pairs.map(({ result, decision: { grade, reason } }) => {
    return { subjectKey: result.key, grade, changed: grade !== result.suggestion, reason: reason.trim() }
  })
  return { issues, grades }
}

function meetingIssues({ meeting, talliedDay }: Confirmation): ConfirmIssue[] {
  const issues: ConfirmIssue[] = []
  const add = (code: ConfirmIssueCode, text: string) => issues.push({ code, subjectKey: null, text })
  if (meeting.day < talliedDay) add('MEETING_DAY', '会议日期不能早于计票日期')
  const { due, present } = meeting
  if (!Number.isInteger(due) || !Number.isInteger(present) || due < 1 || present < 0 || present > due) {
    add('MEETING_ATTENDANCE', '请核对应到和实到人数')
    // 支部工作条例: 半数以上 must attend; 以上 includes the number itself (民法典 1259).
  } else if (2 * present < due) add('MEETING_ATTENDANCE', `应到 ${due} 人，实到 ${present} 人，不足半数，不能评定等次`)
  return issues
}

function listIssues({ results, decisions }: Confirmation): ConfirmIssue[] {
  const keys = decisions.map((one) => one.subjectKey)
  const issue = (code: ConfirmIssueCode, subjectKey: string, text: string) => ({ code, subjectKey, text })
  return [
    ...results
      .filter((result) => !keys.includes(result.key))
      .map(({ key }) => issue('DECISION_MISSING', key, '还没有评定等次')),
    ...[...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) =>
      issue('DECISION_REPEATED', key, '同一对象有两个评定意见'),
    ),
    ...keys
      .filter((key) => !results.some((result) => result.key === key))
      .map((key) => issue('SUBJECT_UNKNOWN', key, '不在本轮评价名单内')),
  ]
}

function decisionIssues(result: SubjectResult, decision: Decision, template: EvaluationTemplate): ConfirmIssue[] {
  const { grade } = decision
  const issues: ConfirmIssue[] = []
  const add = (code: ConfirmIssueCode, text: string) => issues.push({ code, subjectKey: result.key, text })
  if (result.personId !== null && decision.confirmedBy === result.personId) {
    add('OWN_GRADE', '本人的等次应由其他支委或机关党委确认')
  }
  if (result.band === null) {
    if (grade !== null) add('NOT_GRADED', result.graded ? '本轮没有结果，不评定等次' : '预备党员不评定等次')
    return issues
  }
  if (grade === null || !gradeScale(result.kind).includes(grade)) {
    add(grade === null ? 'DECISION_MISSING' : 'WRONG_SCALE', '请选择该对象适用的等次')
    return issues
  }
  const { bands, vetoGrade } = template.subjects[result.kind]
  if (result.flags.includes('VETO') && lowerGrade(grade, vetoGrade, bands) !== grade) {
    add('VETO_EXCEEDED', `有一票否决情形，等次不得高于${gradeLabels[vetoGrade]}`)
  }
  const mustExplain = grade !== result.suggestion || result.weightsAdjusted
  if (mustExplain && [...decision.reason.replace(/\s/gu, '')].length < leastReasonLength) {
    const why = grade === result.suggestion ? '权重已调整' : '评定等次与建议等次不同'
    add('REASON_MISSING', `${why}，请写明理由（不少于 ${leastReasonLength} 字）`)
  }
  return issues
}

function capIssues({ results, decisions, template, smallBranchApproval }: Confirmation): ConfirmIssue[] {
  const members = results.filter((result) => result.kind === 'MEMBER' && result.band !== null)
  const cap = excellentCap(members.length, template.excellentShare)
  const excellent = members.filter((result) =>
    decisions.some((one) => one.subjectKey === result.key && one.grade === 'EXCELLENT'),
  ).length
  const approved = cap === 0 && (smallBranchApproval ?? '').trim() !== ''
  if (excellent <= cap || approved) return []
  return [{ code: 'CAP_EXCEEDED', subjectKey: null, text: `优秀 ${excellent} 人，超过上限 ${cap} 人` }]
}
