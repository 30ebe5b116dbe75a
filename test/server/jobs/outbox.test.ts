import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { never, OutboxMessage, Person, PlatformAccount, Seat } from '../../../entities'
import { createSender } from '../../../jobs/sendOutbox'
import { openDatabase } from '../../../server/database/dataSource'
import { Database } from '../../../server/database/work'
import type { OnceKey, SubjectKey } from '../../../server/domain/cardKeys'
import { accountUsed } from '../../../server/features/organisation/accounts'
import { policy } from '../../../server/policy'
import { describeEachDatabase } from '../../support/perDatabase'
import { card, type FakeChat, fakeChat, later } from './fakeChat'

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
    fullMemberDay: null,
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
      work.change(OutboxMessage, { personId }, { state: 'CANCELLED', doneState: 'NONE', nextAt: never, waitsOn: null }),
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
    unreachableAt: null,
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
    expect(await message()).toMatchObject({ state: 'PENDING', unsureSince: now })
    now += 2 * minute
    await sender()()
    expect(titles()).toEqual(['提醒', '提醒'])
    expect(new Set(chat.sent.map(({ uniqueKey }) => uniqueKey)).size).toBe(1)
    expect(await message()).toMatchObject({ state: 'SENT', unsureSince: null })
  })

  it('what a sender had in hand when it died is taken up when it shows no sign of life, not before', async () => {
    await put('提醒')
    const died = randomUUID()
    await database.unitOfWork(null, 'job', async (work) => {
      await work.change(OutboxMessage, { personId }, { leaseOwner: died, state: 'LEASED' })
      await work.change(Seat, { name: 'delivery' }, { holder: died, beat: 7 })
    })
    let living = true
    // One after the other, and awaited at its end: a sign of life still on its way would come after the death.
    const live = async (): Promise<void> => {
      while (living) {
        await database.unitOfWork(null, 'job', (work) => work.manager.increment(Seat, { holder: died }, 'beat', 1))
        await new Promise((resume) => setTimeout(resume, 50))
      }
    }
    const alive = live()
    await sender()()
    living = false
    await alive
    expect(titles()).toEqual([])
    const began = performance.now()
    await sender()()
    expect(titles()).toEqual(['提醒'])
    expect(performance.now() - began).toBeGreaterThan(1900)
    expect(performance.now() - began).toBeLessThan(4500)
  })

  it('a platform that is too busy is asked again later and later', async () => {
    chat.answers = [later(), later()]
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

  it('however often a card is put off, only its own time ends it, and the page says so', async () => {
    chat.answers = Array.from({ length: 60 }, () => later())
    await put('提醒')
    for (let turn = 0; turn < 20; turn += 1) {
      now += 10 * minute
      await sender()()
    }
    expect(titles()).toHaveLength(20)
    expect(await message()).toMatchObject({ state: 'PENDING', failReason: '请慢一些' })
    now += 31 * 24 * 60 * minute
    await sender()()
    expect(titles()).toHaveLength(20)
    expect(await message()).toMatchObject({ state: 'EXPIRED', failReason: '请慢一些', nextAt: never })
  })

  it('who cannot be reached on one platform is written to on the other, and the account is marked', async () => {
    const other = fakeChat('wecom')
    await database.unitOfWork(null, 'job', (work) => work.insert(PlatformAccount, account('wecom')))
    chat.answers = [{ kind: 'unreachable', reason: 'resigned', words: '已经离职' }]
    await put('提醒')
    await sender(chat, other)()
    expect(other.sent.map(({ title }) => title)).toEqual(['提醒'])
    expect(await message()).toMatchObject({ state: 'SENT', platform: 'wecom' })
    const marked = await database.read(null, 'job', (work) =>
      work.manager.findBy(PlatformAccount, { personId, platform: 'feishu' }),
    )
    expect(marked[0]?.unreachable).toBe('resigned')
  })

  it('who cannot be reached at all is tried once a day, and gets the card when he can be', async () => {
    const resigned = { kind: 'unreachable' as const, reason: 'resigned', words: '已经离职' }
    chat.answers = [resigned, resigned]
    await put('提醒')
    await sender()()
    expect(await message()).toMatchObject({ state: 'PENDING', waitsOn: 'person', failReason: '已经离职' })
    now += 20 * 60 * minute
    await sender()()
    expect(titles()).toHaveLength(1)
    now += 4 * 60 * minute
    await sender()()
    expect(titles()).toHaveLength(2)
    now += 24 * 60 * minute
    await sender()()
    expect(await message()).toMatchObject({ state: 'SENT', failReason: null })
    const [account] = await database.read(null, 'job', (work) => work.manager.findBy(PlatformAccount, { personId }))
    expect(account).toMatchObject({ unreachable: null, unreachableAt: null })
  })

  it('who has no account at all waits for one', async () => {
    await database.unitOfWork(null, 'job', (work) => work.manager.delete(PlatformAccount, { personId }))
    await put('提醒')
    await sender()()
    expect(await message()).toMatchObject({ state: 'PENDING', waitsOn: 'person' })
    expect((await message()).failReason).toContain('没有绑定')
    await database.unitOfWork(null, 'job', async (work) => {
      await work.insert(PlatformAccount, account('feishu'))
      await accountUsed(work, 'feishu', { tenant: 'tenant', userId: `feishu-${personId}` })
    })
    await sender()()
    expect((await message()).state).toBe('SENT')
  })

  it('a card that the platform does not take is not sent again', async () => {
    chat.answers = [{ kind: 'refused', reason: 'card too long', words: '卡片太长' }]
    await put('提醒')
    await sender()()
    now += 60 * minute
    await sender()()
    expect(titles()).toHaveLength(1)
    expect(await message()).toMatchObject({ state: 'FAILED', failReason: '卡片太长', nextAt: never })
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
    await finishWhileSending(async () => later({ afterMilliseconds: 1000 }))
    now += 10 * minute
    await sender()()
    expect(titles()).toEqual(['提醒'])
    expect((await message()).state).toBe('CANCELLED')
  })

  it('an end that the platform cannot take now is tried again, and given up when the card is too old', async () => {
    await put('提醒', [`f:${personId}`])
    await sender()()
    chat.updateAnswers = [later({ afterMilliseconds: 1000 }), { kind: 'gone', reason: 'too old' }]
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
