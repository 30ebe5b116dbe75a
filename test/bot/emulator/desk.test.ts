import { rmSync } from 'node:fs'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { listenEmulator } from '../../../bot/emulator'
import { axe, newDesktop, newPhone, openBrowser } from '../../support/browser'
import { reminderCard, text } from './feishuBench'

const DAY = '2026-06-01'
const stateFile = path.join(tmpdir(), `desk-test-${process.pid}.json`)

/** A product with a login route, a page, a callback and the demo's date. */
async function startProduct() {
  const seen = { day: DAY, actions: [] as Record<string, unknown>[], emulatorUrl: '' }
  const server = http.createServer(async (req, res) => {
    const url = new URL(req.url ?? '/', 'http://product.invalid')
    const parts: Buffer[] = []
    for await (const part of req) parts.push(part as Buffer)
    const body = Buffer.concat(parts).toString('utf8')
    const json = (value: unknown, status = 200) => {
      res.writeHead(status, { 'content-type': 'application/json' })
      res.end(JSON.stringify(value))
    }
    if (url.pathname === '/demo/today') {
      const wanted = body ? (JSON.parse(body) as { day: string }).day : seen.day
      if (wanted < seen.day) return json({ message: '演示只能往后走' }, 400)
      seen.day = wanted
      return json({ day: wanted })
    }
    if (url.pathname === '/demo/story') {
      const { step } = JSON.parse(body) as { step: string }
      return json({ path: `/${step}`, day: seen.day, note: step === 'rate' ? undefined : '还没有准备好' })
    }
    if (url.pathname === '/cards') {
      seen.actions.push((JSON.parse(body) as { event: { action: Record<string, unknown> } }).event.action)
      const done = { ...reminderCard(), header: { template: 'green', title: text('已办好') }, body: { elements: [] } }
      return json({ toast: { type: 'success', content: '收到，谢谢' }, card: { type: 'raw', data: done } })
    }
    if (url.pathname === '/login/feishu') {
      const redirect = `http://${req.headers.host}/back?to=${encodeURIComponent(url.searchParams.get('return') ?? '')}`
      const query = new URLSearchParams({ client_id: 'cli_1', redirect_uri: redirect, state: 's' })
      res.writeHead(302, { location: `${seen.emulatorUrl}/feishu/open-apis/authen/v1/authorize?${query}` })
      return res.end()
    }
    res.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    return res.end(`<!doctype html><title>产品</title><h1>产品页面 ${url.searchParams.get('to') ?? ''}</h1>`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { seen, url, stop: () => server.closeAllConnections() ?? server.close() }
}

let product: Awaited<ReturnType<typeof startProduct>>
let emulator: Awaited<ReturnType<typeof listenEmulator>>
let browser: Browser
let page: Page
const problems: string[] = []

async function startEmulator() {
  const story = [
    { key: 'rate', label: '评价打分', hint: '给每位同志打分。', platform: 'feishu' as const, userId: 'rater' },
    { key: 'report', label: '报送', hint: '看过再报送。', platform: 'feishu' as const, userId: 'secretary' },
  ]
  const users = [
    { userId: 'secretary', name: '甲书记', persona: '支部书记', featured: true },
    { userId: 'rater', name: '乙群众', persona: '群众', featured: true },
    { userId: 'other', name: '丙同事' },
  ]
  const apps = [{ appId: 'cli_1', appSecret: 's', callbackUrl: '/cards', eventUrl: '/events', redirectUrls: ['/back'] }]
  const options = { clock: { now: Date.now }, basePath: '/emulator', productUrl: () => product.url, stateFile }
  emulator = await listenEmulator({ ...options, feishu: { apps, users }, story }, 0)
  product.seen.emulatorUrl = emulator.url
}

async function sendCard(userId: string, card: object) {
  const api = `${emulator.url}/feishu/open-apis`
  const credentials = JSON.stringify({ app_id: 'cli_1', app_secret: 's' })
  const reply = await fetch(`${api}/auth/v3/tenant_access_token/internal`, { method: 'POST', body: credentials })
  const { tenant_access_token: token } = (await reply.json()) as { tenant_access_token: string }
  const receive_id = emulator.feishu.control.openId({ appId: 'cli_1', userId })
  const body = JSON.stringify({ receive_id, msg_type: 'interactive', content: JSON.stringify(card) })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const sent = await fetch(`${api}/im/v1/messages?receive_id_type=open_id`, { method: 'POST', headers, body })
  expect(((await sent.json()) as { code: number }).code).toBe(0)
}

const phone = () => page.frameLocator('#phoneFrame')

beforeAll(async () => {
  product = await startProduct()
  await startEmulator()
  browser = await openBrowser()
  page = await (await newDesktop(browser)).newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  await page.goto(`${emulator.url}/`)
})

afterAll(async () => {
  await browser?.close()
  await emulator?.stop()
  product?.stop()
  rmSync(stateFile, { force: true })
})

describe('the desk page', () => {
  it('starts with the first featured person, logged in on the phone page', async () => {
    await page.getByText('甲书记 的聊天窗口').waitFor()
    await phone().getByRole('heading', { name: '产品页面 /' }).waitFor()
    expect(await page.getByRole('button', { name: '丙同事' }).count()).toBe(0)
    await page.getByLabel('搜索姓名或部门').fill('丙')
    await page.getByRole('button', { name: '丙同事' }).waitFor()
    await page.getByLabel('搜索姓名或部门').fill('')
  })

  it('shows a new card by itself, keeps a half-filled form, and sends what was filled in', async () => {
    await sendCard('secretary', reminderCard())
    await page.getByRole('heading', { name: '明天到期' }).waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('此项必填').waitFor()
    expect(product.seen.actions).toHaveLength(0)
    await page.getByLabel('日期').fill('2026-06-01')
    await sendCard('secretary', { schema: '2.0', body: { elements: [{ tag: 'markdown', content: '又一张' }] } })
    await page.getByText('又一张').waitFor()
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByText('收到，谢谢').waitFor()
    await page.getByRole('heading', { name: '已办好' }).waitFor()
    expect(product.seen.actions).toMatchObject([{ name: 'submit', form_value: { doneOn: '2026-06-01 +0800' } }])
  })

  it('draws escaped characters as text and never as markup', async () => {
    const content = '&#60;img src=x&#62; 张&#42;&#42;三&#42;&#42; **粗** <b>假</b>'
    await sendCard('secretary', { schema: '2.0', body: { elements: [{ tag: 'markdown', content }] } })
    await page.getByText('<img src=x> 张**三**').waitFor()
    expect(await page.locator('.blocks strong', { hasText: '粗' }).count()).toBe(1)
    expect(await page.locator('.blocks b, .blocks img').count()).toBe(0)
  })

  it('opens a button of a card in the phone frame, also through the client link', async () => {
    const target = encodeURIComponent(`${product.url}/tasks/7?a=1`)
    const url = `https://applink.feishu.cn/client/web_app/open?appId=cli_1&lk_target_url=${target}`
    const button = { tag: 'button', text: text('打开'), behaviors: [{ type: 'open_url', default_url: url }] }
    await sendCard('secretary', { schema: '2.0', body: { elements: [button] } })
    await page.getByRole('button', { name: '打开', exact: true }).click()
    await phone().getByRole('heading', { name: '产品页面 /tasks/7?a=1' }).waitFor()
  })

  it('gives the page in the phone the client functions of Feishu', async () => {
    await page.evaluate(`document.getElementById('phoneFrame').src = '${product.url}/back'`)
    // Exactly: the page before this one bears a heading that begins alike, and would be taken for it.
    await phone().getByRole('heading', { name: '产品页面', exact: true }).waitFor()
    const frame = page.frames().find((one) => one.url() === `${product.url}/back`)
    if (!frame) throw new Error('the phone shows another page')
    await frame.addScriptTag({ url: `${emulator.url}/feishu/h5-js-sdk.js` })
    const ask = (call: string) => frame.evaluate(`new Promise((done) => h5sdk.ready(() => ${call}))`)
    expect(
      await ask(`tt.requestAccess({ appID: 'cli_1', scopeList: [], state: 's1', success: done, fail: done })`),
    ).toEqual({
      code: expect.stringMatching(/^[0-9a-f]{32}$/),
      state: 's1',
    })
    expect(await ask(`tt.requestAuthCode({ appId: 'cli_9', success: done, fail: done })`)).toMatchObject({
      errno: 10200,
    })
    const config = `h5sdk.config({ appId: 'cli_1', timestamp: 1, nonceStr: 'n', signature: 'x', onSuccess: done, onFail: done })`
    expect(await ask(config)).toMatchObject({ errorCode: 333442 })
  })

  it('moves the day forward and shows why a day is refused', async () => {
    await page.getByRole('button', { name: '后一天' }).click()
    await page.getByText('2026年6月2日').waitFor()
    await page.getByRole('button', { name: '前一天' }).click()
    await page.getByText('演示只能往后走').waitFor()
    await page.getByLabel('跳到以后的某一天').selectOption({ label: '9月中旬' })
    await page.getByText('2026年9月15日').waitFor()
    expect(product.seen.day).toBe('2026-09-15')
  })

  it('takes a step of the story: the right person on the right page', async () => {
    await page.getByRole('button', { name: '评价打分' }).click()
    await page.getByText('乙群众 的聊天窗口').waitFor()
    await phone().getByRole('heading', { name: '产品页面 /rate' }).waitFor()
    await page.getByText('第1步，共2步：给每位同志打分。').waitFor()
  })

  it('goes on with the next step, and says beside the page what could not be prepared', async () => {
    await page.getByRole('button', { name: '下一步' }).click()
    await phone().getByRole('heading', { name: '产品页面 /report' }).waitFor()
    await page.getByText('第2步，共2步：还没有准备好').waitFor()
    expect(await page.getByRole('button', { name: '下一步' }).isVisible()).toBe(false)
  })

  it('has three tabs on a narrow screen', async () => {
    const narrow = await (await newPhone(browser, { platform: 'browser' })).newPage()
    await narrow.goto(`${emulator.url}/`)
    await narrow.getByRole('button', { name: '甲书记' }).click()
    await narrow.getByRole('heading', { name: '已办好' }).waitFor()
    expect(await narrow.locator('#phoneFrame').isVisible()).toBe(false)
    await narrow.getByRole('tab', { name: '手机页面' }).click()
    await narrow.frameLocator('#phoneFrame').getByRole('heading', { name: '产品页面 /' }).waitFor()
    expect(await narrow.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
  })

  it.each([false, true])('has no serious accessibility finding (dark: %s)', async (dark) => {
    const tested = await (await newDesktop(browser, { dark })).newPage()
    await tested.goto(`${emulator.url}/`)
    await sendCard('rater', reminderCard())
    await tested.getByRole('button', { name: '乙群众' }).click()
    await tested.getByRole('heading', { name: '明天到期' }).first().waitFor()
    expect(await axe(tested)).toEqual([])
  })

  it('had no script error', () => {
    expect(problems).toEqual([])
  })
})

describe('around the desk', () => {
  it('keeps chats over a restart', async () => {
    await emulator.stop()
    await startEmulator()
    const kept = emulator.feishu.control.messages({ userId: 'secretary' })
    expect(kept.map((one) => one.content).join()).toContain('已办好')
  })

  it('forgets every chat when told to, and nobody who is in them', async () => {
    emulator.forgetChats()
    expect(emulator.feishu.control.messages({})).toEqual([])
    await sendCard('secretary', reminderCard())
    expect(emulator.feishu.control.messages({ userId: 'secretary' })).toHaveLength(1)
  })

  it('offers the control API to this machine only', async () => {
    const control = (headers = {}) =>
      fetch(`${emulator.url}/__ctl/frame/advance`, { method: 'POST', body: '{"ms":1000}', headers })
    const before = emulator.frame.clock.now()
    expect(await (await control()).json()).toMatchObject({ ok: true })
    expect(emulator.frame.clock.now() - before).toBeGreaterThanOrEqual(1000)
    expect((await control({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(403)
  })

  it('does not let another site press buttons', async () => {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' }
    const reply = await fetch(`${emulator.url}/desk/api/say`, { method: 'POST', headers, body: '{}' })
    expect(reply.status).toBe(403)
  })
})
