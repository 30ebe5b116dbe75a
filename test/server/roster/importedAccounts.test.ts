import { LoginSession, OutboxMessage, Person, PlatformAccount } from '../../../entities'
import { linkAccount } from '../../../server/features/account/linkAccount'
import { beginSession } from '../../../server/features/session/sessions'
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { importsOf, tenants } from './importing'
import { type PersonCells, rosterFile } from './workbook'

describeByTurn('chat accounts in an imported roster', (db) => {
  let house: House
  let roster: ReturnType<typeof importsOf>
  beforeAll(async () => {
    house = await openHouse(db.url)
    roster = importsOf(house)
  })
  afterAll(() => house.close())

  const known = async (key: string, cells: PersonCells): Promise<PersonCells> => {
    const { staffNumber, name } = await house.source.manager.findOneByOrFail(Person, { id: persona(key).personId })
    return { 工号: staffNumber, 姓名: name, ...cells }
  }
  const without = (key: string, platform: 'feishu' | 'wecom') =>
    house.source.manager.delete(PlatformAccount, { personId: persona(key).personId, platform })
  const logIn = (key: string) =>
    house.as(null, async (work) => void (await beginSession(work, persona(key).personId, Date.now())))
  const logins = (key: string) => house.source.manager.countBy(LoginSession, { personId: persona(key).personId })
  const told = async (key: string) =>
    (await house.source.manager.findBy(OutboxMessage, { personId: persona(key).personId })).map(({ card }) => card)

  it('one more way in is told to whoever has one already, by the account he has', async () => {
    await without('leader', 'feishu')
    const file = rosterFile([
      await known('leader', { 政治面貌: '中共党员', 飞书账号: 'ou_00000000000000000000000000000001' }),
    ])
    await roster.apply(file)
    const [card, ...others] = await told('leader')
    expect(others).toEqual([])
    expect(card).toMatchObject({ title: '您多了一个可以登录的账号' })
    expect(JSON.stringify(card)).toContain(`${persona('office').name}导入名册时，把一个飞书账号绑定给了您`)
  })

  it('a first account is nothing to tell, and what was begun by it ends when the import is taken back', async () => {
    await without('supervisor', 'feishu')
    await without('supervisor', 'wecom')
    const file = rosterFile([await known('supervisor', { 政治面貌: '中共党员', 企业微信账号: 'SomebodyElse' })])
    const { batchId } = await roster.apply(file)
    expect(await told('supervisor')).toEqual([])
    await logIn('supervisor')
    await logIn('member')
    await roster.undo(batchId)
    expect([await logins('supervisor'), await logins('member')]).toEqual([0, 1])
  })

  it('whoever comes back gets no other account by one person alone: not by the leaving, not by the return, not by a link', async () => {
    const cells = await known('masses', { 政治面貌: '群众' })
    const accounts = () => house.source.manager.findBy(PlatformAccount, { personId: persona('masses').personId })
    const ids = async () => Object.fromEntries((await accounts()).map(({ platform, userId }) => [platform, userId]))
    const before = await ids()
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '离职', 企业微信账号: 'SomebodyElse' }]))
    expect(await ids()).toEqual(before)
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '离职', 飞书账号: '无', 企业微信账号: '无' }]))
    expect(await accounts()).toEqual([])
    const back = rosterFile([{ ...cells, 在岗状态: '在岗', 企业微信账号: 'SomebodyElse' }])
    const { warnings } = await roster.check(back)
    expect(warnings.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/^离职前用的是另一个账号/)])
    await roster.apply(back)
    expect(await accounts()).toEqual([])
    // Nor by hand at once: it is asked for, and a second person decides.
    const link = { personId: persona('masses').personId, platform: 'wecom' as const, userId: 'SomebodyElse' }
    const linked = await house.as(persona('office').personId, (work) => linkAccount(tenants)(work, link))
    expect(linked.waits).toBe(true)
    expect(await accounts()).toEqual([])
    // His own one comes back by one file.
    await roster.apply(rosterFile([{ ...cells, 飞书账号: before.feishu ?? '', 企业微信账号: before.wecom ?? '' }]))
    expect(await ids()).toEqual(before)
  })

  it('whoever leaves and gives his account up is out everywhere, also should he come back', async () => {
    await logIn('masses')
    const cells = await known('masses', { 政治面貌: '群众' })
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '离职', 企业微信账号: '无' }]))
    await roster.apply(rosterFile([{ ...cells, 在岗状态: '在岗' }]))
    expect(await logins('masses')).toBe(0)
  })
})
