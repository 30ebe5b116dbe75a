import { randomUUID } from 'node:crypto'
import { AuditEntry, RequestKey } from '../../../entities'
import type { CallName } from '../../../server/contract'
import { contract } from '../../../server/contract'
import '../../support/chineseFont'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { callNames, newCampaignLast, rightInput, rowOf } from './calls'
import { captureLog, strangeFields, wordsAboutPeople } from './capturedLog'
import { personOf, type Stage, setStage } from './stage'
import { sampleAmountFen } from './staged/signOrders'

/** Ends the session of whoever is asked next. */
const last: readonly CallName[] = ['session.endEverywhere', 'session.end']
const names = newCampaignLast(callNames.filter((name) => !last.includes(name)))

/** The texts and ids in an input: what nobody may read in a log. Words of the contract itself are in plain letters. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(wordsOf)
  const isWord = typeof value === 'string' && (/[^\0-\x7f]/.test(value) || /^[0-9a-f]{8}-/.test(value))
  return isWord ? [value] : []
}

describe('what is written down about every call of the contract', () => {
  const captured = captureLog()
  const sent: string[] = []
  const callers = new Map<string, Caller>()
  let product: TestProduct
  let stage: Stage

  beforeAll(async () => {
    product = await startTestProduct(undefined, {}, { log: captured.log })
    stage = await setStage(product.database)
    for (const name of names) await callOnce(name)
  }, 60_000)
  afterAll(() => product.stop())

  async function callOnce(name: CallName): Promise<void> {
    const key = rowOf(name).by
    const caller = callers.get(key) ?? (await product.loginPerson(personOf(key)))
    callers.set(key, caller)
    const input = rightInput(name, stage)
    sent.push(...wordsOf(input))
    const headers = { 'X-File-Name': encodeURIComponent('林知夏的材料.xlsx') }
    if (contract[name].in === 'file') await caller.send(name, Buffer.from('neither picture nor table'), headers)
    else await caller.call(name, input as never)
  }

  it('is one line, and none about votes and opinions', () => {
    const written = captured.lines().filter(({ msg }) => msg === 'request')
    const counted = names.map((name) => [name, written.filter(({ route }) => route === name).length])
    expect(counted).toEqual(names.map((name) => [name, rowOf(name).silent ? 0 : 1]))
    expect(captured.whole()).not.toMatch(/ballot|supervision\.submit/i)
  })

  it('has no text, no id and no file name that was sent', () => {
    expect(sent.length).toBeGreaterThan(150)
    expect(captured.found([...new Set([...sent, '林知夏的材料'])])).toEqual([])
  })

  it('has no name of a person, no sum of money and no field but the few that are known', () => {
    expect(captured.found(wordsAboutPeople())).toEqual([])
    const yuan = (sampleAmountFen / 100).toFixed(2)
    expect(captured.whole()).not.toMatch(new RegExp(`(?<!\\d)(${sampleAmountFen}|${yuan})(?!\\d)`))
    expect(strangeFields(captured.lines())).toEqual([])
  })

  it('an unsigned opinion leaves no key and no line in the 留痕; a signed one leaves no key', async () => {
    const massesCaller = await product.login('massesSecond')
    const { publishedId } = stage
    const keys = () => product.database.read(null, 'job', (work) => work.manager.count(RequestKey))
    const before = await keys()
    for (const anonymous of [true, false]) {
      const input = { pledgeId: publishedId, opinionId: randomUUID(), content: '窗口排队太久', anonymous }
      const headers = { 'Idempotency-Key': randomUUID() }
      const reply = await massesCaller.call('supervision.submit', input, headers)
      expect(reply.status).toBe(200)
      const traces = await product.database.read(null, 'job', (work) =>
        work.manager.findBy(AuditEntry, { subjectId: input.opinionId }),
      )
      expect(traces.map(({ actorId, client }) => [actorId, client])).toEqual(
        anonymous ? [] : [[massesCaller.personId, 'pc']],
      )
      expect(JSON.stringify(traces)).not.toContain(input.content)
    }
    expect(await keys()).toBe(before)
    expect(captured.found(['窗口排队太久', 'supervision.submit'])).toEqual([])
  })
})
