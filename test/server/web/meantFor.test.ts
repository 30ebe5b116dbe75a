import { randomUUID } from 'node:crypto'
import type { CallName } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { asks } from '../../support/asks'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, type Reply, startTestProduct, type TestProduct } from '../../support/product'
import { callNames, rightInput, rowOf, wrongFile } from './calls'
import { everyRow } from './everyRow'
import { personOf, type Stage, setStage } from './stage'

/** Every call that writes and that somebody has to be logged in for. */
const writing = callNames.filter((name) => addresses[name].startsWith('POST ') && asks[name] !== 'anyone')
const reading = callNames.filter((name) => addresses[name].startsWith('GET ') && asks[name] !== 'anyone')
/** Keep no key: a ballot and an opinion must not be tied to a time (rules §4.6), a check writes nothing, a session ends once. */
const withoutKey: readonly CallName[] = ['ballot.cast', 'supervision.submit', 'roster.check', 'session.end']
const outcome = ({ status, body }: Reply<unknown>): [number, string | undefined] => [status, body.code]

describeByTurn('a page that belongs to somebody else', (db) => {
  let product: TestProduct
  let stage: Stage
  const callers = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    for (const key of new Set(callNames.map((name) => rowOf(name).by)))
      callers.set(key, await product.loginPerson(personOf(key)))
  }, 60_000)
  afterAll(() => product.stop())

  const callerOf = (name: CallName): Caller => callers.get(rowOf(name).by) as Caller
  const make = async (name: CallName, headers: Record<string, string>): Promise<Reply<unknown>> => {
    const caller = callerOf(name)
    if (contract[name].in !== 'file') return caller.call(name, rightInput(name, stage) as never, headers)
    const file = (await rowOf(name).file?.()) ?? wrongFile
    return caller.send(name, file, { 'X-File-Name': 'a.xlsx', ...headers })
  }

  it('covers every call of the contract that writes', () => {
    expect(writing.length).toBeGreaterThan(60)
  })

  // In the session of who may make it, meant for another: as when two people use one browser and a page was left open.
  it.each(writing)('%s is refused under another’s session, and writes nothing', async (name) => {
    const other = rowOf(name).by === 'masses' ? personOf('office') : personOf('masses')
    const before = await everyRow(product.database)
    const headers = { 'X-Meant-For': other, 'Idempotency-Key': randomUUID() }
    expect(outcome(await make(name, headers))).toEqual([409, 'session.changed'])
    expect(await everyRow(product.database)).toEqual(before)
  })

  it.each(reading)('%s shows nothing under another’s session', async (name) => {
    const other = rowOf(name).by === 'masses' ? personOf('office') : personOf('masses')
    expect(outcome(await make(name, { 'X-Meant-For': other }))).toEqual([409, 'session.changed'])
  })

  it('the answers that come beside a file are of its body: with others, the same key is refused', async () => {
    const name = 'attachment.uploadPicture'
    const headers = { 'Idempotency-Key': randomUUID() }
    expect((await make(name, headers)).status).toBe(200)
    expect((await make(name, headers)).status).toBe(200)
    expect(outcome(await make(name, { ...headers, 'X-Answers': '{"yes":["1"]}' }))).toEqual([409, 'request.keyReused'])
  })

  // Afterwards: the first of each is carried out.
  it.each(writing.filter((name) => !withoutKey.includes(name)))(
    '%s: the key of another request is refused, and writes nothing',
    async (name) => {
      const headers = { 'Idempotency-Key': randomUUID(), 'X-Meant-For': personOf(rowOf(name).by) }
      const caller = callerOf(name)
      const size = name === 'session.setTextStep' ? 2 : 1
      expect((await caller.call('session.setTextStep', { textStep: size }, headers)).status).toBe(200)
      const before = await everyRow(product.database)
      if (name === 'session.setTextStep')
        expect(outcome(await caller.call(name, { textStep: 0 }, headers))).toEqual([409, 'request.keyReused'])
      else {
        expect(outcome(await make(name, headers))).toEqual([409, 'request.keyReused'])
      }
      expect(await everyRow(product.database)).toEqual(before)
    },
  )
})
