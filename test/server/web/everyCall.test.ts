import { randomUUID } from 'node:crypto'
import type { CallName } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, type Reply, startTestProduct, type TestProduct } from '../../support/product'
import { callNames, newCampaignLast, rightInput, rowOf, wrongFile } from './calls'
import { everyRow } from './everyRow'
import { personOf, type Stage, setStage } from './stage'

const gets = callNames.filter((name) => addresses[name].startsWith('GET '))
/** Logging in and out is no record; a session that ended answers otherwise. */
const loggingInAndOut: readonly CallName[] = ['login.byCode', 'session.end', 'session.endEverywhere']
const posts = newCampaignLast(
  callNames.filter((name) => addresses[name].startsWith('POST ') && !loggingInAndOut.includes(name)),
)

describeByTurn('every call by somebody who may make it', (db) => {
  let product: TestProduct
  let stage: Stage
  const callers = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    for (const key of new Set(callNames.map((name) => rowOf(name).by))) {
      callers.set(key, await product.loginPerson(personOf(key)))
    }
  }, 60_000)
  afterAll(() => product.stop())

  const callerOf = (name: CallName): Caller => {
    const caller = callers.get(rowOf(name).by)
    if (!caller) throw new Error(`nobody for ${name}`)
    return caller
  }
  const outcome = ({ status, body }: Reply<unknown>) => ({ status, body: { ...body, requestId: undefined } })

  it.each(gets)('%s is answered', async (name) => {
    const { status, body } = await callerOf(name).call(name, rightInput(name, stage) as never)
    expect(body.code).toBe(rowOf(name).stopsAt)
    expect(status === 200).toBe(body.code === undefined)
  })

  const fileFor = async (name: CallName) =>
    contract[name].in === 'file' ? ((await rowOf(name).file?.()) ?? wrongFile) : null
  type File = Awaited<ReturnType<typeof fileFor>>
  const callAs = async (
    name: CallName,
    input: Record<string, unknown>,
    headers: Record<string, string>,
    file: File,
  ) => {
    const caller = callerOf(name)
    return outcome(file ? await caller.send(name, file, headers) : await caller.call(name, input as never, headers))
  }

  it.each(posts)('%s: three taps at once have one answer, and one more later writes nothing', async (name) => {
    const input = rightInput(name, stage)
    const headers = { 'Idempotency-Key': randomUUID(), 'X-File-Name': 'a.xlsx' }
    // The very same bytes: a workbook that is written anew carries another time, which makes it another body.
    const file = await fileFor(name)
    const tap = () => callAs(name, input, headers, file)
    const [first, ...others] = await Promise.all([tap(), tap(), tap()])
    expect(others).toEqual([first, first])
    expect(first.body.code).toBe(rowOf(name).stopsAt)
    expect(first.status === 200).toBe(first.body.code === undefined)
    const written = await everyRow(product.database)
    expect(await tap()).toEqual(first)
    if (rowOf(name).ownId) expect(await callAs(name, input, {}, file)).toEqual(first)
    expect(await everyRow(product.database)).toEqual(written)
  })
})
