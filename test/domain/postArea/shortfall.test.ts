import fc from 'fast-check'
import { type PostAreaKind, postAreaKinds } from '../../../server/domain/postArea/kinds'
import { type DepartmentFacts, departmentStanding } from '../../../server/domain/postArea/shortfall'
import { isAlive } from '../../../server/domain/postArea/states'
import { postAreaSteps } from '../../../server/domain/workflows/postArea'
import { statesOf } from '../../../server/domain/workflows/steps'

const facts = (changes: Partial<DepartmentFacts> = {}): DepartmentFacts => ({
  memberCount: 11,
  posts: [],
  areas: [],
  exempt: [],
  ...changes,
})

describe('what a department still lacks (R05, R06)', () => {
  test.each<[string, Partial<DepartmentFacts>, string]>([
    ['everything at the beginning', {}, '缺2个示范岗（应设2个，已设0个）；缺1个责任区（应设1个，已设0个）'],
    ['one of two 岗', { posts: ['DRAFT'], areas: ['ACTIVE'] }, '缺1个示范岗（应设2个，已设1个）'],
    ['nothing with ten members and one 岗', { memberCount: 10, posts: ['FILLED'], areas: ['DRAFT'] }, ''],
    [
      'nothing when members left after two were chosen',
      { memberCount: 9, posts: ['ACTIVE', 'ACTIVE'], areas: ['ACTIVE'] },
      '',
    ],
    [
      'one whose holder is suspended',
      { posts: ['ACTIVE', 'SUSPENDED'], areas: ['ACTIVE'] },
      '缺1个示范岗（应设2个，已设1个，另有1个已暂停）',
    ],
    [
      'what was removed or voided',
      { memberCount: 5, posts: ['REMOVED', 'VOID'], areas: ['DRAFT'] },
      '缺1个示范岗（应设1个，已设0个）',
    ],
    ['only the 区 where the 岗 is excused', { exempt: ['POST'] }, '缺1个责任区（应设1个，已设0个）'],
    ['nothing where both are excused, e.g. without members', { memberCount: 0, exempt: ['POST', 'AREA'] }, ''],
  ])('%s', (_case, changes, sentence) => {
    expect(departmentStanding(facts(changes)).shortfall).toBe(sentence)
  })

  test('a branch can hand in when as many are collected as required, not when they are only chosen', () => {
    const chosen = departmentStanding(facts({ posts: ['COLLECTED', 'LEADER_AGREED'], areas: ['COLLECTED'] }))
    expect(chosen).toMatchObject({ satisfied: true, ready: false, posts: 2, readyPosts: 1 })
    expect(departmentStanding(facts({ posts: ['COLLECTED', 'SUBMITTED'], areas: ['ACTIVE'] })).ready).toBe(true)
  })
})

describe('whatever a department has', () => {
  const state = fc.constantFrom(...statesOf(postAreaSteps))
  const anyFacts = fc.record({
    memberCount: fc.nat(60),
    posts: fc.array(state, { maxLength: 6 }),
    areas: fc.array(state, { maxLength: 4 }),
    exempt: fc.subarray<PostAreaKind>([...postAreaKinds]),
  })

  test('ready means satisfied, and satisfied means that no sentence is shown', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { ready, satisfied, shortfall } = departmentStanding(given)
        expect(satisfied).toBe(shortfall === '')
        if (ready) expect(satisfied).toBe(true)
      }),
    )
  })

  test('no more are ready than chosen, nor chosen than alive, and the order does not matter', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const standing = departmentStanding(given)
        expect(standing.readyPosts).toBeLessThanOrEqual(standing.posts)
        expect(standing.posts).toBeLessThanOrEqual(given.posts.filter(isAlive).length)
        expect(standing.readyAreas).toBeLessThanOrEqual(standing.areas)
        expect(departmentStanding({ ...given, posts: [...given.posts].reverse() })).toEqual(standing)
      }),
    )
  })

  test('one more collected, one member fewer or an exemption never makes it worse', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { satisfied, ready } = departmentStanding(given)
        const better = [
          { ...given, posts: [...given.posts, 'COLLECTED'] },
          { ...given, areas: [...given.areas, 'ACTIVE'] },
          { ...given, memberCount: Math.max(0, given.memberCount - 1) },
          { ...given, exempt: [...postAreaKinds] },
        ].map(departmentStanding)
        if (satisfied) expect(better.every((each) => each.satisfied)).toBe(true)
        if (ready) expect(better.every((each) => each.ready)).toBe(true)
        expect(better[3]).toMatchObject({ satisfied: true, ready: true })
      }),
    )
  })
})
