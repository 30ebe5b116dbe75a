import { SubjectResult } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { type ConfirmIssue, confirmGrades, type Decision } from '../../domain/evaluation/confirmGrades'
import { type Grade, gradeLabels, gradeScale, kindLabels } from '../../domain/scoring/terms'
import { evaluationRound, type RoundEvent } from '../../domain/workflows/evaluationRound'
import { leadsTo } from '../../domain/workflows/workflow'
import { holds } from '../../policy/actor'
import { type FieldProblem, formInvalid, type Refusal, recordNotFound, refusal } from '../../refusals'
import { moveOf, take } from '../workflow'
import { roundFlow } from './flow'
import { type KnownRound, requireRound, subjectsOf, templateOf } from './records'
import { figuresOf, isForSuperiors, type StoredResult, storedResults } from './storedResults'

const gradeOwn = refusal(403, 'grade.own', '本人的等次要由其他支委或机关党委确认。')
const gradeSecretaryOnly = refusal(
  403,
  'grade.secretaryOnly',
  '机关党委只确认支部书记本人的等次，{name}的等次由支委会确认。',
)
const gradeNotGraded = refusal(422, 'grade.notGraded', '{name}不评定等次（预备党员或没有产生结果）。')
const gradeRepeated = refusal(422, 'grade.repeated', '{name}有两个评定意见，请只留一个。')
const gradeVetoed = refusal(422, 'grade.vetoed', '{name}有一票否决情形，等次不能高于{grade}。')
const gradeReasonMissing = refusal(422, 'grade.reasonMissing', '{name}的等次与建议不同，请写明理由（不少于5个字）。')
const gradeCapExceeded = refusal(422, 'grade.capExceeded', '优秀最多{cap}人，现在定了{actual}人。')
const gradeMeetingInvalid = refusal(
  422,
  'grade.meetingInvalid',
  '支委会应到{due}人、实到{present}人，不足半数，会议无效。',
)
const gradeMeetingDay = refusal(422, 'grade.meetingDay', '支委会日期{day}不对：应在计票日{tallied}到今天{today}之间。')
const gradeUnknown = refusal(422, 'grade.unknown', '{name}的等次“{grade}”不在可选范围内。')

type ConfirmInput = Checked<'round.confirm'>

interface Review {
  known: KnownRound
  stored: StoredResult[]
  input: ConfirmInput
  /** In the chair: 支委会 or, for the 书记's own grade, 机关党委. */
  byCommittee: boolean
}

const subjectName = ({ subject }: StoredResult): string =>
  subject.kind === 'SECRETARY' ? `${subject.name}（${kindLabels.SECRETARY}）` : subject.name

/** What each subject needs no decision for: 预备党员 and NO_RESULT (rules §4.4.4). */
const needsGrade = ({ result }: StoredResult): boolean => result.band !== null

function checkGiven({ known, stored, input, byCommittee }: Review, work: Work): void {
  for (const { subjectId, grade } of input.decisions) {
    const one = stored.find(({ subject }) => subject.id === subjectId)
    if (!one) throw recordNotFound({ what: '评价对象' })
    const name = subjectName(one)
    if (!byCommittee && !isForSuperiors(work.who, known.record, one.subject)) throw gradeSecretaryOnly({ name })
    if (!needsGrade(one)) throw gradeNotGraded({ name })
    if (!gradeScale(one.subject.kind).includes(grade as Grade)) throw gradeUnknown({ name, grade })
  }
}

/** Decisions of this meeting over those entered before; who needs no grade is decided by the list itself. */
function allDecisions({ stored, input }: Review, personId: string): Decision[] {
  const given = input.decisions.flatMap(({ subjectId, grade, reason }): Decision[] => {
    const one = stored.find(({ subject }) => subject.id === subjectId)
    return one ? [{ subjectKey: one.result.key, grade: grade as Grade, reason, confirmedBy: personId }] : []
  })
  const keys = new Set(given.map((decision) => decision.subjectKey))
  const earlier = stored.flatMap((one): Decision[] => {
    const { row, result } = one
    if (keys.has(result.key) || (needsGrade(one) && row.confirmedGrade === null)) return []
    const { confirmReason: reason, confirmedById: confirmedBy } = row
    return [
      {
        subjectKey: result.key,
        grade: row.confirmedGrade as Grade | null,
        reason: reason ?? '',
        confirmedBy: confirmedBy ?? '',
      },
    ]
  })
  return [...given, ...earlier]
}

/** The rule's issue as a refusal of the table; null for what a later part of the meeting may still bring. */
function refusalOf(issue: ConfirmIssue, review: Review, today: string): Refusal | null {
  const { stored, input, known } = review
  const one = stored.find(({ result }) => result.key === issue.subjectKey)
  const name = one ? subjectName(one) : ''
  const { heldDay: day, dueCount: due, presentCount: present } = input.meeting
  const excellent = (): number => {
    const decided = new Map(input.decisions.map((decision) => [decision.subjectId, decision.grade]))
    const grades = stored.map(({ subject, row }) => decided.get(subject.id) ?? row.confirmedGrade)
    return grades.filter((grade) => grade === 'EXCELLENT').length
  }
  switch (issue.code) {
    case 'DECISION_MISSING':
      return null
    case 'MEETING_DAY':
      return gradeMeetingDay({ day, tallied: figuresOf(known.record)?.talliedDay ?? '', today })
    case 'MEETING_ATTENDANCE':
      return gradeMeetingInvalid({ due, present })
    case 'CAP_EXCEEDED':
      return gradeCapExceeded({ cap: figuresOf(known.record)?.cap ?? 0, actual: excellent() })
    case 'REASON_MISSING':
      return gradeReasonMissing({ name })
    case 'VETO_EXCEEDED':
      return gradeVetoed({ name, grade: gradeLabels[vetoGradeOf(review)] })
    case 'OWN_GRADE':
      return gradeOwn()
    case 'DECISION_REPEATED':
      return gradeRepeated({ name })
    default:
      return gradeNotGraded({ name })
  }
}

const vetoGradeOf = ({ known }: Review): Grade => templateOf(known.campaign).subjects.MEMBER.vetoGrade

/** All problems at once, each at its subject: one kind of problem under its own code, several as a form. */
function checkRules(review: Review, work: Work): void {
  const { known, stored, input } = review
  const { heldDay, dueCount: due, presentCount: present } = input.meeting
  const talliedDay = toCalendarDay(figuresOf(known.record)?.talliedDay ?? work.today)
  if (heldDay > work.today) throw gradeMeetingDay({ day: heldDay, tallied: talliedDay, today: work.today })
  const { issues } = confirmGrades({
    template: templateOf(known.campaign),
    results: stored.map(({ result }) => result),
    decisions: allDecisions(review, work.who.personId),
    meeting: { kind: 'BRANCH_COMMITTEE', day: heldDay, due, present },
    talliedDay,
    smallBranchApproval: null,
  })
  const found = issues.flatMap((issue) => {
    const refusal = refusalOf(issue, review, work.today)
    return refusal ? [{ issue, refusal }] : []
  })
  const [first] = found
  if (!first) return
  const problems = found.map(({ issue, refusal }): FieldProblem => {
    const one = stored.find(({ result }) => result.key === issue.subjectKey)
    return refusal.atField(one?.subject.id ?? 'meeting')
  })
  const alike = found.every(({ refusal }) => refusal.code === first.refusal.code)
  throw alike ? first.refusal.at(problems) : formInvalid({ count: found.length }, problems)
}

async function enterDecisions(work: Work, { input }: Review): Promise<void> {
  for (const { subjectId, grade, reason } of input.decisions) {
    const facts = { confirmedGrade: grade, confirmReason: reason || null, confirmedById: work.who.personId }
    await work.change(SubjectResult, { subjectId, roundId: input.roundId }, facts)
  }
}

/** The later of two days of meetings: the round is complete with its last decision (U11). */
const laterDay = (before: string | null | undefined, day: string): string => (before && before > day ? before : day)

/** The first grades open the review; the last ones complete it. */
function eventsOf({ known }: Review, completed: boolean): RoundEvent[] {
  const opening: RoundEvent[] =
    leadsTo(evaluationRound, known.record.state, 'openReview') === null ? [] : ['openReview']
  return [...opening, completed ? 'confirmGrades' : 'confirmPart']
}

/**
 * The 支委会 gives the grades (D9, R55–R57); the software checks the form of the decision. Different committee members may
 * enter parts, since nobody gives his own grade; the round is completed with the last one.
 */
export async function confirmRound(work: Work, input: ConfirmInput): Promise<Output<'round.confirm'>> {
  const known = await requireRound(work, input.roundId)
  const { record: round, campaign } = known
  work.must('confirmGrades', round)
  const byCommittee = holds(work.who, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'], round.branchId)
  const subjects = await subjectsOf(work, round.id)
  const stored = await storedResults(work, round, subjects, templateOf(campaign))
  const review: Review = { known, stored, input, byCommittee }
  moveOf(roundFlow, known, eventsOf(review, true), work.who)
  checkGiven(review, work)
  checkRules(review, work)
  const decided = new Set(input.decisions.map((decision) => decision.subjectId))
  const waiting = stored.filter(
    (one) => needsGrade(one) && !decided.has(one.subject.id) && one.row.confirmedGrade === null,
  )
  const completed = waiting.length === 0
  const committee = byCommittee || !round.committee ? input.meeting : round.committee
  const lastMeetingDay = laterDay(figuresOf(round)?.lastMeetingDay, input.meeting.heldDay)
  const completedDay = completed ? lastMeetingDay : null
  const statistics = { ...figuresOf(round), lastMeetingDay }
  const ownOnly = waiting.every(({ subject }) => subject.personId === round.secretaryId)
  const before = { ...known, ownGrade: !completed && ownOnly ? { alone: false } : undefined }
  await take(work, roundFlow, before, eventsOf(review, completed), {
    revision: input.revision,
    changes: { committee, completedDay, statistics },
    noted: { meeting: input.meeting, subjects: input.decisions.map(({ subjectId }) => subjectId), completed },
  })
  await enterDecisions(work, review)
  return { completed, waitingFor: waiting.map(subjectName) }
}
