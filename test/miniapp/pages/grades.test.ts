import {
  countExcellent,
  firstRow,
  flagSentence,
  type GradeRow,
  isFresh,
  lacksReason,
  meetingHolds,
  needsReason,
  type SubjectResult,
  toCount,
} from '../../../miniapp/pages/rounds/grades'
import { type RoundState, type Stage, stageOf, turnoutPercent } from '../../../miniapp/pages/rounds/roundSteps'

const choices = {
  MEMBER: ['EXCELLENT', 'QUALIFIED', 'BASICALLY_QUALIFIED', 'UNQUALIFIED'],
  SECRETARY: ['GOOD', 'FAIR', 'AVERAGE', 'POOR'],
  ORG: ['GOOD', 'FAIR', 'AVERAGE', 'POOR'],
}
const result = (change: Partial<SubjectResult>): SubjectResult => ({
  subjectId: 'a',
  kind: 'MEMBER',
  name: '江予安',
  departmentName: '综合办公室',
  graded: true,
  groups: [],
  total: 9111,
  suggestedGrade: 'EXCELLENT',
  flags: [],
  confirmedGrade: null,
  confirmReason: null,
  mayConfirm: true,
  ...change,
})
const row = (grade: string, reason = ''): GradeRow => ({ subjectId: 'a', grade, reason })

describe('grades chosen by the committee (D9, D10)', () => {
  test('a tie at the one-third share is left open: nothing is preselected', () => {
    expect(firstRow(result({ suggestedGrade: 'COMMITTEE_DECIDES' }), choices).grade).toBe('')
    expect(firstRow(result({}), choices).grade).toBe('EXCELLENT')
  })

  test('a grade other than the suggested one needs a reason of five characters', () => {
    expect(needsReason(result({}), row('EXCELLENT'))).toBe(false)
    expect(lacksReason(result({}), row('QUALIFIED', '结合平时'))).toBe(true)
    expect(lacksReason(result({}), row('QUALIFIED', '结合平时表现'))).toBe(false)
  })

  test('a rater group that fell out needs a reason even for the suggested grade, the masses’ floor does not', () => {
    expect(needsReason(result({ flags: ['MASSES_BELOW_MIN'] }), row('EXCELLENT'))).toBe(true)
    expect(needsReason(result({ flags: ['MASSES_FLOOR'] }), row('EXCELLENT'))).toBe(false)
  })

  test('the counter of excellent members takes one’s own grade from what others confirmed', () => {
    const own = result({ subjectId: 'b', mayConfirm: false, confirmedGrade: 'EXCELLENT' })
    const unconfirmed = result({ subjectId: 'c', mayConfirm: false })
    const branch = result({ subjectId: 'd', kind: 'ORG', suggestedGrade: 'GOOD' })
    const rows = new Map([['a', row('EXCELLENT')]])
    expect(countExcellent([result({}), own, unconfirmed, branch], rows)).toBe(2)
  })

  test('a grade an earlier part of the meeting gave is not sent again unless it is changed', () => {
    const confirmed = result({ confirmedGrade: 'QUALIFIED', confirmReason: '结合平时表现' })
    expect(isFresh(confirmed, row('QUALIFIED', '结合平时表现'))).toBe(false)
    expect(isFresh(confirmed, row('EXCELLENT', ''))).toBe(true)
    expect(isFresh(result({}), row('EXCELLENT'))).toBe(true)
  })

  test('half of those due make the meeting valid, fewer do not, nor more than were due', () => {
    const meeting = { heldDay: '2026-06-24', minutesNumber: '6', dueCount: '4', presentCount: '2' }
    expect(meetingHolds(meeting)).toBe(true)
    expect(meetingHolds({ ...meeting, dueCount: '5' })).toBe(false)
    expect(meetingHolds({ ...meeting, presentCount: '5' })).toBe(false)
    expect(meetingHolds({ ...meeting, presentCount: '' })).toBe(false)
    expect(toCount('5')).toBe(5)
  })

  test('every flag is shown in words', () => {
    expect(flagSentence('MASSES_FLOOR')).toMatch(/群众评议低于下限/)
  })
})

describe('the page of a round', () => {
  const stage = (state: RoundState, ...allowed: string[]): Stage | null =>
    stageOf({ allowed, round: { state } } as Parameters<typeof stageOf>[0])

  test('the server’s allowed steps decide which form is offered, whatever the page would guess', () => {
    expect(stage('PREPARING', 'rehearse', 'freezeRoster')).toBe('freeze')
    expect(stage('VOTING', 'strike', 'extend', 'close')).toBe('voting')
    expect(stage('TALLIED', 'openReview')).toBe('grades')
  })

  test('what needs nothing but words has no form, and whoever looks on has none but the turnout', () => {
    expect(stage('TABLE1_SUBMITTED', 'accept', 'return')).toBeNull()
    expect(stage('TALLIED')).toBeNull()
    expect(stage('VOTING')).toBe('voting')
  })

  test('a turnout bar is full only when everybody has voted', () => {
    expect(turnoutPercent(299, 300)).toBe(99)
    expect(turnoutPercent(0, 0)).toBe(0)
  })
})
