import { type EntityManager, In, Not } from 'typeorm'
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
import { describeByTurn } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'

const idOf = (key: string): string => persona(key).personId
const [administrator, office] = [idOf('administrator'), idOf('office')]
const link = linkAccount({ feishu: null, wecom: 'ww_sample' })

describeByTurn('whose chat account it is', (db) => {
  let house: House
  let manager: EntityManager
  /** Somebody else for each test, with an account and without an office. */
  let owner: string
  let ownerName: string
  let places = 0
  beforeAll(async () => {
    house = await openHouse(db.url)
    manager = house.source.manager
  })
  afterAll(() => house.close())
  const nextOwner = async (): Promise<void> => {
    const held = new Set((await manager.find(RoleGrant)).map(({ personId }) => personId))
    const accounts = await manager.find(PlatformAccount, { where: { platform: 'wecom' }, order: { personId: 'ASC' } })
    const here = new Set((await manager.findBy(Person, { dutyStatus: 'ON_DUTY' })).map(({ id }) => id))
    const people = accounts.filter(({ personId }) => here.has(personId) && !held.has(personId))
    places += 1
    owner = people[places]?.personId ?? ''
    ownerName = (await manager.findOneByOrFail(Person, { id: owner })).name
  }

  const linkAs = (actor: string, personId: string, userId: string, platform = 'wecom') =>
    house.as(actor, (work) => link(work, contract['account.link'].in.parse({ personId, platform, userId })))
  const ownerOf = async (userId: string) =>
    (await house.as(null, (work) => findPersonByAccount(work, 'wecom', { tenant: 'ww_sample', userId })))?.personId
  const waiting = (actor: string) => house.as(actor, async (work) => (await listChanges(work)).changes)
  const take = async (actor: string, event: string) => {
    const change = await manager.findOneOrFail(AccountChange, {
      where: { personId: owner },
      order: { askedAt: 'DESC', state: 'ASC' },
    })
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
    beforeAll(async () => {
      newcomer = (await manager.findOneByOrFail(Person, { name: '白晚照' })).id
    })

    it('is linked by one person, whatever the case of the id, with a line of history', async () => {
      expect(await linkAs(administrator, newcomer, 'BaiWanZhao')).toEqual({ waits: false, alone: false })
      expect(await ownerOf('baiwanzhao')).toBe(newcomer)
      const line = await manager.findOneByOrFail(AuditEntry, { action: 'account.link' })
      const change = { platform: 'wecom', before: null, after: 'BaiWanZhao' }
      expect(line).toMatchObject({ actorId: administrator, subjectId: newcomer, change })
      // 党办 keep the roster, and would not know that somebody acts as this person from now on.
      expect(await toldTo(office)).toEqual(['白晚照绑定了聊天账号'])
      expect([await toldTo(administrator), await toldTo(newcomer)]).toEqual([[], []])
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
    let phone: string
    beforeEach(async () => {
      await nextOwner()
      phone = `AnotherPhone${places}`
      before = (await accountOf(owner)).userId
      await house.as(null, (work) => beginSession(work, owner, Date.now()))
      expect(await linkAs(administrator, owner, phone)).toEqual({ waits: true, alone: false })
    })

    it('keeps it while one person alone has asked for another; all who can stop it are told at once', async () => {
      expect([await ownerOf(phone), await ownerOf(before)]).toEqual([undefined, owner])
      expect(await toldTo(owner)).toEqual(['有人申请换绑您的账号'])
      expect(await toldTo(office)).toContain(`请确认${ownerName}换绑账号`)
      expect(await toldTo(administrator)).not.toContain(`请确认${ownerName}换绑账号`)
      const tasks = await house.as(office, myTasks)
      expect(tasks.tasks.filter(({ kind }) => kind === 'accounts')).toMatchObject([{ path: '/account-changes' }])
    })

    it('is not confirmed by whoever asked, nor by anybody who keeps no accounts', async () => {
      await expect(take(administrator, 'confirmAccount')).rejects.toMatchObject({ code: 'account.self' })
      await expect(take(idOf('financeSecretary'), 'confirmAccount')).rejects.toMatchObject({ code: 'record.notFound' })
      expect(await ownerOf(phone)).toBeUndefined()
      const own = (await waiting(administrator)).find((change) => change.ownerName === ownerName)
      expect(own?.allowed).toEqual(['withdrawAccount'])
      expect(await waiting(idOf('financeSecretary'))).toEqual([])
    })

    it.each([
      ['another keeper', () => office],
      ['the owner', () => owner],
    ])('gets it when %s confirms: the old one and every login end, and it is written down', async (_who, by) => {
      await take(by(), 'confirmAccount')
      expect([await ownerOf(phone.toLowerCase()), await ownerOf(before)]).toEqual([owner, undefined])
      expect(await manager.countBy(LoginSession, { personId: owner })).toBe(0)
      expect(await toldTo(owner)).toContain('您的账号已经换绑')
      const lines = await manager.findBy(AuditEntry, { subjectId: owner, subjectKind: 'person' })
      const steps = lines.map(({ action, actorId }) => `${action} ${actorId}`)
      expect(steps).toContain(`accountChange.askForAccount ${administrator}`)
      expect(steps).toContain(`accountChange.confirmAccount ${by()}`)
      const line = await manager.findOneByOrFail(AuditEntry, { action: 'account.link', subjectId: owner })
      expect(line).toMatchObject({ actorId: by(), change: { before, after: phone } })
      expect((await waiting(office)).map((change) => change.ownerName)).not.toContain(ownerName)
      await expect(take(by(), 'confirmAccount')).rejects.toMatchObject({ status: expect.any(Number) })
    })

    it.each([
      ['the owner declines', () => owner, 'declineAccount'],
      ['another keeper declines', () => office, 'declineAccount'],
      ['whoever asked takes it back', () => administrator, 'withdrawAccount'],
    ])('keeps it when %s, and it can be asked for again', async (_what, by, event) => {
      await expect(linkAs(office, owner, `Third${phone}`)).rejects.toMatchObject({ code: 'account.waits' })
      await take(by(), event)
      expect([await ownerOf(phone), await ownerOf(before)]).toEqual([undefined, owner])
      expect(await manager.countBy(LoginSession, { personId: owner })).toBe(1)
      expect(await linkAs(office, owner, `Third${phone}`)).toMatchObject({ waits: true })
    })

    it('gets no account that has become somebody else’s meanwhile', async () => {
      const holder = idOf('financeSecretary')
      await manager.update(
        PlatformAccount,
        { personId: holder, platform: 'wecom' },
        { userId: phone, userKey: phone.toLowerCase() },
      )
      await expect(take(office, 'confirmAccount')).rejects.toMatchObject({ code: 'account.taken' })
      expect([await ownerOf(phone), await ownerOf(before)]).toEqual([holder, owner])
    })

    it('gets none after he has left; the request can still be declined', async () => {
      await manager.update(Person, { id: owner }, { dutyStatus: 'LEFT' })
      await expect(take(office, 'confirmAccount')).rejects.toMatchObject({ code: 'account.gone' })
      await take(office, 'declineAccount')
      expect((await waiting(office)).map((change) => change.ownerName)).not.toContain(ownerName)
    })

    it('gets it once when two confirm at the same instant', async () => {
      const outcomes = await Promise.allSettled([take(office, 'confirmAccount'), take(owner, 'confirmAccount')])
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      expect(await manager.countBy(AuditEntry, { action: 'account.link', subjectId: owner })).toBe(1)
    })
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

  it('with one keeper alone it waits for the owner, and the second post stands among the vacant ones', async () => {
    await nextOwner()
    await manager.delete(RoleGrant, { role: In(['SYS_ADMIN', 'HQ_OFFICE']), personId: Not(office) })
    expect(await linkAs(office, owner, 'LonePhone')).toEqual({ waits: true, alone: true })
    await expect(take(office, 'confirmAccount')).rejects.toMatchObject({ code: 'account.self' })
    const vacant = await house.as(office, findVacancies)
    expect([...vacant.values()].filter(({ about }) => about.startsWith(ownerName))).toMatchObject([
      { workflow: 'accountChange', title: '确认换绑账号', role: 'SYS_ADMIN' },
    ])
    await take(owner, 'confirmAccount')
    expect(await ownerOf('LonePhone')).toBe(owner)
  })
})
