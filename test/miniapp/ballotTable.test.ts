import { keyOf, partOf, type Sheet, sheetName } from '../../miniapp/pages/ballot/sheet'
import {
  cellOf,
  columnsOf,
  countsOf,
  exceptionsIn,
  filled,
  isException,
  marked,
  openCells,
  tablesOf,
  wholeAnswers,
} from '../../miniapp/pages/ballot/table'
import { toCalendarDay } from '../../server/domain/calendar/calendarDay'

const items = ['学习', '履职', '服务', '先锋', '廉洁'].map((title) => ({ title, points: 20, hints: [] }))
type Subject = Sheet['subjects'][number]
const subject = (subjectId: string, raterGroup: Subject['raterGroup'], kind: Subject['kind'] = 'MEMBER'): Subject => ({
  subjectId,
  kind,
  raterGroup,
  groupName: '',
  name: subjectId,
  departmentName: '',
  voterId: 'v',
  revision: 0,
  pledgeId: null,
  dutyText: null,
  pledges: [],
})
const members = Array.from({ length: 42 }, (_one, at) => subject(`m${at}`, 'ORG'))
const whole: Sheet = {
  half: '2026H2',
  branchName: '甲支部',
  votingToDay: toCalendarDay('2026-09-22'),
  items: { MEMBER: items, SECRETARY: items, ORG: items.slice(0, 2) },
  choices: [...'ABCDU'].map((value) => ({ value, label: value })),
  inputMode: 'GRADE',
  locks: null,
  replaceable: [subject('p', 'PEER')],
  subjects: [subject('x', 'PEER'), ...members, subject('s', 'SUPERIOR', 'SECRETARY'), subject('o', 'SUPERIOR', 'ORG')],
  cast: 0,
}
const sheet = partOf(whole, true)
const columns = columnsOf(tablesOf(sheet))
const [first] = columns
const [one, two] = members
if (!first || !one || !two) throw new Error('no column')

test('secret ballots and the sheets of meetings are told apart', () => {
  expect(partOf(whole, false).subjects.map(({ subjectId }) => subjectId)).toEqual(['x'])
  expect(partOf(whole, false).replaceable).toHaveLength(1)
  expect(sheet.subjects).toHaveLength(44)
  expect(sheet.replaceable).toEqual([])
  expect(sheetName(sheet.subjects)).toBe('组织评定、上级评')
  expect(columns.map(({ table, item }) => `${table.group} ${table.kind} ${item}`)).toHaveLength(5 + 5 + 2)
})

test('nothing stands before it is chosen; a choice for most fills only where nothing stands', () => {
  expect(openCells(sheet, {}, first)).toBe(42)
  const alone = marked(sheet, {}, first, one, 'C')
  expect([openCells(sheet, alone, first), isException(sheet, alone, first, one)]).toEqual([41, true])
  const most = { ...alone, ...filled(alone, first, 'A') }
  expect([cellOf(sheet, most, first, one), cellOf(sheet, most, first, two)]).toEqual(['C', 'A'])
  expect([openCells(sheet, most, first), exceptionsIn(sheet, most, first)]).toEqual([0, 1])
  expect(countsOf(sheet, most, first)).toEqual([
    { label: 'A', count: 41 },
    { label: 'C', count: 1 },
  ])
  // Chosen anew it moves those who have no mark of their own.
  const other = { ...most, ...filled(most, first, 'B') }
  expect([cellOf(sheet, other, first, one), cellOf(sheet, other, first, two)]).toEqual(['C', 'B'])
  expect(columns.slice(1).every((column) => openCells(sheet, other, column) === column.table.subjects.length)).toBe(
    true,
  )
})

test('what is sent is every cell as it is seen', () => {
  let answers = marked(sheet, {}, columns[4] ?? first, two, 'D')
  for (const column of columns) answers = { ...answers, ...filled(answers, column, column.item === 1 ? 'B' : 'A') }
  const sent = wholeAnswers(sheet, answers)
  expect(Object.keys(sent)).toHaveLength(44)
  expect(sent[keyOf(one)]?.join('')).toBe('ABAAA')
  expect(sent[keyOf(two)]?.join('')).toBe('ABAAD')
  expect(sent['o/SUPERIOR/0']?.join('')).toBe('AB')
})

test('a sheet entered anew begins empty', () => {
  const answers = filled({}, first, 'A')
  const again = { ...sheet, subjects: members.map((each) => ({ ...each, revision: 1 })) }
  const [column] = columnsOf(tablesOf(again))
  expect(column && openCells(again, answers, column)).toBe(42)
})
