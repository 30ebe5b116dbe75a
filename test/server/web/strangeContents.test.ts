import type { CallName } from '../../../server/contract'
import { contract } from '../../../server/contract'
import { addresses } from '../../../server/contract/addresses'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { addressOf, callNames, newCampaignLast, rightInput, rowOf } from './calls'
import { keptConnections, type Post } from './keptConnections'
import { longestBodies, strangeBodies } from './rightShapes'
import { personOf, type Stage, setStage } from './stage'

const seed = 20260921
const withBody = newCampaignLast(
  callNames.filter((name) => addresses[name].startsWith('POST ') && contract[name].in !== 'file'),
)
const withQuery = callNames.filter((name) => addresses[name].startsWith('GET '))

const queries = [
  'page=0&page=1', 'page=-1', 'page=1e9', 'page=NaN', 'page=%00', 'page[]=1', 'page[a]=1', 'search=%F0%A0%AE%B7', 'search=%25_',
  "search='%20or%201=1%20--", `search=${'x'.repeat(3000)}`, 'search=a&search=b', '__proto__=1', '__proto__[a]=1', 'constructor=1',
  'year=0', 'year=99999999999', 'year=2026.5', 'year=', 'branchId=undefined', 'branchId=00000000-0000-0000-0000-000000000000',
  'personId=1', '%E0%A4%A', '&&&=', '?', 'a'.repeat(6000), 'hasOwnProperty=x', 'extra=1', 'search=%ED%A0%80',
] // biome-ignore format: a list
const segments = [
  '%00',
  '%E0%A4%A',
  '..',
  '%2e%2e%2f',
  "'%20or%20'1'='1",
  '%F0%A0%AE%B7',
  'x'.repeat(3000),
  'null',
  '__proto__',
  '%0d%0aX:1',
]

describeByTurn('what no person would send', (db) => {
  // Thirty in `npm run drill -- bodies`.
  const bodiesEach = Number(process.env.STRANGE_BODIES ?? 10)
  let product: TestProduct
  let stage: Stage
  let connections: ReturnType<typeof keptConnections>
  const callers = new Map<string, Caller>()

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    stage = await setStage(product.database)
    connections = keptConnections(product.url)
    for (const key of new Set(callNames.map((name) => rowOf(name).by))) {
      callers.set(key, await product.loginPerson(personOf(key)))
    }
  }, 60_000)
  afterAll(async () => {
    connections.close()
    await product.stop()
  })

  const cookieFor = (name: CallName) => callers.get(rowOf(name).by)?.cookie ?? ''
  const known = () =>
    [stage, stage.postAreas, stage.orders]
      .flatMap((each) => Object.values(each))
      .filter((value): value is string => typeof value === 'string')

  async function faultsOf(posts: readonly Post[]): Promise<string[]> {
    const answers = await connections.sendAll(posts)
    return answers.flatMap(({ status, text }, turn) => {
      const { path, body } = posts[turn] ?? { path: '', body: '' }
      return status < 500
        ? []
        : [`${status} ${text.slice(0, 60)} for ${path.slice(0, 200)} ${body.toString().slice(0, 600)}`]
    })
  }

  it.each(withBody)('%s: right in shape and strange in content is never a fault of ours', async (name) => {
    const right = rightInput(name, stage)
    const { path, parameters } = addressOf(name, right)
    const ids = [...known(), stage.personOf('member'), stage.personOf('masses'), stage.personOf('scrutineer')]
    const strange = strangeBodies(name, right, parameters, ids, bodiesEach, seed)
    expect(strange.length % bodiesEach).toBe(0)
    const bodies = [...longestBodies(name, right, parameters), ...strange]
    const faults = await faultsOf(bodies.map((body) => ({ path, cookie: cookieFor(name), body: JSON.stringify(body) })))
    expect(faults.slice(0, 3)).toEqual([])
  })

  it.each(withQuery)('%s: hostile questions are never a fault of ours', async (name) => {
    const { path } = addressOf(name, rightInput(name, stage))
    const [, pattern = ''] = addresses[name].split(' ')
    const paramless = segments.map((segment) => `/api${pattern.replace(/:\w+/g, segment)}`)
    const asked = [...queries.map((query) => `${path}?${query}`), ...(pattern.includes(':') ? paramless : [])]
    const gets = asked.map((each): Post => ({ path: each, cookie: cookieFor(name), body: '', method: 'GET' }))
    expect(await faultsOf(gets)).toEqual([])
  })
})
