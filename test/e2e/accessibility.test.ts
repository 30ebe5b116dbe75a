import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { axe, newDesktop, screenshot, type Violation } from '../support/browser'
import { faultsOfText } from '../support/reading/faultsOfText'
import { textOfPage } from '../support/reading/textOfPage'
import { addressOf, openYear, type Place, places } from './places'
import { closeStage, desktopOf, openStage, person, phoneOf, type Stage, until } from './stage'

/** The third and largest step of 长辈模式, as the server counts. */
const largest = 2

let stage: Stage
let year: Awaited<ReturnType<typeof openYear>>
beforeAll(async () => {
  stage = await openStage('feishu')
  year = await openYear(stage)
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

async function show(page: Page, place: Place): Promise<void> {
  const { route, who, ready, press, next } = place
  await page.goto(`${stage.product.url}${addressOf(place, year)}`)
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
