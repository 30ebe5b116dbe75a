import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { axe, newDesktop, screenshot, type Violation } from '../support/browser'
import { handedIn, openedCampaign, openVote } from './house'
import { closeStage, desktopOf, openStage, phoneOf, type Stage } from './stage'

/** The third and largest step of 长辈模式, as the server counts. */
const largest = 2

interface Place {
  /** The route as the page's own table has it. */
  route: string
  /** Who opens it. */
  who: string
  /** What is to be seen when the page is ready; the heading of the page when not said. */
  ready?: string
  /** A step inside the page, told by the button that leads there. */
  press?: string
}

const places: Place[] = [
  { route: '/', who: 'digitalSecretary' },
  { route: '/login', who: 'office', ready: '用飞书登录' },
  { route: '/not-on-roster', who: 'member' },
  { route: '/pledge', who: 'member', ready: '我的工作职责' },
  { route: '/pledge', who: 'memberSecond', ready: '已提交，等支部查收' },
  { route: '/wall', who: 'member' },
  { route: '/ballot/:roundId', who: 'massesSecond', ready: '开始之前请先看一下' },
  { route: '/ballot/:roundId', who: 'memberSecond', ready: '第1位', press: '开始评价' },
  { route: '/visits', who: 'member', ready: '登记一次走访' },
  { route: '/three-links', who: 'leader', ready: '登记一次活动' },
  { route: '/me', who: 'leader', ready: '文字大小' },
  { route: '/branch/:branchId?', who: 'digitalSecretary', ready: '按进度筛选' },
  { route: '/branch/:branchId?', who: 'digitalSecretary', ready: '没有交的原因', press: '报送机关党办' },
  { route: '/office', who: 'office', ready: '各支部进度' },
  { route: '/office/campaign', who: 'office', ready: '依据文件' },
  { route: '/rounds', who: 'office', ready: '信息支部' },
  { route: '/rounds/:roundId', who: 'digitalSecretary', ready: '参评情况' },
  { route: '/organisation', who: 'office' },
  { route: '/organisation/roster', who: 'office' },
  { route: '/organisation/calendar', who: 'office' },
  { route: '/three-links/board', who: 'office' },
  { route: '/:rest(.*)*', who: 'member' },
]

let stage: Stage
let roundId: string
beforeAll(async () => {
  stage = await openStage('feishu')
  const campaignId = await openedCampaign(stage)
  await handedIn(await stage.product.login('memberSecond'), campaignId)
  roundId = await openVote(stage)
  for (const who of new Set(places.map((place) => place.who)))
    await (await stage.product.login(who)).call('session.setTextStep', { textStep: largest })
})
afterAll(() => closeStage(stage))

/** Controls smaller than a fingertip: at least 44 px, links in running text excepted. Runs at the ordinary size of letters. */
const smallTargets = `(() => {
  const root = document.documentElement
  const before = [root.style.fontSize, root.dataset.textStep]
  root.style.fontSize = '16px'
  root.dataset.textStep = '0'
  const controls = 'button, a[href], select, textarea, summary, input:not(.unseen), [role=tab], label:has(input.unseen)'
  const seen = [...document.querySelectorAll(controls)].filter((one) => one.checkVisibility() && !one.closest('.skip'))
  const small = seen.filter((one) => {
    if (getComputedStyle(one).display === 'inline' && one.closest('p, li, dd')) return false
    if (one.matches('input[type=range], input[type=file]')) return false
    const { width, height } = one.getBoundingClientRect()
    return height > 0 && (height < 43.5 || width < 43.5)
  })
  const said = small.map((one) => {
    const { width, height } = one.getBoundingClientRect()
    return one.tagName + ' ' + (one.innerText || one.ariaLabel || '').slice(0, 20) + ' ' + Math.round(width) + 'x' + Math.round(height)
  })
  root.style.fontSize = before[0]
  root.dataset.textStep = before[1]
  return said
})()`

async function show(page: Page, { route, who, ready, press }: Place): Promise<void> {
  const path = route === '/:rest(.*)*' ? '/nowhere' : route.replace('/:branchId?', '').replace(':roundId', roundId)
  await page.goto(`${stage.product.url}${path}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (press) await page.getByRole('button', { name: press }).click()
  if (ready) await page.getByText(ready).first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  if (['/login', '/not-on-roster', '/:rest(.*)*'].includes(route)) return
  // The person's letter size comes with the session, which may be a moment behind the first heading.
  await page
    .waitForFunction("document.documentElement.dataset.textStep === '2'", null, { timeout: 8000 })
    .catch(() => {})
  const shown = await page.evaluate('document.documentElement.dataset.textStep')
  expect({ who, shown }).toEqual({ who, shown: '2' })
}

async function findings(page: Page): Promise<(Violation & { theme: string })[]> {
  const found: (Violation & { theme: string })[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    found.push(...(await axe(page)).map((each) => ({ ...each, theme: colorScheme })))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

const nameOf = ({ route, who, press }: Place, size: string): string =>
  `size3-${size}-${route.replace(/[^\w-]+/g, '_')}-${who}${press ? '-step' : ''}`

const cases = places.map((place) => ({ title: `${place.route} of ${place.who} ${place.press ?? ''}`.trim(), place }))

describe('every page, with the largest letters', () => {
  it('is in this list', () => {
    const table = readFileSync(join(__dirname, '../../miniapp/router.ts'), 'utf8')
    const routes = [...table.matchAll(/\{ path: '([^']+)'/g)].map(([, path]) => path)
    expect(routes.length).toBeGreaterThan(15)
    expect([...new Set(places.map(({ route }) => route))].sort()).toEqual(routes.sort())
  })

  it.each(cases)('$title on a phone: nothing serious, nothing cut, nothing too small to hit', async ({ place }) => {
    // The login page would log the client in; an ordinary browser on a phone shows it.
    const page = place.route === '/login' ? await ordinary() : await phoneOf(stage, place.who)
    await show(page, place)
    const width = await page.evaluate('document.documentElement.scrollWidth')
    await screenshot(page, nameOf(place, 'phone'))
    expect({ width, small: await page.evaluate(smallTargets), found: await findings(page) }).toEqual({
      width: 390,
      small: [],
      found: [],
    })
  })

  it.each(cases)('$title on a PC: nothing serious, nothing cut', async ({ place }) => {
    const page = place.route === '/login' ? await ordinary(1280) : await desktopOf(stage, place.who)
    await show(page, place)
    await screenshot(page, nameOf(place, 'pc'))
    const width = await page.evaluate('document.documentElement.scrollWidth')
    expect({ width, found: await findings(page) }).toEqual({ width: 1280, found: [] })
  })
})

async function ordinary(width = 390): Promise<Page> {
  const size = { width, height: width === 390 ? 844 : 800 }
  const context = await newDesktop(stage.browser, { size })
  await context.addInitScript('localStorage.setItem("lianxinqiao.textStep", "2")')
  return context.newPage()
}
