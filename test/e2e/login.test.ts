import { get, type IncomingHttpHeaders } from 'node:http'
import type { Page } from 'playwright-core'
import type { PlatformName } from '../../bot/port'
import { PlatformAccount } from '../../entities'
import { newDesktop, newPhone } from '../support/browser'
import { closeStage, openStage, ownedBy, person, type Stage, userIdOf } from './stage'

const platforms = ['feishu', 'wecom'] as const
const names: Record<PlatformName, string> = { feishu: '飞书', wecom: '企业微信' }

let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu')
})
afterAll(() => closeStage(stage))

const on = (platform: PlatformName): Stage => ({ ...stage, platform })

/** A phone with the client of this person, new each time. */
async function newClient(platform: PlatformName, key: string): Promise<Page> {
  const context = await newPhone(stage.browser, { platform })
  await ownedBy(on(platform), context, person(key))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return page
}

const setFeishu = (settings: object) =>
  fetch(`${stage.product.url}/emulator/__ctl/feishu/set`, { method: 'POST', body: JSON.stringify(settings) })

interface Hop {
  status: number
  location: string
  cookie: string
}

/** One step of a login by hand; cookies are carried along. */
async function hop(url: string, cookie: string): Promise<Hop> {
  const response = await fetch(new URL(url, stage.product.url), { redirect: 'manual', headers: { cookie } })
  const set = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
  const location = new URL(response.headers.get('location') ?? '/', stage.product.url)
  return { status: response.status, location: location.href, cookie: [cookie, ...set].join('; ') }
}

/** The way through the platform's page up to the callback, not yet followed. */
async function upToCallback(platform: PlatformName, returnPath: string): Promise<Hop> {
  const owner = `emulator_user=${platform}:${userIdOf(on(platform), person('member'))}`
  const begun = await hop(`/login/${platform}?return=${encodeURIComponent(returnPath)}`, owner)
  const back = await hop(begun.location, begun.cookie)
  expect(new URL(back.location).pathname).toBe(`/login/${platform}/callback`)
  return back
}

/** As a window goes there; Node's fetch always says that a script asks. */
const navigate = (
  url: string,
  cookie: string,
): Promise<{ status: number | undefined; headers: IncomingHttpHeaders; text: string }> =>
  new Promise((resolve, reject) => {
    const asked = get(url, { headers: { cookie, accept: 'text/html', 'sec-fetch-mode': 'navigate' } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
      })
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }))
    })
    asked.on('error', reject)
  })

/** As a browser keeps them: the newest of a name, none that was taken back. */
function kept(cookie: string): string {
  const jar = new Map(
    cookie.split('; ').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  return [...jar].flatMap(([name, value]) => (value ? [`${name}=${value}`] : [])).join('; ')
}

const pathOf = ({ location }: Hop): string => location.slice(stage.product.url.length)

describe.each(platforms)('who comes in through %s', (platform) => {
  it('is let in inside the client without being asked anything, and lands on the page wanted', async () => {
    const page = await newClient(platform, 'member')
    await page.goto(`${stage.product.url}/visits`)
    await page.getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/visits')
    await page.context().close()
  })

  it('logs in once, and stands on the page wanted without being loaded again', async () => {
    const page = await newClient(platform, 'leader')
    const logins: string[] = []
    const loads: string[] = []
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname
      if (/^\/login\/(feishu|wecom)$|^\/api\/login\/code$/.test(path)) logins.push(path)
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) loads.push(path)
    })
    await page.goto(`${stage.product.url}/three-links`)
    await page.getByRole('heading', { level: 1, name: '三联系' }).waitFor()
    const before = loads.length
    await page.waitForTimeout(1500)
    expect(logins).toHaveLength(1)
    expect(loads.slice(before)).toEqual([])
    await page.context().close()
  })

  it('logs in with an ordinary browser, choosing the platform', async () => {
    const context = await newDesktop(stage.browser)
    const page = await context.newPage()
    page.setDefaultTimeout(15_000)
    await page.goto(`${stage.product.url}/wall`)
    await page.getByRole('link', { name: `用${names[platform]}登录` }).click()
    // Nobody is known to this browser: the platform's own page asks who it is.
    await page.getByRole('link', { name: person('member').name }).click()
    await page.getByRole('heading', { level: 1, name: '公开栏' }).waitFor()
    await page.goto(`${stage.product.url}/me`)
    await page.getByRole('heading', { level: 2, name: person('member').name }).waitFor()
    const [cookie] = (await context.cookies()).filter(({ name }) => name === 'lxq_session')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
    await context.close()
  })

  it('is told whom to ask when the roster does not know the account', async () => {
    const stranger = person('massesHead')
    await stage.product.database.unitOfWork(null, 'job', (work) =>
      work.manager.delete(PlatformAccount, { personId: stranger.personId, platform }),
    )
    const page = await newClient(platform, 'massesHead')
    await page.goto(`${stage.product.url}/pledge`)
    await page.getByRole('heading', { level: 1, name: '还不能进入' }).waitFor()
    await page.getByText('请联系本支部书记或机关党办').first().waitFor()
    expect(await page.context().cookies()).not.toContainEqual(expect.objectContaining({ name: 'lxq_session' }))
    await page.context().close()
  })

  it('is not let in as whoever was at this browser before, when the roster does not know the account', async () => {
    const page = await newClient(platform, 'member')
    await page.goto(`${stage.product.url}/me`)
    await page.getByRole('heading', { level: 2, name: person('member').name }).waitFor()
    // By the test before nobody knows this account any more.
    await ownedBy(on(platform), page.context(), person('massesHead'))
    const other = await page.context().newPage()
    await other.goto(`${stage.product.url}/login/${platform}?return=/me`)
    await other.getByRole('heading', { level: 1, name: '还不能进入' }).waitFor()
    // The page of the one before, left open, opens nothing either.
    await page.reload()
    await page.getByRole('heading', { level: 1, name: '还不能进入' }).waitFor()
    await page.context().close()
  })

  it('is sent back to the start with a sentence when the state is foreign, used or older than ten minutes', async () => {
    const begun = await upToCallback(platform, '/me')
    const foreign = await hop(begun.location, '')
    expect(pathOf(foreign)).toBe('/login?problem=login.stateInvalid')
    const now = Date.now
    const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + 11 * 60_000)
    const late = await hop(begun.location, begun.cookie)
    clock.mockRestore()
    expect(pathOf(late)).toBe('/login?problem=login.stateInvalid')
    const fresh = await upToCallback(platform, '/me')
    expect(pathOf(await hop(fresh.location, fresh.cookie))).toBe('/me')
    const spent = new URL(fresh.location)
    spent.searchParams.set('code', 'spentLongAgo')
    expect(pathOf(await hop(spent.href, fresh.cookie))).toBe('/login?problem=login.codeInvalid&return=%2Fme')
    const page = await (await newDesktop(stage.browser)).newPage()
    await page.goto(foreign.location)
    await page.getByText('登录过程被打断了，请重新登录').waitFor()
    await page.context().close()
  })

  it('whose answer was lost on the way comes in with the same one, and nobody else does', async () => {
    const back = await upToCallback(platform, '/visits')
    const first = await hop(back.location, back.cookie)
    // Without what the first reply has set: that reply never came.
    const second = await hop(back.location, back.cookie)
    expect([pathOf(first), pathOf(second)]).toEqual(['/visits', '/visits'])
    const asSecond = await fetch(`${stage.product.url}/api/session`, { headers: { cookie: second.cookie } })
    expect(asSecond.status).toBe(200)
    expect(pathOf(await hop(back.location, ''))).toBe('/login?problem=login.stateInvalid')
    // With a good session nobody is told of a login that failed.
    expect(pathOf(await hop(back.location, second.cookie.replace(/lxq_login_\w+/g, 'gone')))).toBe('/')
    const spent = new URL(back.location)
    spent.searchParams.set('code', 'spentLongAgo')
    expect(pathOf(await hop(spent.href, second.cookie))).toBe('/visits')
  })

  it('comes in with ten logins begun side by side in one browser, as far as a browser keeps them', async () => {
    let cookie = `emulator_user=${platform}:${userIdOf(on(platform), person('member'))}`
    const answers: string[] = []
    for (let turn = 0; turn < 10; turn += 1) {
      const begun = await hop(`/login/${platform}?return=${encodeURIComponent(`/wall?page=${turn}`)}`, cookie)
      cookie = kept(begun.cookie)
      answers.push((await hop(begun.location, cookie)).location)
    }
    const ends = await Promise.all(answers.slice(2).map((answer) => hop(answer, cookie)))
    expect(ends.map(pathOf)).toEqual(Array.from({ length: 8 }, (_, place) => `/wall?page=${place + 2}`))
    // The oldest were pushed out; whoever is in by another window is in.
    expect(pathOf(await hop(answers[0] ?? '', ends[0]?.cookie ?? ''))).toBe('/')
  })

  it('opens two cards at once, and both windows end where they were to go', async () => {
    const context = await newPhone(stage.browser, { platform })
    await ownedBy(on(platform), context, person('member'))
    const pages = [await context.newPage(), await context.newPage()] as const
    await Promise.all([pages[0].goto(`${stage.product.url}/visits`), pages[1].goto(`${stage.product.url}/wall`)])
    await pages[0].getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    await pages[1].getByRole('heading', { level: 1, name: '公开栏' }).waitFor()
    await context.close()
  })

  it('reads a sentence with 503 while the platform does not answer, and comes in once it does', async () => {
    const back = await upToCallback(platform, '/visits')
    const path = platform === 'feishu' ? '/feishu/open-apis/authen/v2' : '/wecom/cgi-bin'
    const control = (action: string, body: object = {}) =>
      fetch(`${stage.product.url}/emulator/__ctl/frame/${action}`, { method: 'POST', body: JSON.stringify(body) })
    await control('fault', { path, kind: 'html502', times: 50 })
    const { status, headers, text } = await navigate(back.location, back.cookie)
    expect([status, headers['retry-after']]).toEqual([503, '30'])
    expect(headers['content-type']).toContain('text/html')
    expect(text).toContain(`${names[platform]}现在没有应答，暂时登录不了`)
    expect(text).toContain(`href="/login/${platform}?return=%2Fvisits"`)
    const page = await newClient(platform, 'member')
    await page.goto(`${stage.product.url}/visits`)
    await page.getByText(`${names[platform]}现在没有应答`).waitFor({ timeout: 30_000 })
    await control('clearFaults')
    await page.getByText('再试一次').click()
    await page.getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    await page.context().close()
  })

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/%5Cevil.example',
    'javascript:alert(1)',
    '/a\n//evil.example',
  ])('never leaves the house after the login: %j', async (returnPath) => {
    const back = await upToCallback(platform, returnPath)
    const end = await hop(back.location, back.cookie)
    expect(new URL(end.location).origin).toBe(stage.product.url)
  })
})

describe('inside Feishu', () => {
  afterEach(() => setFeishu({ requestAccess: 'ok' }))

  it.each(['errno103', 'absent'])('an old client (%s) comes in by its older call', async (requestAccess) => {
    await setFeishu({ requestAccess })
    const page = await newClient('feishu', 'member')
    await page.goto(`${stage.product.url}/visits`)
    await page.getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    await page.context().close()
  })

  it.each([
    ['is blocked', (page: Page) => page.route('**/h5-js-sdk.js', (route) => route.abort())],
    ['never arrives', (page: Page) => page.route('**/h5-js-sdk.js', () => {})],
    ['says nothing', (page: Page) => page.route('**/h5-js-sdk.js', (route) => route.fulfill({ body: '' }))],
  ])('somebody whose script %s comes in by the platform’s own page', async (_what, spoil) => {
    const page = await newClient('feishu', 'member')
    await spoil(page)
    await page.goto(`${stage.product.url}/visits`)
    await page.getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    await page.context().close()
  })

  it('whoever declines is told so and may try again', async () => {
    await setFeishu({ requestAccess: 'refused' })
    const page = await newClient('feishu', 'member')
    await page.goto(`${stage.product.url}/visits`)
    await page.getByText('您没有同意登录').waitFor()
    await setFeishu({ requestAccess: 'ok' })
    await page.getByRole('button', { name: '再试一次' }).click()
    await page.getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    await page.context().close()
  })

  it('comes in where the browser closes its storage to pages', async () => {
    const page = await newClient('wecom', 'member')
    await page.addInitScript({
      content: `for (const name of ['sessionStorage', 'localStorage'])
        Object.defineProperty(window, name, { get: () => { throw new DOMException('closed', 'SecurityError') } })`,
    })
    await page.goto(`${stage.product.url}/visits`)
    // Nothing is counted there, so the way through the platform begins by a tap.
    await page.getByRole('alert').getByText('登录没有成功').waitFor()
    await page.getByRole('link', { name: '用企业微信登录' }).click()
    await page.getByText('登记一次走访').waitFor()
    await page.context().close()
  })

  it('a page address made elsewhere does not carry the login away', async () => {
    const page = await newClient('feishu', 'member')
    await page.goto(`${stage.product.url}/login?return=${encodeURIComponent('//evil.example/')}`)
    await page.getByRole('heading', { level: 1 }).getByText(person('member').name).waitFor()
    expect(new URL(page.url()).origin).toBe(stage.product.url)
    await page.context().close()
  })
})
