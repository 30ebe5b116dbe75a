import { PlatformAccount } from '../../../entities'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import type { Caller } from '../../support/caller'
import { type EmptyHouse, openEmptyHouse } from '../../support/emptyHouse'
import { foundHouse, importPeople } from '../../support/foundedHouse'
import { type DatabaseUnderTest, describeByTurn } from '../../support/perDatabase'
import { row } from './company'

// A large company: `npm run drill -- directory` reads 10,000 people within the limits of the platforms, here it is 200.

const isWhole = process.env.DIRECTORY === 'whole'
const size = isWhole ? 10_000 : 200
const aDepartment = isWhole ? 100 : 20
const now = instantOf(toCalendarDay('2026-09-01'), 10 * 60)

const surnames = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕']
const given = [...'安邦承德恩福刚海健凯力明宁平强荣山天文祥毅']
const at = <Item>(items: readonly Item[], index: number): Item => items[index % items.length] as Item
const nameOf = (index: number): string =>
  at(surnames, index) +
  at(given, Math.floor(index / surnames.length)) +
  at(given, Math.floor(index / 22 / given.length))

/** Of a hundred: four without a number, one with another name, one not in the directory, two of one name without numbers. */
type Way = 'numbered' | 'unnumbered' | 'renamed' | 'missing' | 'namesake'
const wayOf = (index: number): Way => {
  const place = index % 100
  if (place < 2) return 'namesake'
  if (place < 6) return 'unnumbered'
  if (place === 6) return 'renamed'
  return place === 7 ? 'missing' : 'numbered'
}

const people = Array.from({ length: size }, (_, index) => {
  const way = wayOf(index)
  const department = Math.floor(index / aDepartment)
  const name = way === 'namesake' ? nameOf(index - (index % 2)) : nameOf(index)
  return { number: `N${String(index).padStart(5, '0')}`, name, department, way }
})
const departments = Array.from({ length: size / aDepartment }, (_, index) => ({
  id: `d${index}`,
  name: `第${index + 1}分公司`,
}))
const shown = people.filter(({ way }) => way !== 'missing')
const theirName = ({ name, way }: (typeof people)[number]): string =>
  way === 'renamed' ? `${name.slice(0, 2)}新` : name
const isNumbered = ({ way }: (typeof people)[number]): boolean => way === 'numbered' || way === 'renamed'

const company = {
  feishu: {
    departments: departments.map(({ id: departmentId, name }) => ({ departmentId, name })),
    users: [
      { userId: 'chief', name: '甲一鸣', employeeNo: 'A001' },
      ...shown.map((person) => ({
        userId: `u${person.number}`,
        name: theirName(person),
        departmentIds: [`d${person.department}`],
        ...(isNumbered(person) ? { employeeNo: person.number } : {}),
      })),
    ],
  },
  wecom: {
    departments: [
      { id: 1, name: '集团', parentid: 0 },
      ...departments.map(({ name }, index) => ({ id: index + 2, name, parentid: 1 })),
    ],
    users: shown.map((person) => ({
      userid: isNumbered(person) ? person.number.toLowerCase() : `w${person.number}`,
      name: theirName(person),
      department: [person.department + 2],
    })),
  },
}

const count = (way: Way): number => people.filter((person) => person.way === way).length

describeByTurn('a large directory', (db: DatabaseUnderTest) => {
  let house: EmptyHouse
  let office: Caller
  beforeAll(async () => {
    house = await openEmptyHouse((await db.fresh()).url, { now: () => now, company, patience: isWhole ? 60_000 : 5 })
    house.emulator.feishu.control.set({ limits: { enabled: isWhole } })
    office = await foundHouse(house, 'chief')
    await importPeople(
      office,
      people.map(({ number, name, department }) =>
        row(number, name, { 部门编号: `D${department + 100}`, 部门: `第${department + 1}分公司` }),
      ),
    )
  }, 600_000)
  afterAll(() => house.stop())

  async function read() {
    await office.call('directory.ask', { dry: false })
    const before = process.memoryUsage().rss
    const [began, cpu] = [performance.now(), process.cpuUsage()]
    await house.product.catchUp()
    const { user, system } = process.cpuUsage(cpu)
    const { platforms } = (await office.call('directory.read')).body
    if (isWhole)
      process.stderr.write(
        `directory: ${db.title} ${((performance.now() - began) / 1000).toFixed(1)} s, CPU ${((user + system) / 1e6).toFixed(1)} s, rss ${Math.round((process.memoryUsage().rss - before) / 1e6)} MB more, ${platforms.map(({ platform, state, outcome }) => `${platform} ${state} ${JSON.stringify(outcome)}`).join(', ')}\n`,
      )
    return platforms.map(({ state, outcome, groups }) => ({
      state,
      ...outcome,
      groups: Object.fromEntries(groups.map(({ kind, total }) => [kind, total])),
    }))
  }
  const linked = () => house.product.database.read(null, 'job', (work) => work.manager.count(PlatformAccount))

  it('is linked as the rule says, whatever passes in the middle', async () => {
    const found = { faults: house.emulator.frame.faults }
    for (const path of ['/feishu/open-apis/contact/v3/users/find_by_department', '/wecom/cgi-bin/user/list'])
      found.faults.add({ path, kind: isWhole ? 'reset' : 'html502', after: 5, times: 2 })
    const sure = count('numbered') + count('unnumbered')
    for (const told of await read()) {
      expect(told).toMatchObject({ state: 'read', linked: sure, closed: 0, isWhole: true, missing: [] })
      expect(told.groups).toMatchObject({ OTHER_NAME: count('renamed'), NAMESAKE: count('namesake') * 2 })
    }
    expect(await linked()).toBe(1 + 2 * sure)
  }, 600_000)

  it('deactivates nobody when it breaks off, and only leavers when it does not', async () => {
    const before = await linked()
    for (const path of ['/feishu/open-apis/contact/v3/users/find_by_department', '/wecom/cgi-bin/user/list'])
      house.emulator.frame.faults.add({ path, kind: 'truncatedJson', after: 4, times: 8 })
    if (!isWhole) expect((await read()).map(({ state }) => state)).toEqual(['failed', 'failed'])
    house.emulator.frame.faults.clear()
    expect(await linked()).toBe(before)
    const leavers = people.filter(({ way }) => way === 'numbered').slice(0, size / 200)
    house.emulator.feishu.control.seedUsers(
      leavers.map(({ number, name }) => ({ userId: `u${number}`, name, isResigned: true })),
    )
    for (const { number } of leavers) await house.emulator.wecom.controls.removeUser({ userid: number })
    expect((await read()).map(({ closed }) => closed)).toEqual([leavers.length, leavers.length])
    expect(await linked()).toBe(before - 2 * leavers.length)
  }, 600_000)
})
