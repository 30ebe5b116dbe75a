import type { Session } from '../../miniapp/client/session'
import { faceLetter, faceTone } from '../../miniapp/components/faceLetter'
import { offlineTexts } from '../../miniapp/components/offlineTexts'
import { groupedPlaces } from '../../miniapp/components/placeGroups'
import { type Place, tabsFor } from '../../miniapp/components/places'
import { countByPlace, placeOf } from '../../miniapp/composables/useWaiting'

const somebody = (over: object, roles: string[] = []): Session =>
  ({
    activeMember: true,
    roles: roles.map((role) => ({ role, name: '', scopeId: '', scopeName: '' })),
    may: { runOffice: false, leadBranch: false, logVisit: true, logThreeLinks: false, ...over },
  }) as unknown as Session
const names = (session: Session) => tabsFor(session).map(({ name }) => name)

describe('a face without a photograph', () => {
  test.each([
    ['岳雨桐', '桐'],
    ['舒𠮷', '𠮷'],
    ['迪丽·努尔', '尔'],
    ['努尔·', '尔'],
    ['Chloé', 'é'],
    ['Chloe\u0301', 'e\u0301'],
    ['', ''],
  ])('%s is shown as %s', (name, letter) => {
    expect(faceLetter(name)).toBe(letter)
  })

  test('has the same ground everywhere', () => {
    expect(faceTone('舒𠮷')).toBe(faceTone('舒𠮷'))
    expect(new Set(['岳雨桐', '尹听雨', '白晚照', '顾南乔', '舒𠮷'].map(faceTone)).size).toBeGreaterThan(1)
  })
})

describe('the places at the foot of a phone', () => {
  test('are three for 群众 and four for everybody else, by what the person does', () => {
    expect(names({ ...somebody({ logVisit: false }), activeMember: false })).toEqual(['首页', '公开栏', '我的'])
    expect(names(somebody({}))).toEqual(['首页', '走访', '公开栏', '我的'])
    expect(names(somebody({ leadBranch: true }, ['BRANCH_SECRETARY', 'DEPARTMENT_HEAD']))[1]).toBe('支部')
    expect(names(somebody({}, ['DEPARTMENT_HEAD']))[1]).toBe('待答复')
    expect(names(somebody({ logThreeLinks: true }, ['SUPERVISING_LEADER']))[1]).toBe('待答复')
    expect(tabsFor(somebody({ logThreeLinks: true }))[1]).toMatchObject({ name: '走访', path: '/three-links' })
    expect(names(somebody({ runOffice: true, leadBranch: true }))[1]).toBe('进度')
  })
})

describe('the navigation of a PC', () => {
  const place = (path: string, group?: Place['group']): Place => ({
    path,
    name: path,
    icon: 'home',
    ...(group && { group }),
  })

  test('stands under the parts of the notice, without those that are empty', () => {
    const places = [place('/wall', 'publish'), place('/', 'start'), place('/posts', 'show'), place('/me')]
    expect(groupedPlaces(places).map((each) => [each.name, each.places.map(({ path }) => path)])).toEqual([
      ['', ['/']],
      ['三亮', ['/posts']],
      ['一公开', ['/wall']],
    ])
  })

  test('counts a task for the longest path it lies under', () => {
    const paths = ['/', '/posts', '/three-links', '/three-links/board']
    expect(placeOf('/three-links/board?page=2', paths)).toBe('/three-links/board')
    expect(placeOf('/post-references', paths)).toBe('')
    const tasks = ['/posts/one', '/posts', '/three-links', '/ballot/one'].map((path) => ({ path }))
    expect([...countByPlace(tasks, paths)]).toEqual([
      ['/posts', 2],
      ['/three-links', 1],
    ])
  })
})

test('two people of one name are told apart when one follows the other at a device', () => {
  expect(offlineTexts.changed('林知夏', '舒小荷')).toContain('现在由林知夏登录。舒小荷没有提交的')
  expect(offlineTexts.changed('林知夏', '林知夏')).toContain('现在由另一位林知夏登录。刚才那位没有提交的')
})
