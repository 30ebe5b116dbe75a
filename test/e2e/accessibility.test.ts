import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { filingIdOf } from '../../server/features/filing/records'
import { axe, newDesktop, screenshot, type Violation } from '../support/browser'
import { faultsOfText } from '../support/reading/faultsOfText'
import { textOfPage } from '../support/reading/textOfPage'
import { handedIn, openedCampaign, openVote } from './house'
import { closeStage, desktopOf, openStage, person, phoneOf, type Stage, until } from './stage'
import { finance, investHead, placer, proofPath, type YearPlaces, yearPlaces } from './yearHouse'

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
  /** The button of the step after that one. */
  next?: string
  /** The address, where the route has parts of its own. */
  at?: (year: YearPlaces) => string
}

const ofBranch = (page: string) => () => `/branch/${finance}/${page}`

const places: Place[] = [
  { route: '/', who: 'digitalSecretary' },
  { route: '/login', who: 'office', ready: '用飞书登录' },
  { route: '/not-on-roster', who: 'member' },
  { route: '/pledge', who: 'member', ready: '我的工作职责' },
  { route: '/pledge', who: 'memberSecond', ready: '已提交，等支部查收' },
  { route: '/pledge', who: 'scrutineer', ready: '记录践诺' },
  { route: '/fulfilments', who: 'scrutineer', ready: '做到一件记一件' },
  { route: '/fulfilments', who: 'scrutineer', ready: '现场、成果照片都可以', press: '给“履职”记一条' },
  { route: '/wall', who: 'member', ready: '共3份承诺书' },
  { route: '/wall/slides', who: 'office', ready: '退出' },
  {
    route: '/wall/:pledgeId',
    who: 'masses',
    ready: '不署名',
    press: '提意见',
    at: ({ pledgeId }) => `/wall/${pledgeId}`,
  },
  { route: '/badges', who: 'member', ready: '怎样佩戴党员徽章' },
  { route: '/ballot/:roundId', who: 'massesSecond', ready: '开始之前请先看一下' },
  { route: '/ballot/:roundId', who: 'memberSecond', ready: '第1位', press: '开始评价' },
  { route: '/visits', who: 'member', ready: '登记一次走访' },
  { route: '/three-links', who: 'leader', ready: '登记一次活动' },
  { route: '/me', who: 'leader', ready: '文字大小' },
  { route: '/branch/:branchId?', who: 'digitalSecretary', ready: '未提交' },
  { route: '/branch/:branchId?', who: 'digitalSecretary', ready: '没有交的原因', press: '报送机关党办' },
  {
    route: '/branch/:branchId/opinions',
    who: 'financeSecretary',
    ready: '报销窗口请固定时间',
    at: ofBranch('opinions'),
  },
  { route: '/branch/:branchId/postings', who: 'financeSecretary', ready: '还没有张贴', at: ofBranch('postings') },
  {
    route: '/branch/:branchId/postings',
    who: 'financeSecretary',
    ready: '写清楼层和位置',
    press: '登记张贴：财务部',
    at: ofBranch('postings'),
  },
  { route: '/branch/:branchId/badges', who: 'financeSecretary', ready: '还没有处理', at: ofBranch('badges') },
  {
    route: '/branch/:branchId/badges',
    who: 'financeSecretary',
    ready: '检查了多少人',
    press: '登记抽查',
    at: ofBranch('badges'),
  },
  { route: '/branch/:branchId/posts', who: 'financeSecretary', ready: '各部门岗区', at: ofBranch('posts') },
  { route: '/posts', who: 'financeSecretary', ready: '我负责的部门' },
  { route: '/posts', who: investHead, ready: '本部门人员长期外派', press: '申请免设' },
  { route: '/posts/:postAreaId', who: 'financeSecretary', ready: '开会地点', at: ({ drafted }) => `/posts/${drafted}` },
  { route: '/posts/:postAreaId', who: 'supervisor', ready: '无意见', at: ({ consulting }) => `/posts/${consulting}` },
  {
    route: '/posts/:postAreaId',
    who: 'financeSecretary',
    ready: '检查办法',
    at: ({ consulted }) => `/posts/${consulted}`,
  },
  { route: '/posts/:postAreaId', who: investHead, ready: '挂牌地点', at: ({ accepted }) => `/posts/${accepted}` },
  { route: '/post-references', who: 'office', ready: '负责总账' },
  { route: '/post-references', who: 'office', ready: '要和名册里的职务写得一样', press: '新增一条' },
  { route: '/sign-orders', who: placer, ready: '第2号' },
  { route: '/sign-orders', who: 'financeSecretary', ready: '等本支部签收的' },
  {
    route: '/sign-orders/:orderId',
    who: placer,
    ready: '部门校对',
    at: ({ proofReadOrder }) => `/sign-orders/${proofReadOrder}`,
  },
  {
    route: '/sign-orders/:orderId',
    who: 'office',
    ready: '办到哪一步',
    at: ({ madeOrder }) => `/sign-orders/${madeOrder}`,
  },
  {
    route: '/sign-orders/:orderId/reprint',
    who: placer,
    ready: '要重做哪些',
    at: ({ madeOrder }) => `/sign-orders/${madeOrder}/reprint`,
  },
  {
    route: '/sign-orders/:orderId/proof/:departmentId',
    who: 'financeSecretary',
    ready: '都对',
    at: ({ proofReadOrder }) => proofPath(proofReadOrder),
  },
  { route: '/documents', who: 'financeSecretary', ready: '以前下载过的' },
  { route: '/filings', who: 'office', ready: '点对点联系服务措施' },
  { route: '/filings/:form', who: 'office', ready: '导出表格', at: () => '/filings/measureFiling' },
  { route: '/filings/:form/:filingId', who: 'financeSecretary', ready: '措施内容', at: () => filingPath },
  { route: '/filings/:form/:filingId', who: 'office', ready: '办到哪一步', at: () => filingPath },
  { route: '/progress/:branchId?', who: 'office', ready: '用文字看', at: () => '/progress' },
  { route: '/progress/:branchId?', who: 'financeSecretary', ready: '用文字看', at: () => `/progress/${finance}` },
  { route: '/office', who: 'office', ready: '各支部进度' },
  {
    route: '/office/packages/:packageId',
    who: 'office',
    ready: '受理后',
    at: ({ packageId }) => `/office/packages/${packageId}`,
  },
  { route: '/office/campaign', who: 'office', ready: '依据文件' },
  { route: '/office/exemptions', who: 'office', ready: '本部门人员长期外派' },
  { route: '/office/vacancies', who: 'office', ready: '收集并报送承诺书' },
  { route: '/office/exemptions', who: 'office', ready: '不同意', press: '投资发展部' },
  { route: '/office/exemptions', who: 'office', ready: '情况属实，同意免设', press: '投资发展部', next: '同意免设' },
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
let year: YearPlaces
let filingPath: string
beforeAll(async () => {
  stage = await openStage('feishu')
  const campaignId = await openedCampaign(stage)
  filingPath = `/filings/measureFiling/${filingIdOf('measureFiling', finance, campaignId, 1)}`
  await handedIn(await stage.product.login('memberSecond'), campaignId)
  year = await yearPlaces(stage, campaignId)
  // The figures of a day are written down at night, and a line needs two of them.
  await stage.product.moveTo('2026-09-08')
  roundId = await openVote(stage)
  for (const who of new Set(places.map((place) => place.who))) {
    const caller = await stage.product.loginPerson(person(who).personId)
    await caller.call('session.setTextStep', { textStep: largest })
  }
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

const addressOf = ({ route, at }: Place): string => {
  if (at) return at(year)
  return route === '/:rest(.*)*' ? '/nowhere' : route.replace('/:branchId?', '').replace(':roundId', roundId)
}

async function show(page: Page, place: Place): Promise<void> {
  const { route, who, ready, press, next } = place
  await page.goto(`${stage.product.url}${addressOf(place)}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  if (press)
    await page
      .getByRole('button', { name: press })
      .or(page.locator('summary', { hasText: press }))
      .first()
      .click()
  if (next) await page.getByRole('button', { name: next, exact: true }).click()
  if (ready) await page.getByText(ready).first().waitFor()
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  if (['/login', '/not-on-roster', '/:rest(.*)*'].includes(route)) return
  // The person's letter size comes with the session, which may be a moment behind the first heading.
  await until(`the letters of ${who}`, async () => {
    const shown = await page.evaluate('document.documentElement.dataset.textStep').catch(() => undefined)
    return shown === '2' ? shown : undefined
  })
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

/** A page may stand in the list more than once for a person, with another thing to do. */
const stepOf = ({ ready, press, next }: Place): string => next ?? press ?? ready ?? ''
const nameOf = (place: Place, size: string): string =>
  `size3-${size}-${place.route.replace(/[^\w-]+/g, '_')}-${place.who}-${stepOf(place)}`

const cases = places.map((place) => ({ title: `${place.route} of ${place.who} ${stepOf(place)}`.trim(), place }))

describe('every page, with the largest letters', () => {
  it('is in this list', () => {
    const table = readFileSync(join(__dirname, '../../miniapp/routes.ts'), 'utf8')
    const routes = [...table.matchAll(/\bpath: '([^']+)',\s*component/g)].map(([, path]) => path)
    expect(routes.length).toBeGreaterThan(15)
    expect([...new Set(places.map(({ route }) => route))].sort()).toEqual(routes.sort())
  })

  it.each(cases)(
    '$title on a phone: nothing serious, nothing cut, nothing too small to hit, all in plain words',
    async ({ place }) => {
      // The login page would log the client in; an ordinary browser on a phone shows it.
      const page = place.route === '/login' ? await ordinary() : await phoneOf(stage, place.who)
      await show(page, place)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      await screenshot(page, nameOf(place, 'phone'))
      const words = faultsOfText(await textOfPage(page))
      expect({ width, words, small: await page.evaluate(smallTargets), found: await findings(page) }).toEqual({
        width: 390,
        words: [],
        small: [],
        found: [],
      })
    },
  )

  it.each(cases)('$title on a PC: nothing serious, nothing cut, all in plain words', async ({ place }) => {
    const page = place.route === '/login' ? await ordinary(1280) : await desktopOf(stage, place.who)
    await show(page, place)
    await screenshot(page, nameOf(place, 'pc'))
    const width = await page.evaluate('document.documentElement.scrollWidth')
    const words = faultsOfText(await textOfPage(page))
    expect({ width, words, found: await findings(page) }).toEqual({ width: 1280, words: [], found: [] })
  })
})

async function ordinary(width = 390): Promise<Page> {
  const size = { width, height: width === 390 ? 844 : 800 }
  const context = await newDesktop(stage.browser, { size })
  await context.addInitScript('localStorage.setItem("lianxinqiao.textStep", "2")')
  return context.newPage()
}
