import { requiredAreas, requiredPosts } from '../../../server/domain/quotas/quotas'

describe('what a department owes (R05, R06)', () => {
  test.each([
    [0, 1],
    [1, 1],
    [10, 1],
    [11, 2],
    [25, 2],
  ])('with %i members are %i posts', (members, posts) => {
    expect(requiredPosts(members)).toBe(posts)
  })

  test('is one responsibility area, also where a second post is owed', () => {
    expect(requiredAreas()).toBe(1)
  })

  test('in the sample organisation of 14 departments are 20 posts', () => {
    const members = [12, 9, 7, 11, 8, 14, 10, 13, 6, 15, 9, 8, 7, 11]
    expect(members.reduce((sum, count) => sum + requiredPosts(count), 0)).toBe(20)
  })
})

test.each([-1, 2.5, Number.NaN])('a head count of %p is refused', (count) => {
  expect(() => requiredPosts(count)).toThrow(RangeError)
})
