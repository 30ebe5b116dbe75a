import { randomUUID } from 'node:crypto'
import { AuditEntry, never, OutboxMessage, PlatformState } from '../../../entities'
import type { OnceKey } from '../../../server/domain/cardKeys'
import { conditionOf, messageState, type messageStates } from '../../../server/domain/delivery/listed'
import { listMessages } from '../../../server/features/message/listMessages'
import { listTroubles } from '../../../server/features/message/listTroubles'
import { resendMessage } from '../../../server/features/message/resendMessage'
import { myTasks } from '../../../server/features/tasks/readMine'
import { describeByTurn } from '../../support/perDatabase'
import { card } from '../jobs/fakeChat'
import { type House, openHouse, persona } from '../organisation/house'

const secret = '某某同志的意见和分数'

describeByTurn('the list of messages', (db) => {
  let house: House
  const office = persona('office').personId
  const administrator = persona('administrator').personId
  const member = persona('member').personId

  beforeAll(async () => {
    house = await openHouse(db.url)
  }, 60_000)
  afterAll(() => house.close())
  beforeEach(async () => {
    const { manager } = house.source
    for (const entity of [OutboxMessage, PlatformState])
      await manager.createQueryBuilder().delete().from(entity).execute()
  })

  const put = async (facts: Partial<OutboxMessage>, kind = 'filing'): Promise<string> => {
    const dedupeKey = randomUUID() as string as OnceKey
    await house.as(null, async (work) => {
      await work.notify({ dedupeKey, personId: member, kind, subjectKeys: [], card: card(secret) })
      await work.change(OutboxMessage, { dedupeKey }, { nextAt: never, ...facts } as object)
    })
    return (await house.source.manager.findOneByOrFail(OutboxMessage, { dedupeKey })).id
  }
  const list = (who: string, filter: object = {}) =>
    house.as(who, (work) => listMessages(work, { page: 1, ...filter } as Parameters<typeof listMessages>[1]))

  /** One of each state, and how it is called. */
  const each: Partial<Record<keyof typeof messageStates, Partial<OutboxMessage>>> = {
    queued: {},
    waiting: { waitsOn: 'wecom', failReason: '请管理员加可信IP' },
    sent: { state: 'SENT', platform: 'feishu', sentAt: 1 },
    answered: { state: 'SENT', platform: 'feishu', sentAt: 1, doneState: 'DONE' },
    cancelled: { state: 'CANCELLED' },
    expired: { state: 'EXPIRED', failReason: '飞书没有应答' },
    failed: { state: 'FAILED', failReason: '卡片太长' },
    unknown: { state: 'UNKNOWN', failReason: '不能确定是否送达' },
  }

  it('says of each how far it is and why it waits, and nothing of what it says', async () => {
    for (const facts of Object.values(each)) await put(facts)
    const { messages, counts } = await list(office)
    expect(messages.map(({ state }) => state).sort()).toEqual(Object.keys(each).sort())
    expect(JSON.stringify(messages)).not.toContain('意见')
    const waiting = messages.find(({ state }) => state === 'waiting')
    expect(waiting).toMatchObject({ why: '请管理员加可信IP', stateName: '等待', mayResend: true })
    expect(messages.filter(({ mayResend }) => mayResend)).toHaveLength(4)
    expect(counts.map(({ count }) => count)).toEqual([1, 1, 1, 1])
    for (const state of Object.keys(each)) expect((await list(office, { state })).messages).toHaveLength(1)
  })

  it('the conditions of the database and the rule say the same', async () => {
    const kinds = ['filing', 'ballot']
    for (const kind of kinds) for (const facts of Object.values(each)) await put(facts, kind)
    for (const row of await house.source.manager.find(OutboxMessage)) {
      const query = house.source.manager
        .createQueryBuilder(OutboxMessage, 'message')
        .where('message.id = :id', { id: row.id })
      const holding: string[] = []
      for (const [state, condition] of Object.entries(conditionOf))
        if (await query.clone().andWhere(condition).getCount()) holding.push(state)
      expect(holding).toEqual([messageState(row)])
    }
  })

  it('who has voted is told to nobody', async () => {
    await put({ state: 'SENT', sentAt: 1, doneState: 'DONE' }, 'ballot')
    expect((await list(office)).messages.map(({ state }) => state)).toEqual(['sent'])
    expect((await list(office, { state: 'answered' })).messages).toEqual([])
  })

  it('is found by name and by number, and turned page by page', async () => {
    for (let turn = 0; turn < 51; turn += 1) await put({})
    const { pages, messages } = await list(administrator)
    expect([pages, messages.length]).toEqual([2, 50])
    expect((await list(administrator, { page: 2 })).messages).toHaveLength(1)
    const [first] = messages
    expect((await list(office, { text: first?.personName })).messages.length).toBeGreaterThan(0)
    expect((await list(office, { text: '没有这个人' })).messages).toEqual([])
  })

  it('what did not arrive is sent again, once, with a line of who wanted it; what is there is not', async () => {
    const failed = await put({ state: 'FAILED', failReason: '卡片太长', attempts: 3 })
    await house.as(office, (work) => resendMessage(work, { messageId: failed }))
    const row = await house.source.manager.findOneByOrFail(OutboxMessage, { id: failed })
    expect(row).toMatchObject({ state: 'PENDING', attempts: 0, unsureSince: null, waitsOn: null })
    expect(row.nextAt).toBeLessThan(never)
    const lines = await house.source.manager.findBy(AuditEntry, { action: 'message.resend', subjectId: failed })
    expect(lines).toMatchObject([{ actorId: office, change: { was: 'failed' } }])
    const sent = await put({ state: 'SENT', sentAt: 1 })
    await expect(house.as(office, (work) => resendMessage(work, { messageId: sent }))).rejects.toMatchObject({
      code: 'message.settled',
    })
  })

  it('is for 党办 and the administrator', async () => {
    await expect(list(member)).rejects.toMatchObject({ code: 'permission.denied' })
    await expect(house.as(member, (work) => resendMessage(work, { messageId: randomUUID() }))).rejects.toMatchObject({
      code: 'permission.denied',
    })
    await expect(house.as(member, listTroubles)).rejects.toMatchObject({ code: 'permission.denied' })
  })

  it('a platform that stands still is on the home page of whoever can mend it, and of nobody else', async () => {
    const trouble = {
      platform: 'wecom',
      trouble: 'setting' as const,
      words: '请管理员加可信IP',
      since: 1,
      openAt: 2,
      toldAt: null,
    }
    await house.as(null, (work) => work.insert(PlatformState, trouble))
    for (const who of [office, administrator]) {
      const { tasks } = await house.as(who, myTasks)
      expect(tasks.filter(({ kind }) => kind === 'messages')).toMatchObject([
        { title: '企业微信的卡片发不出去', path: '/messages' },
      ])
    }
    const { tasks } = await house.as(member, myTasks)
    expect(tasks.filter(({ kind }) => kind === 'messages')).toEqual([])
  })
})
