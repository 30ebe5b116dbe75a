import {
  emptyInspection,
  inspectionInput,
  inspectionProblems,
  typedCount,
} from '../../../miniapp/pages/badges/badgeForm'
import { inspectedBranches } from '../../../miniapp/pages/badges/inspectedBranches'
import {
  newPosting,
  type PostingDepartment,
  postingInput,
  postingProblems,
  postingState,
} from '../../../miniapp/pages/postings/postingForm'
import type { CalendarDay } from '../../../server/domain/calendar/calendarDay'

const today = '2026-09-07'
const id = '00000000-0000-4000-8000-000000000001'
const fieldsOf = (problems: { field: string }[]) => problems.map(({ field }) => field)

describe('登记张贴 (R20)', () => {
  const posted = { postedDay: today as CalendarDay, place: '3楼走廊', pictureId: id, byName: '沈云舟', outdated: false }
  const department = (changes: Partial<PostingDepartment> = {}): PostingDepartment => ({
    departmentId: id,
    name: '财务部',
    published: 3,
    posts: 2,
    posted: null,
    ...changes,
  })

  test('what the clerk should look at', () => {
    expect(postingState(department())).toBe('missing')
    expect(postingState(department({ published: 0, posts: 0 }))).toBe('nothing')
    expect(postingState(department({ posted }))).toBe('current')
    expect(postingState(department({ posted: { ...posted, outdated: true } }))).toBe('outdated')
  })

  test('begins with today and the place of the last time; place, day and photo are asked for', () => {
    expect(newPosting(department({ posted }), today)).toMatchObject({
      place: '3楼走廊',
      day: today,
      pictureId: null,
    })
    const empty = { entryId: id, place: ' ', day: '2026-09-08', pictureId: null }
    expect(fieldsOf(postingProblems(empty, today))).toEqual(['place', 'day', 'pictureId'])
    const form = { entryId: id, place: ' 3楼走廊 ', day: today, pictureId: id }
    expect(postingProblems(form, today)).toEqual([])
    expect(postingInput(form, id).place).toBe('3楼走廊')
  })
})

describe('登记抽查 (R02)', () => {
  const form = (changes: object = {}) => ({ ...emptyInspection(today), departmentId: id, checked: '10', ...changes })

  test.each([
    ['12', 12],
    [' 12 ', 12],
    ['１２', 12],
    ['', null],
    ['十', null],
    ['-1', null],
    ['1.5', null],
    ['12345', null],
  ])('%j as a count is %s', (typed, count) => expect(typedCount(typed)).toBe(count))

  test('all is well', () => {
    expect(inspectionProblems(form(), today)).toEqual([])
    expect(inspectionInput(form({ notWearing: '２', note: ' 门口 ' }))).toMatchObject({
      notWearing: 2,
      note: '门口',
    })
  })

  test.each([
    ['no department', { departmentId: '' }, ['departmentId']],
    ['a day to come', { heldDay: '2026-09-08' }, ['heldDay']],
    ['nobody looked at', { checked: '0' }, ['checked']],
    ['more without than looked at', { notWearing: '11' }, ['notWearing']],
    ['nothing typed for those without', { notWearing: '' }, ['notWearing']],
    ['more names than people', { notWearing: '1', notWearingIds: [id, 'x'] }, ['notWearingIds']],
    ['a name though everybody wore it', { notWearingIds: [id] }, ['notWearingIds']],
  ])('%s is said at its field', (_what, changes, fields) => {
    expect(fieldsOf(inspectionProblems(form(changes), today))).toEqual(fields)
  })
})

test('the branches of one’s roles come first and once; 党办 gets all', () => {
  const role = (name: 'BRANCH_SECRETARY' | 'INSPECTOR' | 'DEPARTMENT_HEAD', scopeId: string) => ({
    role: name,
    name: '',
    scopeId,
    scopeName: scopeId,
  })
  const roles = [role('BRANCH_SECRETARY', '甲'), role('INSPECTOR', '乙'), role('DEPARTMENT_HEAD', '丙')]
  const names = (every: string[]) =>
    inspectedBranches(
      { roles },
      every.map((name) => ({ branchId: name, name })),
    ).map(({ name }) => name)
  expect(names([])).toEqual(['甲', '乙'])
  expect(names(['丁', '甲'])).toEqual(['甲', '乙', '丁'])
})
