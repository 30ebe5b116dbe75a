import {
  type Answers,
  ballotsOf,
  firstOpen,
  itemsLeft,
  keyOf,
  marksOf,
  type Sheet,
  subjectsDone,
} from '../../miniapp/pages/ballot/sheet'
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'

const items = ['学习', '履职', '服务', '先锋', '廉洁'].map((title) => ({ title, points: 20, hints: [] }))
const subject = (subjectId: string, raterGroup: 'PEER' | 'MASSES' = 'PEER'): Sheet['subjects'][number] => ({
  subjectId,
  kind: 'MEMBER',
  raterGroup,
  groupName: '党员互评',
  name: subjectId,
  departmentName: '',
  pledgeId: null,
  dutyText: null,
  pledges: [],
})
const sheet: Sheet = {
  half: '2026H2',
  branchName: '甲支部',
  votingToDay: toCalendarDay('2026-09-22'),
  items: { MEMBER: items, SECRETARY: items, ORG: items },
  choices: [],
  subjects: [subject('a'), subject('b'), subject('a', 'MASSES')],
  cast: 0,
}
const full = ['A', 'B', 'C', 'D', 'U']

test('a person rated from two groups is marked twice, each for itself', () => {
  const answers: Answers = { [keyOf(subject('a'))]: full }
  expect(subjectsDone(sheet, answers)).toBe(1)
  expect(itemsLeft(sheet, answers, subject('a', 'MASSES'))).toBe(5)
})

test('a sheet is resumed at the first person who is not finished', () => {
  const answers: Answers = { [keyOf(subject('a'))]: full, [keyOf(subject('b'))]: ['A', '', 'A'] }
  expect(firstOpen(sheet, answers)).toBe(1)
  expect(itemsLeft(sheet, answers, subject('b'))).toBe(3)
  expect(marksOf(sheet, answers, subject('b'))).toEqual(['A', '', 'A', '', ''])
})

test('what is sent is one row per person, with nothing that binds the rows together', () => {
  const answers: Answers = Object.fromEntries(sheet.subjects.map((one) => [keyOf(one), full]))
  expect(ballotsOf(sheet, answers)).toEqual([
    { subjectId: 'a', raterGroup: 'PEER', answers: 'ABCDU' },
    { subjectId: 'b', raterGroup: 'PEER', answers: 'ABCDU' },
    { subjectId: 'a', raterGroup: 'MASSES', answers: 'ABCDU' },
  ])
})
