import { packageObstacle } from '../../../miniapp/pages/branch/branchMembers'
import { collectedPosts, unreadyDepartments } from '../../../miniapp/pages/branch/branchPosts'
import { fillFormOf, fillInput, fillProblems, goalHint } from '../../../miniapp/pages/posts/fillForm'
import {
  choosable,
  type MeetingForm,
  meetingFormOf,
  meetingInput,
  meetingProblems,
  toCount,
} from '../../../miniapp/pages/posts/meetingForm'
import { emptyPlate, plateProblems } from '../../../miniapp/pages/posts/plateForm'
import { type Board, collectable, type Department, opening } from '../../../miniapp/pages/posts/useBoard'
import { postArea } from './postAreaRecord'

const today = '2026-09-10'
const nominee = '00000000-0000-4000-8000-00000000000a'
const other = '00000000-0000-4000-8000-00000000000b'
const meeting = (change: Partial<MeetingForm> = {}): MeetingForm => ({
  nominee: [nominee],
  members: [],
  day: '2026-09-09',
  place: '三楼会议室',
  dueCount: '41',
  presentCount: '38',
  votesFor: '36',
  voteWay: ['HANDS'],
  pictureId: null,
  ...change,
})
const fieldsOf = (problems: readonly { field: string }[]): string[] => problems.map(({ field }) => field)

describe('the record of the meeting that recommends (R07)', () => {
  test('is complete with a nominee, day, place and counts that fit', () => {
    expect(meetingProblems(meeting(), 'POST', today)).toEqual([])
  })

  test('lacks everything on a fresh form but the day and the way of voting', () => {
    const fresh = meetingFormOf(postArea(), today)
    expect(fresh.day).toBe(today)
    expect(fresh.voteWay).toEqual(['HANDS'])
    expect(fieldsOf(meetingProblems(fresh, 'POST', today))).toEqual([
      'nomineeId',
      'place',
      'dueCount',
      'presentCount',
      'votesFor',
    ])
  })

  test('cannot have been held tomorrow, or without anybody', () => {
    expect(fieldsOf(meetingProblems(meeting({ day: '2026-09-11' }), 'POST', today))).toEqual(['day'])
    const empty = meeting({ presentCount: '0', votesFor: '0' })
    expect(fieldsOf(meetingProblems(empty, 'POST', today))).toEqual(['presentCount'])
  })

  test('has no more present than called, and no more votes than present', () => {
    expect(fieldsOf(meetingProblems(meeting({ presentCount: '42' }), 'POST', today))).toEqual(['presentCount'])
    expect(fieldsOf(meetingProblems(meeting({ votesFor: '39' }), 'POST', today))).toEqual(['votesFor'])
  })

  test('takes numbers as a Chinese keyboard writes them, and nothing else', () => {
    expect(toCount(' ４１ ')).toBe(41)
    expect([toCount(''), toCount('三十'), toCount('-1'), toCount('3.5'), toCount('12345')]).toEqual(Array(5).fill(null))
  })

  test('names other members for a 责任区 only, never the accountable one twice', () => {
    const shared = meeting({ members: [nominee, other] })
    expect(meetingInput(shared, 'AREA').memberIds).toEqual([other])
    expect(meetingInput(shared, 'POST').memberIds).toEqual([])
  })

  test('does not offer a second 示范岗 to the same person (R09), but a 责任区', () => {
    const marks = { positionTitle: '会计', cadreMember: false, keyPost: false }
    const candidates = [
      { personId: nominee, name: '叶疏桐', ...marks, holdsPost: true },
      { personId: other, name: '林知夏', ...marks, holdsPost: false },
    ]
    expect(choosable(candidates, 'POST').map(({ name }) => name)).toEqual(['林知夏'])
    expect(choosable(candidates, 'AREA')).toHaveLength(2)
  })
})

describe('推荐表 and 确定表 (R09, R10)', () => {
  const post = { ...fillFormOf(postArea()), title: '结账示范岗', goal: '差错为零', content: '带教', grounds: '优秀' }

  test('a 示范岗 needs name, goal, content and grounds', () => {
    expect(fieldsOf(fillProblems(fillFormOf(postArea()), 'POST', today, 300))).toEqual([
      'title',
      'goal',
      'content',
      'grounds',
    ])
    expect(fillProblems(post, 'POST', today, 300)).toEqual([])
  })

  test('a 责任区 needs its range instead of grounds', () => {
    expect(fieldsOf(fillProblems({ ...post, grounds: '' }, 'AREA', today, 300))).toEqual(['scope'])
    const odd = { ...post, scope: '三层', coveredPeople: '很多' }
    expect(fieldsOf(fillProblems(odd, 'AREA', today, 300))).toEqual(['coveredPeople'])
  })

  test('300 字 fit, 301 do not', () => {
    expect(fillProblems({ ...post, goal: '好'.repeat(300) }, 'POST', today, 300)).toEqual([])
    expect(fieldsOf(fillProblems({ ...post, goal: '好'.repeat(301) }, 'POST', today, 300))).toEqual(['goal'])
  })

  test('a goal without a number gets a word of advice; an empty one does not', () => {
    expect(goalHint('统一思想，提高认识')).not.toBe('')
    expect(goalHint('每月3日前结账')).toBe('')
    expect(goalHint('')).toBe('')
  })

  test('what belongs to a 责任区 is not sent with a 示范岗', () => {
    const mixed = { ...post, scope: '三层', coveredPeople: '30', termToDay: '2027-09-01' }
    expect(fillInput(mixed, 'POST')).toMatchObject({ scope: '', coveredPeople: null, termToDay: null, grounds: '优秀' })
    expect(fillInput(mixed, 'AREA')).toMatchObject({
      scope: '三层',
      coveredPeople: 30,
      termToDay: '2027-09-01',
      grounds: '',
    })
  })
})

describe('the plate that hangs (R15)', () => {
  test('needs a photo and a place; not a day to come', () => {
    expect(fieldsOf(plateProblems(emptyPlate(today), today))).toEqual(['pictureId', 'place'])
    const hung = { day: '2026-09-11', place: '门口', pictureId: nominee }
    expect(fieldsOf(plateProblems(hung, today))).toEqual(['day'])
    expect(plateProblems({ ...hung, day: today }, today)).toEqual([])
  })
})

const department = (change: Partial<Department>): Department => ({
  departmentId: nominee,
  name: '财务部',
  headCount: 11,
  requiredPosts: 2,
  requiredAreas: 1,
  posts: 0,
  readyPosts: 0,
  areas: 0,
  readyAreas: 0,
  exempt: [],
  shortfall: '',
  leadName: '沈云舟',
  leadCandidates: [],
  headName: null,
  supervisorName: null,
  ...change,
})
const item = (change: Partial<Board['items'][number]>): Board['items'][number] => {
  const { postAreaId, kind, state, stateName, title, branchId, branchName, departmentId } = postArea()
  const place = {
    departmentName: '财务部',
    nomineeName: null,
    plateDay: null,
    late: false,
    earlier: false,
    revision: 1,
    allowed: [],
    reviewDue: false,
  }
  const known = { postAreaId, kind, state, stateName, title, branchId, branchName, departmentId }
  return { ...known, ...place, ...change }
}

describe('the branch’s board (R03, R13)', () => {
  test('says who will be reminded, and which departments have nobody yet', () => {
    expect(opening([department({}), department({ name: '安全环保部', leadName: null })])).toEqual({
      names: ['沈云舟（财务部）'],
      without: ['安全环保部'],
    })
  })

  test('offers for collecting what the server lets the reader collect', () => {
    const items = [item({ allowed: ['collect', 'void'] }), item({ allowed: ['void'] })]
    expect(collectable({ items })).toEqual([items[0]])
  })
})

describe('what goes with the package (R13, R14)', () => {
  test('counts what is collected and not handed in yet', () => {
    const items = [
      item({ state: 'COLLECTED' }),
      item({ state: 'COLLECTED', kind: 'AREA' }),
      item({ state: 'LEADER_AGREED' }),
      item({ state: 'SUBMITTED' }),
    ]
    expect(collectedPosts({ items })).toEqual({ posts: 1, areas: 1 })
  })

  test('names the departments that keep it from leaving; an exemption counts, more than required is no debt', () => {
    const departments = [
      department({ readyPosts: 1, readyAreas: 1 }),
      department({ name: '投资发展部', exempt: ['POST', 'AREA'] }),
      department({ name: '质量管理部', requiredPosts: 1, readyPosts: 2, readyAreas: 1 }),
      department({ name: '技术研发部', requiredPosts: 1, readyPosts: 2, readyAreas: 0 }),
    ]
    expect(unreadyDepartments({ departments })).toEqual([
      { name: '财务部', posts: 1, areas: 0 },
      { name: '技术研发部', posts: 0, areas: 1 },
    ])
  })

  test('岗区 alone can be handed in when all sheets have gone before', () => {
    const may = { nudge: true, return: true, submit: true, collect: true }
    const board = { campaign: null, branchName: '财投支部', members: [], packages: [], may }
    expect(packageObstacle(board)).toBe('nothing')
    expect(packageObstacle(board, 2)).toBeNull()
  })
})
