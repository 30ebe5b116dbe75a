import { contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { describeOnSqlite } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { addressOf, callNames, rightInput, rowOf } from './calls'
import { everyRow } from './everyRow'
import { keptConnections, type Post } from './keptConnections'
import { malformedBodies } from './malformedBodies'
import { personOf, type Stage, setStage } from './stage'

const seed = 20260920
const posts = callNames.filter((name) => addresses[name].startsWith('POST '))

describeOnSqlite('malformed bodies', (db) => {
  // They are refused before any database is asked; the drill sends a thousand of each.
  const bodiesEach = db.kind === 'sqlite' ? Number(process.env.MALFORMED_BODIES ?? 40) : 20
  let product: TestProduct
  let stage: Stage
  let connections: ReturnType<typeof keptConnections>
  const callers = new Map<string, Caller>()
  let sent = 0
  let milliseconds = 0

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    connections = keptConnections(product.url)
    for (const key of new Set(posts.map((name) => rowOf(name).by))) {
      callers.set(key, await product.loginPerson(personOf(key)))
    }
  }, 60_000)
  afterAll(async () => {
    connections.close()
    await product.stop()
    const rate = Math.round((sent / milliseconds) * 1000)
    console.log(`${db.title}: ${sent} malformed bodies in ${(milliseconds / 1000).toFixed(1)} s, ${rate} a second`)
  })

  it.each(posts)(`%s: ${bodiesEach} of them are refused in words and change no row`, async (name) => {
    const { path, parameters, rest } = addressOf(name, rightInput(name, stage))
    const cookie = callers.get(rowOf(name).by)?.cookie ?? ''
    const bodies = malformedBodies(name, rest, parameters, bodiesEach, seed)
    const requests = bodies.map(
      (body, turn): Post => ({
        path,
        cookie,
        body,
        headers: {
          'Idempotency-Key': `${name}-${turn}`,
          'X-File-Name': 'a.xlsx',
          ...(typeof body !== 'string' && turn % 4 ? { 'Content-Type': 'application/octet-stream' } : {}),
        },
      }),
    )
    const before = await everyRow(product.database)
    const begun = performance.now()
    const answers = await connections.sendAll(requests)
    milliseconds += performance.now() - begun
    sent += requests.length
    const wrong = answers.flatMap(({ status, text }, turn) => {
      const refused = status >= 400 && status < 500 && text.includes('"code"')
      return refused ? [] : [`${status} ${text.slice(0, 120)} for ${bodies[turn]?.toString().slice(0, 300)}`]
    })
    expect(wrong.slice(0, 5)).toEqual([])
    expect(await everyRow(product.database)).toEqual(before)
    // Not 404: the call is there and the body was reached.
    expect(answers.filter(({ text }) => text.includes('request.notFound'))).toHaveLength(0)
  })

  it.each(posts.filter((name) => contract[name].in !== 'file'))(
    '%s: a right form with one field too many is refused, so that nothing slips in',
    async (name) => {
      const { path, rest } = addressOf(name, rightInput(name, stage))
      const cookie = callers.get(rowOf(name).by)?.cookie ?? ''
      const extras = ['extra', 'personId2', 'constructor', '__proto__'].map((field) => `"${field}":{"admin":true}`)
      const bodies = extras.map((extra) =>
        JSON.stringify(rest).replace(/^\{/, `{${extra}${Object.keys(rest).length ? ',' : ''}`),
      )
      const answers = await connections.sendAll(bodies.map((body) => ({ path, cookie, body })))
      expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400])
    },
  )
})
