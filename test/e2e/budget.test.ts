import type { Page } from 'playwright-core'
import { addressOf, openYear, type Place, places } from './places'
import { closeStage, openStage, phoneOf, type Stage } from './stage'

const mostBytes = 80_000
const mostRequests = 8
/** Shown on the large screen of a hall. */
const noPhonePages = ['/wall/slides']
/** The login goes on to the chat platform at once. */
const passedBy = ['/login']
/**
 * Still above it: a debt to be paid off, page by page, until this list is empty. What each may take meanwhile, in kB and
 * requests; it may not grow. (Not "must be above": what comes just before or after the drawing changes from run to run.)
 */
const stillAbove: Readonly<Record<string, readonly [kilobytes: number, requests: number]>> = {
  '/branch/:branchId/badges': [95, 14],
  '/branch/:branchId/opinions': [90, 12],
  '/branch/:branchId/posts': [95, 13],
  '/branch/:branchId?': [100, 16],
  '/filings': [85, 11],
  '/filings/:form': [95, 14],
  '/filings/:form/:filingId': [90, 13],
  '/office/campaign': [90, 12],
  '/office/exemptions': [90, 11],
  '/office/packages/:packageId': [85, 10],
  '/organisation': [95, 12],
  '/organisation/calendar': [90, 13],
  '/pledge': [105, 15],
  '/post-references': [90, 11],
  '/posts': [90, 12],
  '/posts/:postAreaId': [90, 11],
  '/progress/:branchId?': [110, 14],
  '/rounds': [90, 11],
  '/rounds/:roundId': [135, 36],
  '/sign-orders': [90, 12],
  '/sign-orders/:orderId': [135, 36],
  '/sign-orders/:orderId/reprint': [90, 13],
  '/three-links': [95, 11],
  '/three-links/board': [90, 12],
  '/visits': [95, 11],
}

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

/** Loads the page as if nothing of it were known, by somebody whose login went before; what was asked for before it was drawn. */
async function firstLoad(place: Place): Promise<Asked[]> {
  const page = await phoneOf(stage, place.who)
  await page.goto(`${stage.product.url}/login/feishu?return=/me`, { waitUntil: 'networkidle' })
  // Older web views know nothing better than gzip.
  await page.context().setExtraHTTPHeaders({ 'Accept-Encoding': 'gzip' })
  const { asked, stop } = await listen(page)
  await page.goto(`${stage.product.url}${addressOf(place, year)}`, { waitUntil: 'networkidle' })
  if (place.ready) await page.getByText(place.ready).first().waitFor()
  const drawn = await page.evaluate<number>(firstWords)
  await stop()
  await page.context().setExtraHTTPHeaders({})
  return [...asked.values()].filter(({ begun }) => begun < drawn)
}

const measured = places.filter(({ route, press }) => !press && ![...noPhonePages, ...passedBy].includes(route))

describe('what a phone page asks for before it is seen', () => {
  it.each(measured.map((place) => [`${place.route} of ${place.who} ${place.ready ?? ''}`.trim(), place] as const))(
    '%s: at most 80 kB, gzip, in 8 requests, or what is listed',
    async (name, place) => {
      const asked = await firstLoad(place)
      const bytes = asked.reduce((sum, each) => sum + each.bytes, 0)
      console.log(
        `${(bytes / 1000).toFixed(1)} kB in ${asked.length} requests: ${name}\n${asked.map(({ path, bytes: size }) => `  ${size} ${path}`).join('\n')}`,
      )
      expect([...new Set(asked.map(({ encoding }) => encoding))].filter((encoding) => encoding !== '')).toEqual([
        'gzip',
      ])
      expect(bytes).toBeGreaterThan(10_000)
      const [kilobytes, requests] = stillAbove[place.route] ?? [mostBytes / 1000, mostRequests]
      expect(bytes / 1000).toBeLessThanOrEqual(kilobytes)
      expect(asked.length).toBeLessThanOrEqual(requests)
    },
  )
})
