import {
  type BranchBoard,
  type BranchMember,
  canBeReminded,
  filterCounts,
  packageObstacle,
  toTellInPerson,
} from '../../../miniapp/pages/branch/branchMembers'
import { memberSegments, memberShape } from '../../../miniapp/pages/branch/memberShape'
import { lacksReason, missingReasons } from '../../../miniapp/pages/branch/packageReasons'

const member = (change: Partial<BranchMember>): BranchMember => ({
  personId: '00000000-0000-4000-8000-000000000001',
  name: '江予安',
  departmentName: '综合办公室',
  dutyStatusName: '在岗',
  state: 'NOT_STARTED',
  pledgeId: null,
  hasPhoto: false,
  paperPhotoDay: null,
  late: false,
  remindedToday: false,
  hasAccount: true,
  revision: 0,
  ...change,
})

const board = (members: BranchMember[], packageState?: 'SUBMITTED' | 'RETURNED'): BranchBoard => ({
  campaign: null,
  branchName: '综合支部',
  members,
  packages: packageState
    ? [
        {
          packageId: '00000000-0000-4000-8000-000000000009',
          branchId: '00000000-0000-4000-8000-000000000008',
          branchName: '综合支部',
          number: 1,
          state: packageState,
          submittedAt: 0,
          late: false,
          earlier: false,
          pledgeCount: 1,
          postCount: 0,
          areaCount: 0,
          note: null,
          missing: [],
          returnReason: null,
          revision: 1,
        },
      ]
    : [],
  may: { nudge: true, return: true, submit: true, collect: true },
})

describe('the secretary’s list of pledges (R19)', () => {
  test('a returned sheet is counted apart from one never written, and both owe', () => {
    const members = [
      member({}),
      member({ state: 'RETURNED' }),
      member({ state: 'SUBMITTED' }),
      member({ state: 'PUBLISHED' }),
    ]
    expect(filterCounts(members)).toEqual({ missing: 1, returned: 1, submitted: 1, handedIn: 1 })
    expect(missingReasons(members)).toHaveLength(2)
  })

  test('nobody is reminded twice a day, nor where no card can arrive', () => {
    expect(canBeReminded(member({}))).toBe(true)
    expect(canBeReminded(member({ state: 'RETURNED' }))).toBe(true)
    expect(canBeReminded(member({ remindedToday: true }))).toBe(false)
    expect(canBeReminded(member({ hasAccount: false }))).toBe(false)
    expect(canBeReminded(member({ state: 'SUBMITTED' }))).toBe(false)
  })

  test('people without a chat account are named only while they owe', () => {
    const members = [member({ hasAccount: false, name: '宋怀瑾' }), member({ hasAccount: false, state: 'SUBMITTED' })]
    expect(toTellInPerson(members).map(({ name }) => name)).toEqual(['宋怀瑾'])
  })

  test('a reason of four characters is too short, one proposed from the roster is long enough', () => {
    const [proposed, open] = missingReasons([member({ dutyStatusName: '长病' }), member({})])
    expect(proposed?.choice).toBe('LONG_SICK')
    expect(proposed && lacksReason(proposed)).toBe(false)
    expect(open && lacksReason(open)).toBe(true)
    expect(open && lacksReason({ ...open, text: '长期病 假' })).toBe(true)
    expect(open && lacksReason({ ...open, text: '长期病休假' })).toBe(false)
  })

  test('no second package while one lies with the party office, none without a sheet, one after a return', () => {
    const ready = [member({ state: 'SUBMITTED' })]
    expect(packageObstacle(board(ready, 'SUBMITTED'))).toBe('withOffice')
    expect(packageObstacle(board([member({})]))).toBe('nothing')
    expect(packageObstacle(board(ready, 'RETURNED'))).toBeNull()
  })
})

describe('the rows of the members', () => {
  const notesOf = (one: BranchMember, mayNudge = true) =>
    memberShape(mayNudge)
      .columns.find(({ key }) => key === 'notes')
      ?.text(one)

  test('say what keeps a sheet away, to whoever reminds', () => {
    expect(notesOf(member({ dutyStatusName: '长病', hasAccount: false }))).toBe('长病，请当面提醒')
    expect(notesOf(member({ remindedToday: true }))).toBe('今天已提醒')
    expect(notesOf(member({ remindedToday: true }), false)).toBe('')
    expect(notesOf(member({ state: 'SUBMITTED', remindedToday: true }))).toBe('缺照片')
    expect(notesOf(member({ state: 'SUBMITTED', hasPhoto: true }))).toBe('')
  })

  test('have one chip, which says what is late', () => {
    const chipOf = (change: Partial<BranchMember>) => memberShape(true).chip(member(change))
    expect(chipOf({ late: true })).toEqual({ text: '未提交，逾期', tone: 'late' })
    expect(chipOf({ state: 'SUBMITTED' })).toEqual({ text: '已提交', tone: 'wait' })
    expect(chipOf({ state: 'OFFICE_OK', late: true })).toEqual({ text: '已报送，逾期', tone: 'done' })
  })

  test('show the missing first, and everybody in one segment', () => {
    const states = ['NOT_STARTED', 'SUBMITTED', 'RETURNED', 'PUBLISHED'] as const
    const holders = states.map((state) =>
      memberSegments.filter(({ holds }) => holds?.(member({ state }))).map(({ key }) => key),
    )
    expect(holders).toEqual([[''], ['submitted'], ['returned'], ['handedIn']])
  })
})
