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

const pathOf = ({ location }: Hop): string => location.slice(stage.product.url.length)

describe.each(platforms)('who comes in through %s', (platform) => {
  it('is let in inside the client without being asked anything, and lands on the page wanted', async () => {
    const page = await newClient(platform, 'member')
    await page.goto(`${stage.product.url}/visits`)
    await page.getByRole('heading', { level: 1, name: '点对点走访' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/visits')
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
    const replayed = await hop(fresh.location, fresh.cookie)
    expect(pathOf(replayed)).toBe('/login?problem=login.codeInvalid')
    const page = await (await newDesktop(stage.browser)).newPage()
    await page.goto(foreign.location)
    await page.getByText('登录过程被打断了，请重新登录').waitFor()
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

  it('a page address made elsewhere does not carry the login away', async () => {
    const page = await newClient('feishu', 'member')
    await page.goto(`${stage.product.url}/login?return=${encodeURIComponent('//evil.example/')}`)
    await page.getByRole('heading', { level: 1 }).getByText(person('member').name).waitFor()
    expect(new URL(page.url()).origin).toBe(stage.product.url)
    await page.context().close()
  })
})
