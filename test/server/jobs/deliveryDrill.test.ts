import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { In } from 'typeorm'
import { OutboxMessage, PlatformAccount } from '../../../entities'
import type { OnceKey } from '../../../server/domain/cardKeys'
import { buildServer, type ServerProgram, serverProgram } from '../../drill/serverProgram'
import { freshDatabase, serverUrl } from '../../support/databases'
import { type House, openHouse } from '../organisation/house'
import { openBothPlatforms } from './bothPlatforms'
import { card } from './fakeChat'

/**
 * Three instances whose clocks are ten minutes apart carry cards to both emulators and are killed again and again; then the
 * platforms are away, refuse our address, a proxy answers in their place, answers get lost. A sample where nothing else is
 * said; `npm run drill -- delivery` runs it whole. DELIVERY_DATABASES: addresses of the same database, one an instance
 * (the nodes of a cluster), the first is filled here; without it a database of its own.
 */
const [kills, cards] = (process.env.DELIVERY_DRILL ?? '2 60').split(' ').map(Number) as [number, number]
const given = process.env.DELIVERY_DATABASES?.split(',')
const hour = 3_600_000
const clocks = [0, 10, -10].map((minutes) => minutes * 60_000)
/** For the drill, which reads it there. */
const show = (facts: object) => void process.stderr.write(`${JSON.stringify(facts)}\n`)
const folder = mkdtempSync(join(tmpdir(), 'lxq-clocks-'))

describe('cards on their way to both platforms', () => {
  let house: House
  let chat: Awaited<ReturnType<typeof openBothPlatforms>>
  let drop = async () => {}
  let instances: ServerProgram[] = []
  let number = 0
  let passed = 0

  const setClocks = () => {
    for (const [at, wrong] of clocks.entries()) writeFileSync(join(folder, `clock${at}`), String(wrong + passed))
  }

  beforeAll(async () => {
    const server = serverUrl('mariadb')
    const database = given ? null : await freshDatabase(server ? 'mariadb' : 'sqlite')
    if (database) drop = database.drop
    const urls = given ?? [database?.url ?? '']
    house = await openHouse(urls[0] as string)
    Object.assign(house.database, { clock: { now: () => Date.now() + passed } })
    chat = await openBothPlatforms()
    const { feishu, wecom } = await splitPeople()
    expect(feishu.length + wecom.length).toBeGreaterThan(100)
    setClocks()
    const program = buildServer()
    // One file takes one server.
    const count = server || given ? 3 : 1
    const secret = 'x'.repeat(40)
    instances = await Promise.all(
      Array.from({ length: count }, (_, at) =>
        serverProgram(program, urls[at % urls.length] as string, secret, {
          ...chat.settings,
          DEMO: '',
          KEYS_DIR: join(folder, 'keys'),
          BUNDLES_DIR: join(folder, 'bundles'),
          NODE_OPTIONS: `--require ${resolve('test/drill/movedClock.cjs')}`,
          MOVED_CLOCK: join(folder, `clock${at}`),
        }),
      ),
    )
    for (const instance of instances) await instance.start()
  }, 240_000)
  afterAll(async () => {
    for (const instance of instances) await instance.end()
    await chat?.close()
    await house?.close()
    await drop()
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  /** Half of those who have both accounts came in last through the one, half through the other. */
  async function splitPeople() {
    const accounts = await house.source.manager.find(PlatformAccount)
    const wecom = accounts.filter(({ platform }) => platform === 'wecom').filter((_, at) => at % 2 === 0)
    await house.source.manager.update(
      PlatformAccount,
      { id: In(wecom.map(({ id }) => id)) },
      { lastUsedAt: 9_000_000_000_000 },
    )
    return { feishu: accounts.filter(({ platform }) => platform === 'feishu'), wecom }
  }

  async function put(count: number): Promise<number> {
    const persons = [...new Set((await house.source.manager.find(PlatformAccount)).map(({ personId }) => personId))]
    await house.as(null, (work) =>
      work.notifyAll(
        Array.from({ length: count }, () => {
          number += 1
          const personId = persons[number % persons.length] as string
          return {
            dedupeKey: `drill:${number}` as OnceKey,
            personId,
            kind: 'filing',
            subjectKeys: [],
            card: card(`第${number}号通知`),
          }
        }),
      ),
    )
    return number
  }
  const countOf = (states: readonly string[]) =>
    house.source.manager.countBy(OutboxMessage, { kind: 'filing', state: In([...states]) })
  async function untilSent(minutes: number): Promise<void> {
    for (let turn = 0; turn < minutes * 240; turn += 1) {
      if (!(await countOf(['PENDING', 'LEASED']))) return
      await pause(250)
    }
    const left = await house.source.manager.find(OutboxMessage, {
      where: { state: In(['PENDING', 'LEASED']) },
      take: 3,
    })
    throw new Error(
      `still waiting: ${JSON.stringify(left.map(({ state, waitsOn, failReason, nextAt }) => [state, waitsOn, failReason, nextAt]))}`,
    )
  }
  /** Time passes everywhere at once, the platforms' own included. */
  async function letPass(milliseconds: number): Promise<void> {
    passed += milliseconds
    setClocks()
    chat.advance(milliseconds)
    await pause(400)
  }
  const once = (expected: number, unknown = 0) => {
    const titles = chat.titles()
    expect(titles.length - new Set(titles).size).toBe(0)
    expect(titles.length).toBeGreaterThanOrEqual(expected - unknown)
  }

  test('at the pace the platforms allow, none too fast', async () => {
    await put(cards)
    const began = performance.now()
    await untilSent(10)
    once(number)
    const perPlatform = cards / 2
    // The floor of the slower one, 1000 a minute; and what a start and the looking cost here.
    const floor = (perPlatform / 1000) * 60_000
    show({ cards, 'sent in': Math.round((performance.now() - began) / 100) / 10, floor: floor / 1000 })
    expect(performance.now() - began).toBeLessThan(floor * 1.06 + 3000)
    expect(chat.tooFast()).toBe(0)
  }, 900_000)

  test('however often an instance is killed: each once, and on within five seconds', async () => {
    const gaps: number[] = []
    for (let kill = 0; kill < kills; kill += 1) {
      await put(Math.max(90, Math.ceil((cards * 1.2) / kills)))
      const seen = chat.arrivals.length
      while (chat.arrivals.length < seen + 5) await pause(20)
      const victim = instances[kill % instances.length] as ServerProgram
      await victim.kill()
      const killedAt = performance.now()
      const before = chat.arrivals.length
      const back = victim.start()
      while (chat.arrivals.length === before) await pause(10)
      gaps.push((chat.arrivals[before] ?? 0) - killedAt)
      await back
    }
    await untilSent(10)
    once(number)
    show({ kills, longestGap: Math.round(Math.max(...gaps)) })
    // One that is alone has to start anew first.
    if (instances.length > 1) expect(Math.max(...gaps)).toBeLessThan(5000)
    expect(chat.tooFast()).toBe(0)
    expect(chat.dropped()).toBe(0)
  }, 3_600_000)

  test('an hour away, an hour of a wrong list of addresses, a proxy in their place, lost answers: nothing is lost', async () => {
    const share = Math.max(20, Math.ceil(cards / 10))
    await put(share)
    chat.fault({ path: '/', kind: 'reset', times: 1_000_000 })
    for (let minutes = 0; minutes < 60; minutes += 10) await letPass(hour / 6)
    await put(share)
    chat.mend()
    await letPass(60_000)
    await untilSent(5)
    chat.trustAddress(false)
    await put(share)
    for (let minutes = 0; minutes < 60; minutes += 10) await letPass(hour / 6)
    chat.trustAddress(true)
    await letPass(60_000)
    await untilSent(5)
    await put(share)
    chat.fault({ path: '/', kind: 'status', status: 403, body: '<html>', times: 30 })
    chat.fault({ path: '/', kind: 'html502', times: 30 })
    for (let minutes = 0; minutes < 3; minutes += 1) await letPass(60_000)
    chat.mend()
    await letPass(60_000)
    await untilSent(5)
    await put(share)
    chat.fault({ path: '/feishu/open-apis/im/v1/messages', kind: 'lostResponse', times: 3 })
    chat.fault({ path: '/wecom/cgi-bin/message/send', kind: 'lostResponse', times: 3 })
    await untilSent(5)
    const unknown = await countOf(['UNKNOWN'])
    show({ numbers: number, unknown, states: await countOf(['SENT']) })
    once(number, unknown)
    expect(await countOf(['SENT'])).toBe(number - unknown)
    // Only what was on its way when the platforms went away, and that is in the list.
    expect(unknown).toBeLessThanOrEqual(32)
    expect(chat.tooFast()).toBe(0)
  }, 900_000)
})
