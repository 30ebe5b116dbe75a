import { randomUUID } from 'node:crypto'
import { type CallName, contract } from '../../../server/contract'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { callNames, rightInput, rowOf } from './calls'
import { everyRow } from './everyRow'
import { personOf, type Stage, setStage } from './stage'

/** Calls whose record has its id from the page, so that it may be sent again. */
const withOwnId = callNames.filter((name) => rowOf(name).ownId)

/** Another value of the same kind; the same one where there is none. */
function otherThan(value: unknown): unknown {
  if (typeof value === 'number') return value - 1
  if (typeof value !== 'string') return value
  if (value === '2026-09-04') return '2026-09-03'
  return /^[\da-f]{8}-/.test(value) ? value : `${value}另`
}

/** The input with one field changed, for each field in which something else may stand. */
function changed(name: CallName, input: Record<string, unknown>): [string, Record<string, unknown>][] {
  const shape = contract[name].in
  return Object.entries(input).flatMap(([field, value]): [string, Record<string, unknown>][] => {
    const other = { ...input, [field]: otherThan(value) }
    const fits = shape !== 'file' && shape.safeParse(other).success
    return fits && other[field] !== value ? [[field, other]] : []
  })
}

describeByTurn('an entry that is sent again after its answer was lost', (db) => {
  let product: TestProduct
  let stage: Stage
  const callers = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    const opener = await product.loginPerson(personOf(rowOf('postArea.open').by))
    // A 岗 can be begun only then.
    expect((await opener.call('postArea.open', rightInput('postArea.open', stage) as never)).status).toBe(200)
    for (const key of new Set(withOwnId.map((name) => rowOf(name).by)))
      callers.set(key, await product.loginPerson(personOf(key)))
  }, 60_000)
  afterAll(() => product.stop())

  it('covers the entries of the pages', () => {
    expect(withOwnId.length).toBeGreaterThanOrEqual(10)
  })

  it.each(withOwnId)('%s: with other words it is refused, and writes nothing', async (name) => {
    const caller = callers.get(rowOf(name).by) as Caller
    const input = rightInput(name, stage)
    const key = () => ({ 'Idempotency-Key': randomUUID() })
    expect((await caller.call(name, input as never, key())).body.code).toBe(rowOf(name).stopsAt)
    if (rowOf(name).stopsAt) return
    const before = await everyRow(product.database)
    for (const [field, other] of changed(name, input)) {
      const { status, body } = await caller.call(name, other as never, key())
      expect([field, status, body.code]).toEqual([field, expect.any(Number), expect.any(String)])
    }
    expect(await everyRow(product.database)).toEqual(before)
    expect((await caller.call(name, input as never, key())).status).toBe(200)
  })
})
