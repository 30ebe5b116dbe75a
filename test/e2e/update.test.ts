import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createDemo } from '../../server/demo/demo'
import { openBrowser } from '../support/browser'
import { startTestProduct } from '../support/product'
import { checkout } from '../support/run/checkout'
import { openedCampaign } from './house'
import { closeStage, type Stage, until } from './stage'
import { visitors } from './visitor'

const who = 'memberSecond'
const folder = mkdtempSync(join(tmpdir(), 'lxq-update-'))
const nextPages = join(folder, 'next')
let port = ''
let stage: Stage

async function freePort(): Promise<string> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port: found } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return String(found)
}

/** The same house at the same address, with these pages; the version of the checkout where none are given. */
const start = (pagesFolder?: string) =>
  startTestProduct(
    `sqlite:${join(folder, 'house.sqlite')}`,
    { PORT: port, DATA_DIR: folder, KEYS_DIR: join(folder, 'keys'), BUNDLES_DIR: join(folder, 'bundles') },
    { quiet: false, createDemo, ...(pagesFolder ? { pagesFolder } : {}) },
  )

async function updateTo(pagesFolder: string): Promise<void> {
  await stage.product.stop()
  stage.product = await start(pagesFolder)
}

const { newBrowser, logIn, fillVisit, press, arrives, times } = visitors(() => stage)

/** How often the page has loaded itself or was loaded since. */
function loadsOf(page: Page): () => number {
  let loads = 0
  page.on('load', () => {
    loads += 1
  })
  return () => loads
}
/** Within the page, without a load, as a tap on a link does. */
const go = (page: Page, path: string) =>
  page.evaluate(
    `history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate', { state: {} }))`,
  )
const versionOf = (page: Page) => page.evaluate('document.documentElement.dataset.version ?? "first"')

const scriptOf = (page: Page) =>
  page.evaluate<string>(`new URL(document.querySelector('script[type=module]').src).pathname`)
/** What this browser keeps of the house's files, by address. */
const keptFiles = (page: Page) =>
  page.evaluate<string[]>(`caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name))))
    .then((stores) => Promise.all(stores.map((store) => store.keys())))
    .then((all) => all.flat().map(({ url }) => new URL(url).pathname))`)

beforeAll(async () => {
  port = await freePort()
  const built = spawnSync(
    process.execPath,
    ['--disable-warning=MODULE_TYPELESS_PACKAGE_JSON', join(__dirname, 'nextBuild.mts'), nextPages],
    { cwd: checkout, encoding: 'utf8' },
  )
  if (built.status !== 0) throw new Error(`the next version could not be built: ${built.stderr}`)
  const [product, browser] = await Promise.all([start(), openBrowser()])
  stage = { product, browser, platform: 'feishu', faults: [], pages: new Map(), word: (text) => text }
  await openedCampaign(stage)
})
afterAll(async () => {
  await closeStage(stage)
  rmSync(folder, { recursive: true, force: true })
})

it('over an update a page left open goes on, its waiting entry arrives once, and what opens next is the new version', async () => {
  const context = await newBrowser(true)
  const page = await logIn(context, who)
  await page.evaluate('navigator.serviceWorker.ready')
  await page.waitForFunction('navigator.serviceWorker.controller !== null')
  await fillVisit(page, '更新以前写的，更新以后才有网络')
  await context.setOffline(true)
  await press(page)
  await page.getByText(/有1项等待提交/).waitFor()
  const loads = loadsOf(page)
  await updateTo(nextPages)
  await context.setOffline(false)
  await arrives(who, '更新以前写的，更新以后才有网络')
  // A part that was not fetched before the update: by the worker's store or from the server, which has kept it.
  await go(page, '/entries')
  await page.getByRole('heading', { level: 1, name: /提交记录/ }).waitFor()
  expect([loads(), await versionOf(page)]).toEqual([0, 'first'])
  const later = await context.newPage()
  const laterLoads = loadsOf(later)
  await later.goto(`${stage.product.url}/`)
  await later.getByRole('heading', { level: 1 }).waitFor()
  expect([await versionOf(later), laterLoads()]).toEqual(['next', 1])
  expect(await times(who, '更新以前写的，更新以后才有网络')).toBe(1)
  // The worker of the new version keeps the new pages: without a network they open, and are the new ones.
  const [before, after] = [await scriptOf(page), await scriptOf(later)]
  await until('the new worker to be at work, the files of the old one gone', async () => {
    const kept = await keptFiles(later)
    return kept.includes(after) && !kept.includes(before) ? kept : undefined
  })
  await context.setOffline(true)
  const offline = await context.newPage()
  await offline.goto(`${stage.product.url}/`)
  await offline.getByRole('heading', { level: 1 }).waitFor()
  expect(await versionOf(offline)).toBe('next')
  await context.close()
})

it('a page older than the version before loads itself anew, once, and keeps what was written', async () => {
  await updateTo(join(checkout, 'miniapp/dist'))
  const context = await newBrowser()
  const page = await logIn(context, who)
  await fillVisit(page, '写到一半，版本已经旧了')
  await stage.product.stop()
  // As two updates later: its files are kept no more.
  rmSync(join(folder, 'pages'), { recursive: true, force: true })
  stage.product = await start(nextPages)
  const loads = loadsOf(page)
  await go(page, '/entries')
  await until('the new version', async () => ((await versionOf(page).catch(() => '')) === 'next' ? true : undefined))
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(loads()).toBe(1)
  await page.goto(`${stage.product.url}/visits`)
  await until('the words', async () => {
    const words = await page.locator('textarea').first().inputValue()
    return words === '写到一半，版本已经旧了' ? words : undefined
  })
  await context.close()
})

it('no script of a page has failed meanwhile', () => expect(stage.faults).toEqual([]))
