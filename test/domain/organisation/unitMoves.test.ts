import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { earliestMove, type MoveFacts, moveLines, moveProblem } from '../../../server/domain/organisation/unitMoves'

const today = toCalendarDay('2026-09-10')
const finance = { branchId: 'a', branchName: '财投支部', fromDay: '2018-01-01', toDay: null }
const facts: MoveFacts = {
  department: { name: '财务部', toDay: null },
  last: finance,
  to: { branchId: 'b', name: '营销支部', fromDay: '2018-01-01', toDay: null },
  frozen: [],
  packages: [],
}
const problem = (fromDay: string, changes: Partial<MoveFacts> = {}) =>
  moveProblem(fromDay, today, { ...facts, ...changes })

const frozen = [{ branchName: '财投支部', halfName: '2026年下半年', frozenDay: '2026-09-08' }]
const package_ = { branchName: '财投支部', submittedDay: '2026-09-05', waiting: true }

// Written by hand from rules §2.4: the day, what is otherwise, and the sentence; null where it can be.
const golden: [string, Partial<MoveFacts>, string | null][] = [
  ['2026-09-10', {}, null],
  ['2026-10-01', {}, null],
  ['2026-08-10', {}, null],
  ['2026-08-09', {}, '最早只能补登到2026年8月10日，请核对日期。'],
  ['2027-09-11', {}, null],
  ['2027-09-12', {}, '最多提前一年登记，请核对年份。'],
  ['2026-10-01', { department: { name: '财务部', toDay: '2026-09-30' } }, '财务部到2026年9月30日为止，不能再移。'],
  ['2026-10-01', { to: { ...facts.to, toDay: '2026-09-30' } }, '营销支部到2026年9月30日为止，不能移进去。'],
  ['2026-09-30', { to: { ...facts.to, toDay: '2026-09-30' } }, null],
  ['2026-10-01', { to: { ...facts.to, fromDay: '2026-10-02' } }, '营销支部从2026年10月2日才有，请从那天或以后起移。'],
  ['2026-10-01', { to: { ...facts.to, branchId: 'a', name: '财投支部' } }, '财务部已经在财投支部。'],
  [
    '2026-11-01',
    { last: { ...finance, branchName: '综合支部', fromDay: '2026-10-01' } },
    '已经登记了2026年10月1日移到综合支部；要改的，先撤销那一次。',
  ],
  [
    '2026-09-01',
    { last: { ...finance, fromDay: '2026-09-01' } },
    '财务部从2026年9月1日才到财投支部，请从这以后的日子起移。',
  ],
  ['2026-09-10', { last: null }, null],
  ['2026-09-11', { last: null }, '财务部现在不属于哪个支部，不能等到以后，请从今天起登记。'],
  // An evaluation list stays as it was frozen: before its day nothing changes, after it everything may.
  ['2026-09-08', { frozen }, '财投支部2026年下半年的评价在2026年9月8日已经冻结名单，请从这以后的日子起移。'],
  ['2026-09-09', { frozen }, null],
  ['2026-09-05', { packages: [package_] }, '财投支部在2026年9月5日已经报送，请从这以后的日子起移。'],
  ['2026-09-10', { packages: [package_] }, '财投支部的报送还没有受理，请先受理或退回，再移部门。'],
  ['2026-09-11', { packages: [package_] }, null],
  ['2026-09-06', { packages: [{ ...package_, waiting: false }] }, null],
]

describe('a department that moves to another branch', () => {
  it.each(golden)('from %s with %j: %s', (fromDay, changes, sentence) => {
    expect(problem(fromDay, changes)?.[1] ?? null).toBe(sentence)
  })

  it('is entered afterwards for a month, and for no half-year whose lists are kept', () => {
    expect(['2026-09-10', '2026-07-15', '2027-01-01'].map((day) => earliestMove(toCalendarDay(day)))).toEqual([
      '2026-08-10',
      '2026-07-01',
      '2027-01-01',
    ])
  })

  it('is told before anybody presses, a sentence for each thing it touches', () => {
    const reach = { fromName: '财投支部', toName: '营销支部', people: 41, members: 11 }
    const none = { staying: 0, away: 0, posts: 0, sheets: 0, rounds: [], waitingAt: [], posted: [] }
    expect(moveLines({ ...reach, ...none, toHasSecretary: true })).toEqual([
      '41人随部门到营销支部，其中在职党员11人；部门第一负责人、分管领导不变。',
      '联系关系随本人，走访任务照旧；以前的走访、抽查、意见仍记在财投支部，已经定稿的名册不变。',
    ])
    const much = { staying: 1, away: 2, posts: 3, sheets: 10, rounds: frozen, waitingAt: ['财投支部'] }
    const posted = [{ name: '沈云舟', roleName: '支部书记' }]
    expect(moveLines({ ...reach, ...much, posted, toHasSecretary: false }).join('\n')).toBe(
      `41人随部门到营销支部，其中在职党员11人；部门第一负责人、分管领导不变。
1人编在别的党小组，不随部门移。
2人这几天请假或出差，回来以后在营销支部。
3个岗区随部门移，没办完的由营销支部接着办；挂着的牌和二维码照样能用。
10份承诺书随本人，还没报送的由营销支部收集、报送。
联系关系随本人，走访任务照旧；以前的走访、抽查、意见仍记在财投支部，已经定稿的名册不变。
财投支部的报送还没有受理：已经报送的，仍按财投支部受理。
财投支部2026年下半年的评价名单已经冻结：名单里的人仍在财投支部参评、投票，不改到营销支部。
沈云舟是财投支部的支部书记，这项任职不随部门移，要换人的请另行办理。
营销支部现在没有书记，请先任命，不然没有人接着办。`,
    )
  })
})
