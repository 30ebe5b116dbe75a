import { randomUUID } from 'node:crypto'
import pino from 'pino'
import type { Logger } from 'typeorm'
import type { Wait } from '../../../bot/port'
import { OutboxMessage, OutboxSubject, PlatformAccount, PlatformState } from '../../../entities'
import { createSender } from '../../../jobs/sendOutbox'
import type { OnceKey } from '../../../server/domain/cardKeys'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { card, type FakeChat, fakeChat, later } from './fakeChat'

const log = pino({ level: 'silent' })
const minute = 60_000
const hour = 60 * minute

const outage = (change: Partial<Wait> = {}) =>
  later({ cause: 'outage', reason: 'no answer', words: '飞书没有应答（ECONNREFUSED）', ...change })
const wrongSetting = later({
  cause: 'setting',
  reason: 'errcode 60020',
  words: '请管理员把出口IP加进“企业可信IP”（编号60020）',
})

describeEachDatabase('an outage, a wrong setting, a lost answer', (db) => {
  let house: House
  let now = 1_800_000_000_000
  let feishu: FakeChat
  let wecom: FakeChat
  const clock = { now: () => now }
  const member = persona('member').personId
  const second = persona('memberSecond').personId
  const office = persona('office').personId

  beforeAll(async () => {
    house = await openHouse(db.url)
    Object.assign(house.database, { clock })
  }, 60_000)
  afterAll(() => house.close())

  const job = <Result>(body: Parameters<typeof house.database.unitOfWork<Result>>[2]) =>
    house.database.unitOfWork(null, 'job', body)
  const account = (personId: string, platform: 'feishu' | 'wecom'): PlatformAccount => ({
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

  beforeEach(async () => {
    now += 90 * 24 * hour
    feishu = fakeChat('feishu')
    wecom = fakeChat('wecom')
    await job(async (work) => {
      for (const entity of [OutboxSubject, OutboxMessage, PlatformAccount, PlatformState])
        await work.manager.createQueryBuilder().delete().from(entity).execute()
      await work.insert(PlatformAccount, [
        account(member, 'feishu'),
        account(second, 'feishu'),
        account(office, 'feishu'),
      ])
      await work.insert(PlatformAccount, account(office, 'wecom'))
    })
  })

  const put = (personId: string, title: string, kind = 'filing') =>
    job((work) =>
      work.notify({ dedupeKey: `${title}:${now}` as OnceKey, personId, kind, subjectKeys: [], card: card(title) }),
    )
  const deliver = () => createSender(house.database, { feishu: feishu.platform, wecom: wecom.platform }, log)()
  const rows = (where: object = {}) =>
    house.database.read(null, 'job', (work) => work.manager.findBy(OutboxMessage, where))
  const titlesOf = (chat: FakeChat) => chat.sent.map(({ title }) => title)
  const state = async (platform: string) =>
    (await house.database.read(null, 'job', (work) => work.manager.findBy(PlatformState, { platform })))[0]

  it('of any length loses nothing: everything waits with its reason and comes when it is over, once each', async () => {
    feishu.answers = Array.from({ length: 99 }, () => outage())
    feishu.checks = Array.from({ length: 99 }, () => outage())
    for (const title of ['一', '二', '三']) await put(member, title)
    await deliver()
    expect((await rows()).map(({ state: is, waitsOn }) => [is, waitsOn])).toEqual(Array(3).fill(['PENDING', 'feishu']))
    expect((await rows()).every(({ failReason }) => failReason?.includes('ECONNREFUSED'))).toBe(true)
    for (let gone = 0; gone < 60; gone += 1) {
      now += minute
      await put(second, `第${gone}分钟`)
      await deliver()
    }
    // Nothing was sent to find out: the platform is asked, not tried with somebody's card.
    expect(feishu.sent.length).toBeLessThanOrEqual(3)
    feishu.answers = []
    feishu.checks = []
    feishu.sent.length = 0
    now += minute
    await deliver()
    expect(new Set(titlesOf(feishu)).size).toBe(63)
    expect(feishu.sent).toHaveLength(63)
    expect((await rows({ kind: 'filing' })).every(({ state: is, failReason }) => is === 'SENT' && !failReason)).toBe(
      true,
    )
    expect(await state('feishu')).toMatchObject({ trouble: null, toldAt: null })
  })

  it('is told once to whoever can mend it, by the other platform, and the card turns when it is over', async () => {
    await job((work) => work.change(PlatformAccount, { platform: 'feishu', personId: office }, { unreachable: null }))
    wecom.answers = []
    feishu.answers = [wrongSetting]
    feishu.checks = Array.from({ length: 20 }, () => wrongSetting)
    await put(member, '提醒')
    for (let turn = 0; turn < 5; turn += 1) {
      await deliver()
      now += minute
    }
    expect(wecom.sent.filter(({ title }) => title === '飞书的卡片发不出去')).toHaveLength(1)
    expect(wecom.sent[0]?.to).toBe(`wecom-${office}`)
    expect(await state('feishu')).toMatchObject({ trouble: 'setting', words: wrongSetting.words })
    feishu.checks = []
    now += minute
    await deliver()
    expect(titlesOf(feishu)).toContain('提醒')
    await deliver()
    expect(wecom.updated.map(({ title }) => title)).toEqual(['飞书的卡片又能发了'])
  })

  it('shorter than two minutes is told to nobody', async () => {
    feishu.answers = [outage(), outage()]
    feishu.checks = [outage()]
    await put(member, '提醒')
    await deliver()
    now += 10_000
    await deliver()
    expect(await rows({ kind: 'deliveryTrouble' })).toEqual([])
  })

  it('over a night sends nothing in the middle of it', async () => {
    feishu.answers = Array.from({ length: 9 }, () => outage())
    feishu.checks = Array.from({ length: 999 }, () => outage())
    await put(member, '提醒')
    await put(member, '又一张')
    await deliver()
    // 16:00 in Shanghai at first; ten hours later it is night.
    now += 10 * hour
    feishu.answers = []
    feishu.checks = []
    await deliver()
    // One goes first to find out; the rest waits for the morning.
    expect(feishu.sent.filter(({ title }) => title !== '提醒').length).toBeLessThanOrEqual(3)
    const waiting = await rows({ state: 'PENDING', kind: 'filing' })
    expect(waiting.every(({ nextAt }) => new Date(nextAt + 8 * hour).getUTCHours() === 9)).toBe(true)
  })

  it('single lost answers stop nobody else', async () => {
    feishu.answers = [outage({ unsure: true })]
    for (const title of ['一', '二', '三', '四']) await put(member, title)
    await deliver()
    expect(feishu.sent).toHaveLength(4)
    expect(await rows({ state: 'SENT' })).toHaveLength(3)
    now += 5000
    await deliver()
    expect(await rows({ state: 'SENT' })).toHaveLength(4)
    expect(new Set(feishu.sent.map(({ uniqueKey }) => uniqueKey)).size).toBe(4)
  })

  it('what nobody knows the fate of is not sent again once the platform may have forgotten it, and the list says so', async () => {
    feishu.answers = [outage({ unsure: true })]
    await put(member, '也许到了')
    await deliver()
    await job((work) => work.change(OutboxMessage, { personId: member }, { nextAt: now + 50 * minute }))
    now += 51 * minute
    await deliver()
    expect(feishu.sent).toHaveLength(1)
    const [row] = await rows()
    expect(row).toMatchObject({ state: 'UNKNOWN' })
    expect(row?.failReason).toContain('不能确定是否送达')
  })

  it('a pause that the platform asks for is kept by whoever sits there next', async () => {
    feishu.answers = [later({ cause: 'pace', afterMilliseconds: 7500, words: '飞书要求慢一些' })]
    await put(member, '一')
    await deliver()
    expect((await state('feishu'))?.openAt).toBe(now + 7500)
    expect((await rows())[0]?.nextAt).toBe(now + 7500)
  })

  it('three instances at once make one pace', async () => {
    feishu.platform.abilities.pacePerSecond = 40
    for (let turn = 0; turn < 40; turn += 1) await put(member, `第${turn}张`)
    const sentAt: number[] = []
    feishu.answers = Array.from({ length: 40 }, (_, turn) => async () => {
      sentAt.push(performance.now())
      return { kind: 'sent' as const, ref: { messageId: `p${now}-${turn}`, sentAt: now } }
    })
    await Promise.all([deliver(), deliver(), deliver()])
    expect(sentAt).toHaveLength(40)
    const most = Math.max(...sentAt.map((from) => sentAt.filter((at) => at >= from && at < from + 500).length))
    // Twenty in half a second, and what was late by a quarter of one.
    expect(most).toBeLessThanOrEqual(32)
    expect((sentAt[39] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThan(700)
  })

  it('twenty messages cost few statements, and an idle look one', async () => {
    expect(await house.countQueries(deliver)).toBe(1)
    for (let turn = 0; turn < 20; turn += 1) await put(member, `第${turn}张`)
    const asked = await house.countQueries(deliver)
    expect(await rows({ state: 'SENT' })).toHaveLength(20)
    // One a message for what came of it, and a handful for each sixteen that are taken in hand.
    expect(asked).toBeLessThanOrEqual(20 + 30)
  })

  /** How the database goes about each look for messages that the body makes. */
  async function plansOf(body: () => Promise<unknown>): Promise<{ sql: string; plan: string }[]> {
    const looks: { sql: string; parameters: unknown[] }[] = []
    const before = house.source.logger
    const note = (sql: string, parameters?: unknown) => {
      if (/^select.*outbox_message.*where.*(nextAt\W*<=|waitsOn\W*=)/is.test(sql))
        looks.push({ sql, parameters: [...((parameters as unknown[]) ?? [])] })
    }
    house.source.logger = { ...before, logQuery: note } as Logger
    await body().finally(() => {
      house.source.logger = before
    })
    const explain = db.kind === 'sqlite' ? 'explain query plan' : 'explain'
    return Promise.all(
      looks.map(async ({ sql, parameters }) => {
        const rows = await house.source.query<object[]>(`${explain} ${sql}`, parameters)
        return { sql, plan: JSON.stringify(rows) }
      }),
    )
  }

  /** While somebody reads what was before, a server keeps it: its index still holds every message where it stood. */
  async function whileAnotherReads(body: () => Promise<unknown>): Promise<void> {
    if (db.kind === 'sqlite') return void (await body())
    const reader = house.source.createQueryRunner()
    await reader.query('set transaction isolation level repeatable read')
    await reader.query('start transaction with consistent snapshot')
    try {
      await body()
    } finally {
      await reader.query('rollback')
      await reader.release()
    }
  }

  it('a look reads what is due by its index, whatever was ever sent', async () => {
    for (let batch = 0; batch < 4; batch += 1)
      await job((work) =>
        work.notifyAll(
          Array.from({ length: 500 }, (_, turn) => ({
            dedupeKey: `old:${batch}:${turn}:${now}` as OnceKey,
            personId: member,
            kind: 'old',
            subjectKeys: [],
            card: card('旧'),
          })),
        ),
      )
    await whileAnotherReads(async () => {
      await job((work) =>
        work.manager.query(`update outbox_message set state = 'SENT', nextAt = 8640000000000000 where kind = 'old'`),
      )
      if (db.kind !== 'sqlite') await house.source.query('analyze table outbox_message')
      feishu.answers = [outage()]
      feishu.checks = [outage()]
      await put(member, '一')
      const plans = await plansOf(async () => {
        await deliver()
        now += minute
        await deliver()
      })
      expect(plans.filter(({ sql }) => sql.includes('nextAt') && !sql.includes('waitsOn ='))).not.toEqual([])
      for (const { sql, plan } of plans)
        expect([sql, plan]).toEqual([sql, expect.stringMatching(/outbox_message_(next|waits)/)])
    })
  }, 60_000)
})
