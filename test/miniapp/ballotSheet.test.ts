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
  voterId: 'v',
  revision: 0,
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
  inputMode: 'GRADE',
  locks: null,
  replaceable: [],
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

const everything: Answers = Object.fromEntries(sheet.subjects.map((one) => [keyOf(one), full]))

test('what is sent is one row per person, with nothing that binds the rows together', async () => {
  expect(await ballotsOf('r', sheet, everything)).toEqual([
    { subjectId: 'a', raterGroup: 'PEER', revision: 1, answers: 'ABCDU' },
    { subjectId: 'b', raterGroup: 'PEER', revision: 1, answers: 'ABCDU' },
    { subjectId: 'a', raterGroup: 'MASSES', revision: 1, answers: 'ABCDU' },
  ])
})

test('with the locks of a round nothing that was chosen is sent in clear', async () => {
  // Two points of the curve, those of RFC 9180, A.3.1.
  const first = 'BP6MGc4JBRkevCmKkkV5JTHybwzs4kYGOei8Oct/cGqCanebTPlpuKDlOcf2L7PTCtaqj4DjDx0Siq/WiiznLqA='
  const second = 'BKknGcYZXVCFEE9GmouYFNWDj/crYFAeLERm5eZ7MlrJhTbXthoa9LeOW3+VHAkAvoY8QDzmXJv8uTgmVyItGMQ='
  const again = [{ ...subject('c'), revision: 2 }]
  const locked: Sheet = { ...sheet, locks: { first, second, fingerprint: '12345678' }, subjects: again }
  const [sent] = await ballotsOf('r', locked, { [keyOf(again[0] ?? subject('c'))]: full })
  expect(sent).toEqual({ subjectId: 'c', raterGroup: 'PEER', revision: 3, envelope: expect.any(String) })
  expect(JSON.stringify(sent)).not.toContain('ABCDU')
})
