import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { OutboxMessage, Person, PlatformAccount } from '../../../entities'
import { createSender } from '../../../jobs/sendOutbox'
import { openDatabase } from '../../../server/database/dataSource'
import { Database } from '../../../server/database/work'
import type { OnceKey, SubjectKey } from '../../../server/domain/cardKeys'
import { policy } from '../../../server/policy'
import { describeEachDatabase } from '../../support/perDatabase'
import { card, type FakeChat, fakeChat } from './fakeChat'

const log = pino({ level: 'silent' })
const minute = 60_000

function person(id: string): Person {
  return {
    id,
    staffNumber: id.slice(0, 8),
    name: '林知夏',
    gender: null,
    politicalStatus: 'FULL_MEMBER',
    positionTitle: '会计',
    positionRank: 0,
    partyPost: null,
    dutyStatus: 'ON_DUTY',
    leadingCadre: false,
    cadreMember: false,
    keyPost: false,
    joinedDay: null,
    joinedPartyDay: null,
    leftDay: null,
    textStep: 0,
    revision: 1,
  }
}

describeEachDatabase('messages on their way to the chat', (db) => {
  let database: Database
  let now = 1_800_000_000_000
  let chat: FakeChat
  let personId: string

  beforeAll(async () => {
    database = new Database(await openDatabase(db.url), { now: () => now }, policy)
  })
  afterAll(() => database.close())

  beforeEach(async () => {
    now += 100 * minute
    chat = fakeChat()
    personId = randomUUID()
    await database.unitOfWork(null, 'job', async (work) => {
      await work.insert(Person, person(personId))
      await work.insert(PlatformAccount, account('feishu'))
    })
  })
  // What one test left unsent must not come in the next.
  afterEach(() =>
    database.unitOfWork(null, 'job', (work) =>
      work.change(OutboxMessage, { personId }, { state: 'CANCELLED', doneState: 'NONE' }),
    ),
  )

  const account = (platform: 'feishu' | 'wecom'): PlatformAccount => ({
    id: randomUUID(),
    personId,
    platform,
    tenant: 'tenant',
    userId: `${platform}-${personId}`,
    userKey: `${platform}-${personId}`,
    unionId: null,
    lastUsedAt: platform === 'feishu' ? 1 : null,
    unreachable: null,
  })
  const put = (title: string, subjectKeys: string[] = [], notBefore?: number) =>
    database.unitOfWork(null, 'job', (work) =>
      work.notify({
        dedupeKey: `${title}:${personId}` as OnceKey,
        personId,
        kind: 'test',
        subjectKeys: subjectKeys as SubjectKey[],
        card: card(title),
        ...(notBefore ? { notBefore } : {}),
      }),
    )
  const sender = (...chats: FakeChat[]) =>
    createSender(
      database,
      Object.fromEntries((chats.length ? chats : [chat]).map(({ platform }) => [platform.name, platform])),
      log,
    )
  const finish = (subjectKey: string, client: 'phone' | 'card' = 'phone') =>
    database.unitOfWork(null, client, (work) => work.finishCards(subjectKey as SubjectKey, card('已完成')))
  const message = () => database.read(null, 'job', (work) => work.manager.findOneByOrFail(OutboxMessage, { personId }))
  const titles = () => chat.sent.map(({ title }) => title)

  it('what is put in with the fact goes out, once', async () => {
    await put('提醒')
    const deliver = sender()
    await deliver()
    await deliver()
    expect(titles()).toEqual(['提醒'])
    expect(await message()).toMatchObject({ state: 'SENT', platform: 'feishu', messageId: 'm-feishu-1', sentAt: now })
  })

  it('a fact that was not kept sends nothing', async () => {
    const failed = database.unitOfWork(null, 'job', async (work) => {
      await work.notify({
        dedupeKey: 'never' as OnceKey,
        personId,
        kind: 'test',
        subjectKeys: [],
        card: card('从未发生'),
      })
      throw new Error('given up')
    })
    await expect(failed).rejects.toThrow('given up')
    await sender()()
    expect(titles()).toEqual([])
  })

  it('the same key is put in once only, also by two in the same moment', async () => {
    const added = await Promise.all(Array.from({ length: 5 }, () => put('一天一张')))
    expect(added.filter(Boolean)).toHaveLength(1)
    await sender()()
    expect(titles()).toEqual(['一天一张'])
  })

  it('five senders that look in the same moment send each message once between them', async () => {
    for (let turn = 0; turn < 12; turn += 1) await put(`第${turn}条`)
    await Promise.all(Array.from({ length: 5 }, () => sender()()))
    expect(titles().sort()).toEqual(Array.from({ length: 12 }, (_, turn) => `第${turn}条`).sort())
  })

  it('nothing goes out before its time', async () => {
    await put('明早', [], now + 10 * minute)
    await sender()()
    expect(titles()).toEqual([])
    now += 10 * minute
    await sender()()
    expect(titles()).toEqual(['明早'])
  })

  it('a lost answer is asked again with the same number, so that the platform can drop the second', async () => {
    chat.answers = [new Error('socket hang up')]
    await put('提醒')
    await sender()()
    expect((await message()).state).toBe('LEASED')
    now += 2 * minute
    await sender()()
    expect(titles()).toEqual(['提醒', '提醒'])
    expect(new Set(chat.sent.map(({ uniqueKey }) => uniqueKey)).size).toBe(1)
    expect((await message()).state).toBe('SENT')
  })

  it('what a sender held when it died is taken up when its lease runs out, not before', async () => {
    await put('提醒')
    const dead = { leaseOwner: randomUUID(), state: 'LEASED' as const, nextAt: now + minute }
    await database.unitOfWork(null, 'job', (work) => work.change(OutboxMessage, { personId }, dead))
    await sender()()
    expect(titles()).toEqual([])
    now += minute
    await sender()()
    expect(titles()).toEqual(['提醒'])
  })

  it('a platform that is too busy is asked again later and later', async () => {
    const later = { kind: 'later' as const, afterMilliseconds: 5000, reason: 'too fast' }
    chat.answers = [later, later]
    await put('提醒')
    await sender()()
    await sender()()
    expect(titles()).toHaveLength(1)
    now += 5000
    await sender()()
    expect(titles()).toHaveLength(2)
    now += 4999
    await sender()()
    expect(titles()).toHaveLength(2)
    now += 1
    await sender()()
    expect(await message()).toMatchObject({ state: 'SENT', attempts: 2 })
  })

  it('a platform that never recovers is given up after a dozen attempts', async () => {
    chat.answers = Array.from({ length: 20 }, () => ({ kind: 'later' as const, afterMilliseconds: 0, reason: 'down' }))
    await put('提醒')
    for (let turn = 0; turn < 20; turn += 1) {
      now += 10 * minute
      await sender()()
    }
    expect(titles()).toHaveLength(13)
    expect(await message()).toMatchObject({ state: 'FAILED', failReason: 'down' })
  })

  it('who cannot be reached on one platform is written to on the other, and the account is marked', async () => {
    const other = fakeChat('wecom')
    await database.unitOfWork(null, 'job', (work) => work.insert(PlatformAccount, account('wecom')))
    chat.answers = [{ kind: 'unreachable', reason: 'resigned' }]
    await put('提醒')
    await sender(chat, other)()
    expect(other.sent.map(({ title }) => title)).toEqual(['提醒'])
    expect(await message()).toMatchObject({ state: 'SENT', platform: 'wecom' })
    const marked = await database.read(null, 'job', (work) =>
      work.manager.findBy(PlatformAccount, { personId, platform: 'feishu' }),
    )
    expect(marked[0]?.unreachable).toBe('resigned')
  })

  it('who cannot be reached at all is not tried for ever', async () => {
    chat.answers = [{ kind: 'unreachable', reason: 'resigned' }]
    await put('提醒')
    await sender()()
    expect(await message()).toMatchObject({ state: 'FAILED', failReason: 'noAccount' })
  })

  it('what the platform refuses is not sent again', async () => {
    chat.answers = [{ kind: 'refused', reason: 'card too long' }]
    await put('提醒')
    await sender()()
    now += 60 * minute
    await sender()()
    expect(titles()).toHaveLength(1)
    expect(await message()).toMatchObject({ state: 'FAILED', failReason: 'card too long' })
  })

  it('a card whose matter is done before it was sent is not sent', async () => {
    await put('提醒', [`a:${personId}`])
    await finish(`a:${personId}`)
    await sender()()
    expect(titles()).toEqual([])
    expect((await message()).state).toBe('CANCELLED')
  })

  it('a card that was sent turns to its end by itself, once', async () => {
    await put('提醒', [`b:${personId}`])
    const deliver = sender()
    await deliver()
    await finish(`b:${personId}`)
    await finish(`b:${personId}`)
    await deliver()
    await deliver()
    expect(chat.updated).toEqual([{ messageId: 'm-feishu-1', title: '已完成' }])
    expect((await message()).doneState).toBe('DONE')
  })

  it('a card about two matters ends when both are done', async () => {
    await put('两件事', [`c1:${personId}`, `c2:${personId}`])
    await sender()()
    await finish(`c1:${personId}`)
    await sender()()
    expect(chat.updated).toEqual([])
    await finish(`c2:${personId}`)
    await sender()()
    expect(chat.updated).toHaveLength(1)
  })

  it('a card pressed in the chat ends two seconds later: the client takes back what overtakes the answer', async () => {
    await put('提醒', [`d:${personId}`])
    await sender()()
    await finish(`d:${personId}`, 'card')
    await sender()()
    expect(chat.updated).toEqual([])
    now += 2000
    await sender()()
    expect(chat.updated).toHaveLength(1)
  })

  /** Lets the matter be done while the platform still thinks about the card. */
  async function finishWhileSending(answer: () => ReturnType<FakeChat['platform']['send']>): Promise<void> {
    const key = `e:${personId}`
    chat.answers = [
      async () => {
        await finish(key)
        // Another instance looks meanwhile: the card is in the first one's hands.
        await sender()()
        return answer()
      },
    ]
    await put('提醒', [key])
    await sender()()
  }

  it('a card whose matter is done while it is being sent is sent once and ends at once', async () => {
    await finishWhileSending(async () => ({ kind: 'sent', ref: { messageId: 'm-late', sentAt: now } }))
    await sender()()
    expect(titles()).toEqual(['提醒'])
    expect(chat.updated).toEqual([{ messageId: 'm-late', title: '已完成' }])
    expect(await message()).toMatchObject({ state: 'SENT', doneState: 'DONE' })
  })

  it('a card whose matter is done while the platform puts it off is not sent any more', async () => {
    await finishWhileSending(async () => ({ kind: 'later', afterMilliseconds: 1000, reason: 'too fast' }))
    now += 10 * minute
    await sender()()
    expect(titles()).toEqual(['提醒'])
    expect((await message()).state).toBe('CANCELLED')
  })

  it('an end that the platform cannot take now is tried again, and given up when the card is too old', async () => {
    await put('提醒', [`f:${personId}`])
    await sender()()
    chat.updateAnswers = [
      { kind: 'later', afterMilliseconds: 1000, reason: 'down' },
      { kind: 'gone', reason: 'too old' },
    ]
    await finish(`f:${personId}`)
    await sender()()
    expect((await message()).doneState).toBe('WANTED')
    now += 1000
    await sender()()
    await sender()()
    expect(chat.updated).toHaveLength(2)
    expect((await message()).doneState).toBe('FAILED')
  })

  it('when the database was away for a moment, the next round sends again', async () => {
    await put('提醒')
    const deliver = sender()
    const read = database.read.bind(database)
    database.read = () => Promise.reject(new Error('away'))
    await expect(deliver()).rejects.toThrow('away')
    database.read = read
    await deliver()
    expect(titles()).toEqual(['提醒'])
  })
})
