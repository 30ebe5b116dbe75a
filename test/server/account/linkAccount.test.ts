import type { EntityManager } from 'typeorm'
import {
  AccountChange,
  AuditEntry,
  LoginSession,
  OutboxMessage,
  Person,
  PlatformAccount,
  RoleGrant,
} from '../../../entities'
import { contract } from '../../../server/contract'
import { linkAccount } from '../../../server/features/account/linkAccount'
import { listChanges } from '../../../server/features/account/listChanges'
import { flows } from '../../../server/features/flows'
import { findPersonByAccount } from '../../../server/features/organisation/accounts'
import { stepRecord } from '../../../server/features/record/stepRecord'
import { beginSession } from '../../../server/features/session/sessions'
import { myTasks } from '../../../server/features/tasks/readMine'
import { findVacancies } from '../../../server/features/vacancy/findVacancies'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

const idOf = (key: string): string => persona(key).personId
const [administrator, office, owner] = [idOf('administrator'), idOf('office'), idOf('member')]
const link = linkAccount({ feishu: null, wecom: 'ww_sample' })

describeEachDatabase('whose chat account it is', (db) => {
  let house: House
  let manager: EntityManager
  beforeEach(async () => {
    house = await openHouse((await db.fresh()).url)
    manager = house.source.manager
  })
  afterEach(() => house.close())

  const linkAs = (actor: string, personId: string, userId: string, platform = 'wecom') =>
    house.as(actor, (work) => link(work, contract['account.link'].in.parse({ personId, platform, userId })))
  const ownerOf = async (userId: string) =>
    (
      await house.as(null, (work) => findPersonByAccount(work, 'wecom', { tenant: 'ww_sample', userId }))
    )?.personId
  const waiting = (actor: string) => house.as(actor, async (work) => (await listChanges(work)).changes)
  const take = async (actor: string, event: string) => {
    const change = await manager.findOneByOrFail(AccountChange, { personId: owner })
    const input = { workflow: 'accountChange', recordId: change.id, revision: change.revision, event, comment: '' }
    return house.as(actor, (work) => stepRecord(flows)(work, input))
  }
  const toldTo = async (personId: string) =>
    (await manager.findBy(OutboxMessage, { personId, kind: 'accountChange' })).map(
      ({ card }) => (card as { title: string }).title,
    )
  const accountOf = (personId: string) => manager.findOneByOrFail(PlatformAccount, { personId, platform: 'wecom' })

  describe('who has none yet', () => {
    let newcomer: string
    beforeEach(async () => {
      newcomer = (await manager.findOneByOrFail(Person, { name: '白晚照' })).id
    })

    it('is linked by one person, whatever the case of the id, with a line of history', async () => {
      expect(await linkAs(administrator, newcomer, 'BaiWanZhao')).toEqual({ waits: false, alone: false })
      expect(await ownerOf('baiwanzhao')).toBe(newcomer)
      const line = await manager.findOneByOrFail(AuditEntry, { action: 'account.link' })
      const change = { platform: 'wecom', before: null, after: 'BaiWanZhao' }
      expect(line).toMatchObject({ actorId: administrator, subjectId: newcomer, change })
      // The same once more is nothing new.
      expect(await linkAs(office, newcomer, 'baiwanzhao')).toEqual({ waits: false, alone: false })
    })

    it("is refused an account that is somebody else's, by name", async () => {
      const foreign = persona('financeSecretary').wecomUserId.toUpperCase()
      await expect(linkAs(administrator, newcomer, foreign)).rejects.toMatchObject({
        code: 'account.taken',
        message: '这个账号已经绑定给了沈云舟。',
      })
    })

    it('is refused a platform that is not set up, and by people without the permission', async () => {
      await expect(linkAs(administrator, newcomer, 'ou_1', 'feishu')).rejects.toMatchObject({
        code: 'login.platformUnknown',
      })
      await expect(linkAs(idOf('financeSecretary'), newcomer, 'x')).rejects.toMatchObject({
        code: 'permission.denied',
      })
    })
  })

  describe('who has one', () => {
    let before: string
    beforeEach(async () => {
      before = (await accountOf(owner)).userId
      await house.as(null, (work) => beginSession(work, owner, Date.now()))
      expect(await linkAs(administrator, owner, 'AnotherPhone')).toEqual({ waits: true, alone: false })
    })

    it('keeps it while one person alone has asked for another; all who can stop it are told at once', async () => {
      expect([await ownerOf('AnotherPhone'), await ownerOf(before)]).toEqual([undefined, owner])
      expect(await toldTo(owner)).toEqual(['有人申请换绑您的账号'])
      expect(await toldTo(office)).toEqual(['请确认林知夏换绑账号'])
      expect(await toldTo(administrator)).toEqual([])
      const tasks = await house.as(office, myTasks)
      expect(tasks.tasks.filter(({ kind }) => kind === 'accounts')).toMatchObject([{ path: '/account-changes' }])
    })

    it('is not confirmed by whoever asked, nor by anybody who keeps no accounts', async () => {
      await expect(take(administrator, 'confirmAccount')).rejects.toMatchObject({ code: 'account.self' })
      await expect(take(idOf('financeSecretary'), 'confirmAccount')).rejects.toMatchObject({ code: 'record.notFound' })
      expect(await ownerOf('AnotherPhone')).toBeUndefined()
      expect((await waiting(administrator)).map(({ allowed }) => allowed)).toEqual([['withdrawAccount']])
      expect(await waiting(idOf('financeSecretary'))).toEqual([])
    })

    it.each([
      ['another keeper', () => office],
      ['the owner', () => owner],
    ])('gets it when %s confirms: the old one and every login end, and it is written down', async (_who, by) => {
      await take(by(), 'confirmAccount')
      expect([await ownerOf('anotherphone'), await ownerOf(before)]).toEqual([owner, undefined])
      expect(await manager.countBy(LoginSession, { personId: owner })).toBe(0)
      expect(await toldTo(owner)).toContain('您的账号已经换绑')
      const [asked, confirmed] = await manager.find(AuditEntry, {
        where: { subjectId: owner, subjectKind: 'person' },
        order: { at: 'ASC' },
      })
      expect([asked?.actorId, confirmed?.actorId].sort()).toEqual([administrator, by()].sort())
      const line = await manager.findOneByOrFail(AuditEntry, { action: 'account.link', subjectId: owner })
      expect(line).toMatchObject({ actorId: by(), change: { before, after: 'AnotherPhone' } })
      expect(await waiting(office)).toEqual([])
      await expect(take(by(), 'confirmAccount')).rejects.toMatchObject({ status: expect.any(Number) })
    })

    it.each([
      ['the owner declines', () => owner, 'declineAccount'],
      ['another keeper declines', () => office, 'declineAccount'],
      ['whoever asked takes it back', () => administrator, 'withdrawAccount'],
    ])('keeps it when %s, and it can be asked for again', async (_what, by, event) => {
      await expect(linkAs(office, owner, 'ThirdPhone')).rejects.toMatchObject({ code: 'account.waits' })
      await take(by(), event)
      expect([await ownerOf('AnotherPhone'), await ownerOf(before)]).toEqual([undefined, owner])
      expect(await manager.countBy(LoginSession, { personId: owner })).toBe(1)
      expect(await linkAs(office, owner, 'ThirdPhone')).toMatchObject({ waits: true })
    })

    it('gets no account that has become somebody else’s meanwhile', async () => {
      const newcomer = (await manager.findOneByOrFail(Person, { name: '白晚照' })).id
      await linkAs(office, newcomer, 'AnotherPhone')
      await expect(take(office, 'confirmAccount')).rejects.toMatchObject({ code: 'account.taken' })
      expect([await ownerOf('AnotherPhone'), await ownerOf(before)]).toEqual([newcomer, owner])
    })

    it('gets none after he has left; the request can still be declined', async () => {
      await manager.update(Person, { id: owner }, { dutyStatus: 'LEFT' })
      await expect(take(office, 'confirmAccount')).rejects.toMatchObject({ code: 'account.gone' })
      await take(office, 'declineAccount')
      expect(await waiting(office)).toEqual([])
    })

    it('gets it once when two confirm at the same instant', async () => {
      const outcomes = await Promise.allSettled([take(office, 'confirmAccount'), take(owner, 'confirmAccount')])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await manager.countBy(AuditEntry, { action: 'account.link', subjectId: owner })).toBe(1)
    })
  })

  it('with one keeper alone it waits for the owner, and the second post stands among the vacant ones', async () => {
    await manager.delete(RoleGrant, { role: 'SYS_ADMIN' })
    expect(await linkAs(office, owner, 'AnotherPhone')).toEqual({ waits: true, alone: true })
    await expect(take(office, 'confirmAccount')).rejects.toMatchObject({ code: 'account.self' })
    const vacant = await house.as(office, findVacancies)
    expect([...vacant.values()].filter(({ workflow }) => workflow === 'accountChange')).toMatchObject([
      { title: '确认换绑账号', role: 'SYS_ADMIN' },
    ])
    await take(owner, 'confirmAccount')
    expect(await ownerOf('AnotherPhone')).toBe(owner)
  })

  it('of a keeper too: nobody confirms for himself what he has asked for himself', async () => {
    expect(await linkAs(office, office, 'OfficeNew')).toMatchObject({ waits: true })
    const { id, revision } = await manager.findOneByOrFail(AccountChange, { personId: office })
    const confirm = { workflow: 'accountChange', recordId: id, revision, event: 'confirmAccount', comment: '' }
    await expect(house.as(office, (work) => stepRecord(flows)(work, confirm))).rejects.toMatchObject({
      code: 'account.self',
    })
    await house.as(administrator, (work) => stepRecord(flows)(work, confirm))
    expect(await ownerOf('OfficeNew')).toBe(office)
  })
})
