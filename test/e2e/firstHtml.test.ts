import type { Page } from 'playwright-core'
import { builtFile } from './builtFile'
import { handedIn, openedCampaign, openVote } from './house'
import { closeStage, openStage, phoneOf, type Stage } from './stage'

let stage: Stage
let roundId: string
beforeAll(async () => {
  stage = await openStage('feishu')
  const campaignId = await openedCampaign(stage)
  await stage.product.moveTo('2026-09-08')
  await handedIn(await stage.product.login('member', stage.platform), campaignId)
  roundId = await openVote(stage)
})
afterAll(() => closeStage(stage))

async function loggedIn(key: string): Promise<Page> {
  const page = await phoneOf(stage, key)
  await page.goto(`${stage.product.url}/login/feishu?return=/me`, { waitUntil: 'networkidle' })
  return page
}

/** Asked after the paint, to be there in a cellar: all of one's branch, too much to come with each page. */
const keptForLater = ['/api/visits/members']

/** The calls a page makes by itself, by address, until it has been quiet for a while. */
async function callsOf(page: Page, path: string): Promise<string[]> {
  const calls: string[] = []
  const note = (request: { url: () => string }) => {
    const { pathname } = new URL(request.url())
    // Pictures are files; they are not what the page waits for.
    if (pathname.startsWith('/api/photos/') || keptForLater.includes(pathname)) return
    if (pathname.startsWith('/api/')) calls.push(pathname)
  }
  page.on('request', note)
  await page.goto(`${stage.product.url}${path}`, { waitUntil: 'networkidle' })
  page.off('request', note)
  return calls
}

/** Files asked for before the page was drawn; the places at the foot, sheets and the like come after it. */
const filesBeforePaint = `new Promise((done) => new PerformanceObserver((list) => {
  const drawn = list.getEntries().at(-1).startTime
  const early = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < drawn)
  done(early.map(({ name }) => new URL(name).pathname).filter((path) => path.startsWith('/assets/')))
}).observe({ type: 'largest-contentful-paint', buffered: true }))`

describe('the first HTML', () => {
  it('answers all that a page asks at first, and nothing it asks again', async () => {
    const pages: [key: string, path: string, heading: RegExp][] = [
      ['member', '/', /好$/],
      ['member', '/pledge', /承诺/],
      ['member', '/visits', /走访/],
      ['member', '/wall', /公开栏/],
      ['member', '/wall?department=', /公开栏/],
      ['office', '/office', /党办/],
      ['digitalSecretary', '/branch', /支部/],
      ['office', '/filings/measureFiling', /./],
      ['office', '/organisation/calendar', /放假/],
      ['massesSecond', `/ballot/${roundId}`, /评价/],
    ]
    const asked: Record<string, string[]> = {}
    for (const [key, path, heading] of pages) {
      const page = await loggedIn(key)
      asked[path] = await callsOf(page, path)
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      expect(await page.locator('#first').count()).toBe(0)
    }
    expect(asked).toEqual(Object.fromEntries(pages.map(([, path]) => [path, []])))
  })

  it('is used once: the same page, opened again from another, asks anew', async () => {
    const page = await phoneOf(stage, 'member')
    await page.goto(`${stage.product.url}/`, { waitUntil: 'networkidle' })
    const wall = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/wall')
    await page.getByRole('link', { name: '公开栏', exact: true }).click()
    await wall
    const tasks = page.waitForRequest((request) => new URL(request.url()).pathname === '/api/tasks')
    await page.getByRole('link', { name: '首页', exact: true }).click()
    await tasks
  })

  it('turns to the person who logged in beside it, before anything is shown or done in the first one’s name', async () => {
    const page = await phoneOf(stage, 'member')
    await page.goto(`${stage.product.url}/`, { waitUntil: 'networkidle' })
    const heading = page.getByRole('heading', { level: 1 })
    const before = await heading.innerText()
    const other = await stage.product.login('masses', stage.platform)
    const cookies = other.cookie.split('; ').filter((pair) => pair.startsWith('lxq_session'))
    await page.context().addCookies(
      cookies.map((pair) => {
        const at = pair.indexOf('=')
        return { name: pair.slice(0, at), value: pair.slice(at + 1), url: stage.product.url }
      }),
    )
    const answer = page.waitForResponse((response) => response.status() === 409)
    const reloaded = page.waitForEvent('load')
    await page.getByRole('link', { name: '公开栏', exact: true }).click()
    await answer
    await reloaded
    await page.waitForLoadState('networkidle')
    await page.goto(`${stage.product.url}/`)
    await heading.waitFor()
    expect(await heading.innerText()).not.toBe(before)
    expect(await heading.innerText()).toContain(other.name.slice(0, 1))
  })

  it('names every file of the page: none is found only after another has arrived', async () => {
    const page = await loggedIn('office')
    const html = await (await page.request.get(`${stage.product.url}/office`)).text()
    const named = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]))
    const missing: string[] = []
    page.on('response', (response) => void (response.status() < 400 || missing.push(response.url())))
    await page.goto(`${stage.product.url}/office`, { waitUntil: 'networkidle' })
    const assets = await page.evaluate<string[]>(filesBeforePaint)
    expect(assets.length).toBeGreaterThan(3)
    expect(missing).toEqual([])
    expect(assets.filter((path) => !named.has(path))).toEqual([])
    expect(stage.faults).toEqual([])
  })

  it('opens a sheet that was pressed before it had come, and says why while the network does not bring it', async () => {
    const page = await loggedIn('office')
    let cut = true
    await page.route(`**${builtFile('components/SheetBox.vue')}`, (route) =>
      cut ? route.abort('internetdisconnected') : route.continue(),
    )
    await page.goto(`${stage.product.url}/post-references`, { waitUntil: 'networkidle' })
    await page.getByRole('button', { name: '新增一条' }).click()
    const notice = page.getByRole('alert')
    await notice.getByText('正在加载').waitFor()
    await notice.getByText('网络不通，没有连上服务器').waitFor()
    // Whoever does not wait any longer is not surprised by it.
    await notice.getByRole('button', { name: '知道了' }).click()
    await notice.getByText('网络不通').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '新增一条' }).click()
    cut = false
    await page.getByRole('dialog').waitFor()
    expect(await notice.getByText('网络不通').count()).toBe(0)
    expect(stage.faults).toEqual([])
  })
})
