import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { build } from 'vite'
import { newPhone, openBrowser } from '../support/browser.ts'
import { openRaw } from './bare/raw.mts'
import { median, type Scale, type Target } from './figures.mts'
import { buildHouse } from './house.mts'
import { productFile, programFile, startProgram } from './program.mts'
import { cookieOf, productEnvironment } from './requests.mts'

/** What Lighthouse calls slow 4G, as set for each request: 150 ms there and back, 1.6 Mbit/s down, 0.75 Mbit/s up. */
const slowNetwork = {
  offline: false,
  latency: 562.5,
  downloadThroughput: (1474.56 * 1024) / 8,
  uploadThroughput: (675 * 1024) / 8,
}
const slowerCpu = 4
const settledMilliseconds = 800
const mediaTypes: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

interface PhonePage {
  name: string
  path: string
  personId: string
  /** Its share of the bare page's time. */
  atMost: number
}

/** The pages a phone opens most, each by somebody who has something to see there. */
async function pagesOf(databaseUrl: string, folder: string): Promise<PhonePage[]> {
  const { voters, published } = await buildHouse(databaseUrl, folder, 120)
  const database = await openRaw(databaseUrl)
  const [office] = await database.all<{ personId: string }>("select personId from role_grant where role = 'HQ_OFFICE'")
  await database.close()
  const [voter] = voters
  const [reader] = published
  if (!voter || !reader || !office) throw new Error('nobody to open a page')
  return [
    { name: 'home', path: '/', personId: voter.personId, atMost: 1.1 },
    { name: 'pledge', path: '/pledge', personId: reader.personId, atMost: 1.1 },
    { name: 'visits', path: '/visits', personId: voter.personId, atMost: 1.1 },
    { name: 'ballot', path: `/ballot/${voter.roundId}`, personId: voter.personId, atMost: 1 },
    { name: 'wall', path: '/wall', personId: reader.personId, atMost: 1.1 },
    { name: 'office', path: '/office', personId: office.personId, atMost: 1.1 },
  ]
}

/** The words of the page as it stands, in their order: what the bare page shows too. */
const wordsOfPage = `[...document.querySelectorAll('h1,h2,p,li,button,label,td,th,.soft,.card')]
  .filter((each) => each.offsetParent && ![...each.children].some((child) => child.matches('h1,h2,p,li,button,label,.soft,.card,ul,div')))
  .map((each) => ({ kind: each.tagName === 'H1' ? 'title' : each.tagName === 'BUTTON' ? 'button' : 'line', text: each.innerText.trim() }))
  .filter(({ text }) => text)`

/** Serves the built bare page at every address, and the words of each below /data. */
async function serveBare(folder: string, words: Map<string, string>): Promise<Server> {
  await build({
    configFile: false,
    root: programFile('bare', 'paint'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true, target: 'es2020' },
  })
  const held = new Map(
    readdirSync(join(folder, 'assets')).map((name) => [`/assets/${name}`, join(folder, 'assets', name)]),
  )
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const data = path.startsWith('/data') ? words.get(path.slice('/data'.length)) : undefined
    const file = held.get(path) ?? join(folder, 'index.html')
    response.setHeader('Content-Type', data === undefined ? (mediaTypes[extname(file)] ?? '') : 'application/json')
    response.setHeader('Content-Encoding', 'gzip')
    response.end(gzipSync(data ?? readFileSync(file), { level: 9 }))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return server
}

const largestPaint = `new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
  .observe({ type: 'largest-contentful-paint', buffered: true }))`

async function phone(browser: Browser, url: string, personId: string): Promise<BrowserContext> {
  const context = await newPhone(browser, { platform: 'browser' })
  const pairs = cookieOf(personId).split('; ')
  await context.addCookies(
    pairs.map((pair) => ({ name: pair.split('=')[0] ?? '', value: pair.slice(pair.indexOf('=') + 1), url })),
  )
  return context
}

const settled = async (page: Page, address: string): Promise<void> => {
  await page.goto(address, { waitUntil: 'networkidle', timeout: 60_000 })
  await page.locator('h1').first().waitFor()
  await page.waitForTimeout(settledMilliseconds)
}

/** Milliseconds until the largest piece was painted, on a phone that opens the address for the first time. */
async function paintOf(browser: Browser, url: string, { path, personId }: PhonePage): Promise<number> {
  const context = await phone(browser, url, personId)
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Network.enable')
    await session.send('Network.emulateNetworkConditions', slowNetwork)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowerCpu })
    await settled(page, `${url}${path}`)
    return await page.evaluate<number>(largestPaint)
  } finally {
    await context.close()
  }
}

async function wordsOf(browser: Browser, url: string, { path, personId }: PhonePage): Promise<string> {
  const context = await phone(browser, url, personId)
  const page = await context.newPage()
  await settled(page, `${url}${path}`)
  const words = await page.evaluate<unknown[]>(wordsOfPage)
  await context.close()
  if (words.length < 3) throw new Error(`${path} shows nothing to compare with`)
  return JSON.stringify(words)
}

async function compare(
  browser: Browser,
  urls: [ours: string, bare: string],
  page: PhonePage,
  pairs: number,
): Promise<Target> {
  const ratios: number[] = []
  const times: [ours: number, bare: number][] = []
  for (let pair = 0; pair < pairs; pair += 1) {
    const ours = await paintOf(browser, urls[0], page)
    const bare = await paintOf(browser, urls[1], page)
    times.push([ours, bare])
    ratios.push(ours / bare)
  }
  const middle = (side: 0 | 1) => median(times.map((each) => each[side])).toFixed(0)
  console.log(
    `  ${page.name.padEnd(8)} ${middle(0)} ms, bare ${middle(1)} ms; ${ratios.map((ratio) => ratio.toFixed(2)).join(' ')}`,
  )
  return {
    title: `largest paint of ${page.name} / a bare page of the same words`,
    ratio: median(ratios),
    atMost: page.atMost,
  }
}

/** The largest paint of the phone pages on a slow phone in a slow network, by turns with a bare page of the same words. */
export async function measurePaint({ sample }: Scale): Promise<Target[]> {
  const folder = mkdtempSync(join(tmpdir(), 'lxq-bench-paint-'))
  const databaseUrl = `sqlite:${join(folder, 'house.sqlite')}`
  const pages = await pagesOf(databaseUrl, folder)
  const product = await startProgram(productFile, ['/readyz', '/'], productEnvironment(databaseUrl, folder), false)
  const browser = await openBrowser()
  const words = new Map<string, string>()
  const bare = await serveBare(join(folder, 'bare'), words)
  const urls: [string, string] = [product.port, (bare.address() as AddressInfo).port].map(
    (port) => `http://127.0.0.1:${port}`,
  ) as [string, string]
  try {
    console.log('\nlargest paint, slow 4G, CPU 4 times slower:')
    const targets: Target[] = []
    for (const page of sample ? pages.slice(0, 1) : pages) {
      words.set(page.path, await wordsOf(browser, urls[0], page))
      targets.push(await compare(browser, urls, page, sample ? 1 : 5))
    }
    return targets
  } finally {
    await browser.close()
    bare.close()
    await product.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
