import { openIdOf } from '../../../bot/emulator/feishu/ids'
import { AuditEntry, PlatformAccount } from '../../../entities'
import type { Caller } from '../../support/caller'
import { type EmptyHouse, openEmptyHouse } from '../../support/emptyHouse'
import { foundHouse, importPeople } from '../../support/foundedHouse'
import { describeByTurn } from '../../support/perDatabase'
import { company, inFinance, onRoster, row } from './company'

describeByTurn('accounts from the directory', (db) => {
  let house: EmptyHouse
  let office: Caller
  beforeAll(async () => {
    house = await openEmptyHouse((await db.fresh()).url, { company })
    office = await foundHouse(house, 'chief')
    await importPeople(office, onRoster)
  }, 60_000)
  afterAll(() => house.stop())
  afterEach(() => house.emulator.frame.faults.clear())

  async function read(dry: boolean) {
    expect((await office.call('directory.ask', { dry })).status).toBe(200)
    expect((await office.call('directory.read')).body.platforms.map(({ state }) => state)).toEqual([
      'reading',
      'reading',
    ])
    await house.product.catchUp()
    return told()
  }
  const told = async () => {
    const { platforms } = (await office.call('directory.read')).body
    const [feishu, wecom] = platforms.map(({ groups, outcome, ...rest }) => ({
      ...rest,
      outcome,
      groups: Object.fromEntries(
        groups.map(({ kind, shown }) => [kind, shown.map(({ name, theirName }) => `${name} ${theirName}`)]),
      ),
    }))
    if (!feishu || !wecom) throw new Error('both platforms are set up')
    return { feishu, wecom }
  }
  const accounts = (): Promise<string[]> =>
    house.product.database.read(null, 'job', async (work) =>
      (await work.manager.find(PlatformAccount)).map(({ platform, userId }) => `${platform} ${userId}`).sort(),
    )
  const openId = (userId: string): string => openIdOf('cli_of_this_house', userId)

  it('looks first: what would be done, with nothing done', async () => {
    const before = await accounts()
    const { feishu, wecom } = await read(true)
    expect(feishu).toMatchObject({ state: 'read', dry: true, nightly: false, failure: null })
    expect(feishu.outcome).toMatchObject({ people: 9, linked: 3, closed: 0, outside: 4, isWhole: true, missing: [] })
    expect(feishu.groups).toEqual({
      BY_NUMBER: ['乙小舟 乙小舟', '丙书记 丙书记'],
      BY_NAME: ['戊出纳 戊出纳'],
      OTHER_NAME: ['丁会计 丁不同'],
      NAMESAKE: ['己同名 己同名', '己同名 己同名'],
      ELSEWHERE: ['庚转岗 庚转岗'],
      NOBODY: ['辛没有 '],
    })
    expect(wecom.groups).toMatchObject({ BY_NUMBER: ['丙书记 丙书记'], BY_NAME: ['戊出纳 戊出纳'] })
    expect(await accounts()).toEqual(before)
  })

  it('a reading that breaks off in the middle changes nothing, and says why', async () => {
    const before = await accounts()
    for (const path of ['/feishu/open-apis/contact/v3/users', '/wecom/cgi-bin/user/list'])
      house.emulator.frame.faults.add({ path, kind: 'html502', after: 1, times: 50 })
    const { feishu, wecom } = await read(false)
    expect([feishu.state, wecom.state]).toEqual(['failed', 'failed'])
    expect(feishu.failure).toContain('飞书没有正常应答')
    expect(await accounts()).toEqual(before)
  })

  it('links whom number and name, or name and department alone, show beyond doubt; nobody typed an id', async () => {
    const { feishu, wecom } = await read(false)
    expect(feishu).toMatchObject({ state: 'read', dry: false, nightly: true, outcome: { linked: 3 } })
    expect(wecom.outcome?.linked).toBe(2)
    expect(await accounts()).toEqual(
      [
        ...['chief', 'deputy', 'uB001', 'wu'].map((userId) => `feishu ${openId(userId)}`),
        ...['b001', 'wuchuna'].map((userId) => `wecom ${userId}`),
      ].sort(),
    )
    expect((await house.logIn('wecom', 'wuchuna')).path).toBe('/')
    expect((await house.logIn('feishu', 'uB002')).path).toBe('/not-on-roster')
    // The night's one finds nothing more to do.
    expect((await read(false)).feishu.outcome).toMatchObject({ linked: 0, closed: 0 })
  })

  it('what is left is decided by a person: one tap, and only on what is left', async () => {
    const { platforms } = (await office.call('directory.read')).body
    const elsewhere = platforms[0]?.groups.find(({ kind }) => kind === 'ELSEWHERE')?.shown[0]
    const findingId = elsewhere?.findingId ?? ''
    expect((await office.call('directory.take', { findingId })).body).toEqual({ waits: false, alone: false })
    expect((await office.call('directory.take', { findingId })).body.code).toBe('directory.findingGone')
    expect((await house.logIn('feishu', 'geng')).path).toBe('/')
    expect((await told()).feishu.groups.ELSEWHERE).toBeUndefined()
  })

  it('a transfer is proposed, and nothing of it done', async () => {
    house.emulator.feishu.control.seedUsers([{ userId: 'uB001', name: '丙书记', departmentIds: ['d1'] }])
    const { feishu } = await read(false)
    expect(feishu.groups.MOVED).toEqual(['丙书记 丙书记'])
    expect((await office.call('organisation.people', { search: '丙书记' })).body.people[0]?.departmentName).toBe(
      '财务部',
    )
  })

  it('a missing field or an account out of sight closes nobody', async () => {
    const before = await accounts()
    const scopes = ['contact:contact.base:readonly', 'contact:department.base:readonly']
    house.setFeishu({ scopes })
    expect((await read(false)).feishu.outcome).toMatchObject({
      closed: 0,
      linked: 0,
      missing: [expect.stringContaining('contact:user.base'), expect.stringContaining('contact:user.employee')],
    })
    house.setFeishu({ contactRange: { departmentIds: ['d1'], userIds: [] } })
    await house.emulator.wecom.controls.setVisible({ departments: [], users: ['wuchuna'] })
    const { feishu, wecom } = await read(false)
    expect([feishu.outcome?.isWhole, feishu.outcome?.closed, wecom.outcome?.isWhole, wecom.outcome?.closed]).toEqual([
      false,
      0,
      false,
      0,
    ])
    expect(await accounts()).toEqual(before)
    house.setFeishu({ contactRange: 'all' })
    await house.emulator.wecom.controls.setVisible({ departments: [1] })
  })

  it('closes the account of whoever left at once, ends his logins, and links him anew if he comes back', async () => {
    const session = house.as((await house.logIn('wecom', 'wuchuna')).cookie)
    house.emulator.feishu.control.seedUsers([{ userId: 'wu', name: '戊出纳', isResigned: true }])
    await house.emulator.wecom.controls.removeUser({ userid: 'wuchuna' })
    const { feishu, wecom } = await read(false)
    expect([feishu.outcome?.closed, wecom.outcome?.closed]).toEqual([1, 1])
    expect(feishu.groups.LEFT).toEqual(['戊出纳 '])
    expect((await session.call('session.mine')).status).toBe(401)
    expect((await house.logIn('wecom', 'wuchuna')).path).not.toBe('/')
    const closed = await house.product.database.read(null, 'job', (work) =>
      work.manager.findBy(AuditEntry, { action: 'account.close' }),
    )
    expect(closed.map(({ change }) => change)).toContainEqual({ platform: 'wecom', before: 'wuchuna' })
    // The same account is his again; another one would take two persons.
    await house.emulator.wecom.controls.putUser({ userid: 'wuchuna', name: '戊出纳', department: [2] })
    house.emulator.feishu.control.seedUsers([{ ...inFinance('', '戊出纳'), userId: 'stranger' }])
    const back = await read(false)
    expect(back.wecom.outcome?.linked).toBe(1)
    expect(back.feishu.groups.LOST_ONE).toEqual(['戊出纳 戊出纳'])
  })

  it('hears at once of somebody who left, and believes it when the platform says so', async () => {
    const { control } = house.emulator.feishu
    const session = house.as((await house.logIn('feishu', 'geng')).cookie)
    await control.userChanged({ change: 'deleted', userId: 'geng' })
    await house.emulator.settle()
    expect((await session.call('session.mine')).status).toBe(200)
    control.seedUsers([{ userId: 'geng', name: '庚转岗', isResigned: true }])
    await control.userChanged({ change: 'deleted', userId: 'geng' })
    await house.emulator.settle()
    expect((await session.call('session.mine')).status).toBe(401)
    expect(await accounts()).not.toContain(`feishu ${openId('geng')}`)
  })

  it('closes nobody when many are missing at once, until 党办 says so', async () => {
    const many = Array.from({ length: 7 }, (_, at) => ({
      userid: `C00${at}`,
      name: `员工${'甲乙丙丁戊己庚'[at]}`,
      department: [2],
    }))
    await importPeople(
      office,
      many.map(({ userid, name }) => row(userid, name)),
    )
    for (const user of many) await house.emulator.wecom.controls.putUser(user)
    expect((await read(false)).wecom.outcome?.linked).toBe(7)
    for (const { userid } of many) await house.emulator.wecom.controls.removeUser({ userid })
    const { wecom } = await read(false)
    expect([wecom.outcome?.closed, wecom.groups.MANY_LEFT?.length]).toEqual([0, 7])
    expect((await accounts()).filter((each) => each.startsWith('wecom C'))).toHaveLength(7)
    expect((await office.call('directory.closeLeavers', { platform: 'wecom' })).body).toEqual({ closed: 7 })
    expect((await accounts()).filter((each) => each.startsWith('wecom C'))).toEqual([])
  })
})
