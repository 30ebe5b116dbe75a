import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { artifactsFolder, checkout } from './run/checkout.ts'
import { findChromium } from './run/chromium.ts'
import { mayUse } from './run/tools.ts'

/** Where a page is opened: inside one of the two chat clients, or in a plain browser. */
export type Platform = 'feishu' | 'wecom' | 'browser'

export interface Size {
  width: number
  height: number
}

export interface PhoneOptions {
  platform: Platform
  /** The phone is set to dark. */
  dark?: boolean
  /** CSS pixels; 390 × 844 when not given. */
  size?: Size
  /** Whether the page may keep its files for a time without a network. */
  keepsPages?: boolean
}

export interface Violation {
  rule: string
  impact: string
  help: string
  /** Selector of each element found. */
  places: string[]
}

export interface Transfer {
  /** Bytes over the wire, headers and compressed bodies. */
  bytes: number
  requests: number
}

const webView =
  'Mozilla/5.0 (Linux; Android 13; V2219A Build/TP1A.220624.014; wv) AppleWebKit/537.36 (KHTML, like Gecko)'
// What the clients call themselves: feishu §2.1 (Lark/), wecom §2.1 (wxwork/ and MicroMessenger).
const userAgents: Record<Platform, string> = {
  feishu: `${webView} Version/4.0 Chrome/108.0.5359.128 Mobile Safari/537.36 Lark/7.34.6 LarkLocale/zh_CN ChannelName/Feishu`,
  wecom: `${webView} Version/4.0 Chrome/108.0.5359.128 Mobile Safari/537.36 wxwork/4.1.30 MicroMessenger/7.0.1 NetType/WIFI Language/zh ColorScheme/Light`,
  browser:
    'Mozilla/5.0 (Linux; Android 13; V2219A) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.0.0 Mobile Safari/537.36',
}

/** The Chromium to test with: CHROMIUM_PATH, else the one on PATH. Throws when there is none. */
export function chromiumPath(): string {
  mayUse('Chromium')
  const path = findChromium()
  if (!path) throw new Error('no Chromium found: install it or set CHROMIUM_PATH')
  return path
}

/** A headless Chromium that reaches this machine alone: a page that calls out fails here, as in a closed network. */
export function openBrowser(): Promise<Browser> {
  const flags = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
  ]
  // Chromium refuses its sandbox to root only; everybody else keeps it.
  return chromium.launch({ executablePath: chromiumPath(), chromiumSandbox: process.getuid?.() !== 0, args: flags })
}

/** A phone of the common size, touch and all, with its own cookies; close() it after use. */
export function newPhone(
  browser: Browser,
  { platform, dark = false, size, keepsPages = false }: PhoneOptions,
): Promise<BrowserContext> {
  return browser.newContext({
    ...chineseUser(dark),
    viewport: size ?? { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    userAgent: userAgents[platform],
    // What the browser's own worker answers cannot be watched or held up by a test.
    serviceWorkers: keepsPages ? 'allow' : 'block',
  })
}

/** A desktop browser window; close() it after use. */
export function newDesktop(
  browser: Browser,
  { dark = false, size }: Omit<PhoneOptions, 'platform'> = {},
): Promise<BrowserContext> {
  return browser.newContext({
    ...chineseUser(dark),
    viewport: size ?? { width: 1280, height: 800 },
    serviceWorkers: 'block',
  })
}

/**
 * Writes a picture of the page, its whole length or what the screen shows, to artifacts/<name>.png; answers its path. A point
 * for each CSS pixel: a phone's four take four times as long to pack.
 */
export async function screenshot(page: Page, name: string, fullPage = true): Promise<string> {
  mkdirSync(artifactsFolder, { recursive: true })
  const path = join(artifactsFolder, `${name}.png`)
  await page.screenshot({ path, fullPage, animations: 'disabled', scale: 'css' })
  return path
}

let readAxe = ''
/** The short form: each page that is looked at has to be sent it and to read it. */
const axeSource = (): string => {
  readAxe ||= readFileSync(join(checkout, 'node_modules/axe-core/axe.min.js'), 'utf8')
  return readAxe
}

/** What axe calls serious or critical on the page as it stands, by these rules alone if they are named; a test wants to see none. */
export async function axe(page: Page, rules?: readonly string[]): Promise<Violation[]> {
  if ((await page.evaluate('typeof axe')) !== 'object') await page.evaluate(axeSource())
  // Half faded in, words are paler than anybody reads them; what turns for ever cannot be ended.
  await page.evaluate('for (const each of document.getAnimations()) try { each.finish() } catch {}')
  const options = { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) }
  const results = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(options)})`)
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact: impact ?? '',
      help,
      places: nodes.map((node) => node.target.join(' ')),
    }))
}

/**
 * Counts what the page loads from now on, as if nothing were cached; call the answer to read the count so far. The bytes
 * of a load that broke off (a broken picture, a page left) are not in it.
 */
export async function measureTransfer(page: Page): Promise<() => Transfer> {
  const session = await page.context().newCDPSession(page)
  const transfer: Transfer = { bytes: 0, requests: 0 }
  session.on('Network.requestWillBeSent', ({ request }) => {
    if (!request.url.startsWith('data:') && !request.url.startsWith('blob:')) transfer.requests += 1
  })
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    transfer.bytes += encodedDataLength
  })
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  return () => ({ ...transfer })
}

function chineseUser(dark: boolean) {
  return { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: dark ? ('dark' as const) : ('light' as const) }
}
