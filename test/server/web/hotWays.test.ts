import { randomUUID } from 'node:crypto'
import type { Logger } from 'typeorm'
import type { CallName, Input } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import { startTestProduct, type TestProduct } from '../../support/product'
import { rightInput } from './calls'
import { personOf, type Stage, setStage } from './stage'

const silent = () => undefined
/** What runs beside the requests. */
const ofJobs = /outbox_message|job_run|inbox_event/
const ofTransactions = /^(start|begin|commit)/i

/** On the last evening everybody does these at once: each statement less is a tenth of what that costs. */
describeByTurn('statements of the busiest ways, who is asking included', (db) => {
  let product: TestProduct
  let stage: Stage
  let sent: string[] = []
  let transactions: string[] = []

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    const logger: Logger = {
      logQuery: (sql) => void (ofJobs.test(sql) || (ofTransactions.test(sql) ? transactions : sent).push(sql)),
      logQueryError: silent,
      logQuerySlow: silent,
      logSchemaBuild: silent,
      logMigration: silent,
      log: silent,
    }
    await product.database.read(null, 'job', async ({ manager }) => Object.assign(manager.connection, { logger }))
  }, 60_000)
  afterAll(() => product.stop())

  /** How many statements the call sends by somebody who may make it. */
  async function count<Name extends CallName>(
    key: string,
    name: Name,
    input?: Input<Name>,
    headers = {},
  ): Promise<number> {
    const caller = await product.loginPerson(personOf(key))
    sent = []
    transactions = []
    const { status, body } = await caller.call(name, input, headers)
    expect([name, status, body.code]).toEqual([name, 200, undefined])
    return sent.length
  }

  it.each(['masses', 'member'])('home of %s: six, with who that is', async (key) => {
    // The page comes with both answers, and asks once who it is for.
    const page = (await count(key, 'session.mine', {})) + (await count(key, 'tasks.mine', {})) - 1
    expect(page).toBeLessThanOrEqual(6)
  })

  it('a ballot sheet is read in four, cast in three without a transaction', async () => {
    const { roundId, subjectId } = stage
    expect(await count('masses', 'ballot.sheet', { roundId })).toBeLessThanOrEqual(4)
    const ballots = [{ subjectId, raterGroup: 'MASSES' as const, answers: 'AAAAA' }]
    // A round that was frozen before ballots were sealed, as this one, gets its locks with the first of them.
    await count('scrutineer', 'ballot.cast', { roundId, ballots })
    expect(await count('masses', 'ballot.cast', { roundId, ballots })).toBeLessThanOrEqual(3)
    expect(transactions).toEqual([])
  })

  it('a pledge is read in seven, and handed in in seven', async () => {
    expect(await count('memberSecond', 'pledge.mine', {})).toBeLessThanOrEqual(7)
    const input = rightInput('pledge.submit', stage) as Input<'pledge.submit'>
    const key = { 'Idempotency-Key': randomUUID() }
    expect(await count('member', 'pledge.submit', input, key)).toBeLessThanOrEqual(7)
  })
})
