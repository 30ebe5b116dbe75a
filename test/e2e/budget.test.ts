import type { Page } from 'playwright-core'
import { addressOf, openYear, type Place, places } from './places'
import { closeStage, openStage, phoneOf, type Stage } from './stage'

const mostBytes = 80_000
const mostRequests = 8
/** Shown on the large screen of a hall. */
const noPhonePages = ['/wall/slides']
/** The login goes on to the chat platform at once. */
const passedBy = ['/login']
let stage: Stage
let year: Awaited<ReturnType<typeof openYear>>
beforeAll(async () => {
  stage = await openStage('feishu')
  year = await openYear(stage)
})
afterAll(() => closeStage(stage))

interface Asked {
  path: string
  /** Milliseconds since 1970. */
  begun: number
  /** Over the wire, headers and compressed body. */
  bytes: number
  encoding: string
}

/** Everything the page asks for from now on, pictures too, and nothing from a cache. */
async function listen(page: Page): Promise<{ asked: Map<string, Asked>; stop: () => Promise<void> }> {
  const session = await page.context().newCDPSession(page)
  const asked = new Map<string, Asked>()
  session.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    if (/^(data|blob):/.test(request.url)) return
    asked.set(requestId, { path: new URL(request.url).pathname, begun: wallTime * 1000, bytes: 0, encoding: '' })
  })
  session.on('Network.responseReceived', ({ requestId, response }) => {
    const one = asked.get(requestId)
    if (one) one.encoding = response.headers['Content-Encoding'] ?? response.headers['content-encoding'] ?? ''
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const one = asked.get(requestId)
    if (one) one.bytes = encodedDataLength
  })
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  return { asked, stop: () => session.detach() }
}

/** When the browser drew the first words of the page (and not its shape while it waits), in milliseconds since 1970. */
const firstWords = `new Promise((done) => new PerformanceObserver((list) => done(performance.timeOrigin + list.getEntries().at(-1).startTime))
  .observe({ type: 'largest-contentful-paint', buffered: true }))`

interface Load {
  /** What was asked for before the page was drawn. */
  first: Asked[]
  all: Asked[]
}

/** The phone of somebody whose login went before. */
async function loggedIn(who: string): Promise<Page> {
  const page = await phoneOf(stage, who)
  if (page.url() === 'about:blank')
    await page.goto(`${stage.product.url}/login/feishu?return=/me`, { waitUntil: 'networkidle' })
  return page
}

/** Loads the page as if nothing of it were known. */
async function firstLoad(place: Place): Promise<Load> {
  const page = await loggedIn(place.who)
  // Older web views know nothing better than gzip.
  await page.context().setExtraHTTPHeaders({ 'Accept-Encoding': 'gzip' })
  const { asked, stop } = await listen(page)
  await page.goto(`${stage.product.url}${addressOf(place, year)}`, { waitUntil: 'networkidle' })
  if (place.ready) await page.getByText(place.ready).first().waitFor()
  const drawn = await page.evaluate<number>(firstWords)
  await stop()
  await page.context().setExtraHTTPHeaders({})
  const all = [...asked.values()]
  return { first: all.filter(({ begun }) => begun < drawn), all }
}

const sizeOf = (asked: readonly Asked[]): number => asked.reduce((sum, { bytes }) => sum + bytes, 0)

/** The least of up to `loads` loads: a busy machine can only draw later, and so count more than a phone would wait for. */
async function quietLoad(place: Place, loads: number): Promise<Load> {
  const load = await firstLoad(place)
  if (loads === 1 || (sizeOf(load.first) <= mostBytes && load.first.length <= mostRequests)) return load
  return quietLoad(place, loads - 1)
}

const measured = places.filter(({ route, press }) => !press && ![...noPhonePages, ...passedBy].includes(route))

describe('what a phone page asks for before it is seen', () => {
  it.each(measured.map((place) => [`${place.route} of ${place.who} ${place.ready ?? ''}`.trim(), place] as const))(
    '%s: at most 80 kB, gzip, in 8 requests',
    async (name, place) => {
      const { first, all } = await quietLoad(place, 3)
      const bytes = sizeOf(first)
      console.log(
        `${(bytes / 1000).toFixed(1)} kB in ${first.length} requests, ${(sizeOf(all) / 1000).toFixed(1)} in ${all.length} with all: ${name}\n${first.map(({ path, bytes: size }) => `  ${size} ${path}`).join('\n')}`,
      )
      expect([...new Set(first.map(({ encoding }) => encoding))].filter((encoding) => encoding !== '')).toEqual([
        'gzip',
      ])
      expect(bytes).toBeGreaterThan(10_000)
      expect(bytes).toBeLessThanOrEqual(mostBytes)
      expect(first.length).toBeLessThanOrEqual(mostRequests)
    },
  )
})
