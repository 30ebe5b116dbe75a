import { AuditEntry, Person } from '../../../entities'
import { contract } from '../../../server/contract'
import { findPersonByAccount } from '../../../server/features/organisation/accounts'
import { linkAccount } from '../../../server/features/organisation/linkAccount'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from './house'

const administrator = persona('administrator').personId
const link = linkAccount({ feishu: null, wecom: 'ww_sample' })

describeEachDatabase('linking chat accounts', (db) => {
  let house: House
  let unlinked: string
  beforeAll(async () => {
    house = await openHouse(db.url)
    unlinked = (await house.source.manager.findOneByOrFail(Person, { name: '白晚照' })).id
  })
  afterAll(() => house.close())

  const linkAs = (actor: string, personId: string, userId: string, platform = 'wecom') =>
    house.as(actor, (work) => link(work, contract['organisation.linkAccount'].in.parse({ personId, platform, userId })))
  const ownerOf = (userId: string) =>
    house.as(null, (work) => findPersonByAccount(work, 'wecom', { tenant: 'ww_sample', userId }))

  it('lets the system administrator link somebody who had no account, whatever the case of the id', async () => {
    await linkAs(administrator, unlinked, 'BaiWanZhao')
    expect(await ownerOf('baiwanzhao')).toMatchObject({ personId: unlinked })
    const line = await house.source.manager.findOneByOrFail(AuditEntry, { action: 'account.link' })
    expect(line).toMatchObject({
      actorId: administrator,
      subjectId: unlinked,
      change: { before: null, after: 'BaiWanZhao' },
    })
  })

  it('replaces the old account; the old one opens nothing any more', async () => {
    await linkAs(persona('office').personId, unlinked, 'BaiWanZhao2')
    expect(await ownerOf('BaiWanZhao')).toBeNull()
    expect(await ownerOf('BaiWanZhao2')).toMatchObject({ personId: unlinked })
  })

  it("refuses an account that is somebody else's, by name", async () => {
    const foreign = persona('financeSecretary').wecomUserId.toUpperCase()
    await expect(linkAs(administrator, unlinked, foreign)).rejects.toMatchObject({
      code: 'account.taken',
      message: '这个账号已经绑定给了沈云舟。',
    })
  })

  it('refuses a platform that is not set up, and people without the permission', async () => {
    await expect(linkAs(administrator, unlinked, 'ou_1', 'feishu')).rejects.toMatchObject({
      code: 'login.platformUnknown',
    })
    await expect(linkAs(persona('financeSecretary').personId, unlinked, 'x')).rejects.toMatchObject({
      code: 'permission.denied',
    })
  })
})
