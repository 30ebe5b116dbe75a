import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { axe, type Size, type Violation } from '../support/browser'
import { faultsOfText } from '../support/reading/faultsOfText'
import { textOfPage } from '../support/reading/textOfPage'
import { keyboardFaults, watchClicks } from './keyboard'
import {
  desk,
  faultsOfLook,
  type Look,
  looksOn,
  nameOfLook,
  phone,
  smallPhone,
  smallTargets,
  wear,
  wearLetters,
} from './looks'
import { openYear, type Place, places } from './places'
import { pageFor, showPlace } from './showPlace'
import { closeStage, openStage, person, type Stage, until } from './stage'

/** The third and largest step of 长辈模式, as the server counts. */
const largest = 2

/** Shown before anybody is known, hence at the ordinary size of letters. */
const withoutPerson = ['/login', '/not-on-roster', '/:first(set-up|enter)', '/:rest(.*)*']
/** What breaks a page shows at the ends: most letters on the smallest screen, fewest on the widest. Those between are in `npm run drill -- pictures`. */
const looksBy = (size: Size, ...steps: number[]): Look[] =>
  looksOn([size]).filter(({ dark, step }) => !dark && steps.includes(step))
const phoneLooks = [...looksBy(phone, 0), ...looksBy(smallPhone, 0, largest)]
const deskLooks = looksBy(desk, 0, largest)

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

async function show(page: Page, place: Place): Promise<void> {
  await showPlace(stage, page, place, year)
  if (withoutPerson.includes(place.route)) return
  // The person's letter size comes with the session, which may be a moment behind the first heading.
  await until(`the letters of ${place.who}`, async () => {
    const shown = await page.evaluate('document.documentElement.dataset.textStep').catch(() => undefined)
    return shown === '2' ? shown : undefined
  })
}

/** What a machine sees of each look, by its name; then the page is back at the largest letters. */
async function looked(page: Page, looks: readonly Look[]): Promise<Record<string, string[]>> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {}
  const found: Record<string, string[]> = {}
  for (const look of looks) {
    await wear(page, look)
    const faults = await faultsOfLook(page)
    if (faults.length) found[nameOfLook(look)] = faults
  }
  await wear(page, { size: { width, height }, dark: false, step: largest })
  return found
}

/** The rules that look at colours. */
const ofColours = ['color-contrast', 'link-in-text-block']

async function findings(page: Page): Promise<(Violation & { theme: string })[]> {
  const found: (Violation & { theme: string })[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // By night nothing but the colours is another.
    const rules = colorScheme === 'dark' ? ofColours : undefined
    found.push(...(await axe(page, rules)).map((each) => ({ ...each, theme: colorScheme })))
  }
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

/** A page may stand in the list more than once for a person, with another thing to do. */
const stepOf = ({ ready, press, next }: Place): string => next ?? press ?? ready ?? ''

/** Speaks of settings by the names that the platforms' own consoles have for them. */
const ofConsoles = ['/doctor']
/** A checksum, an account of the directory: whoever has to compare it opens it. */
const machineCodes = (text: string): string[] => text.match(/[0-9a-f]{16,}/g) ?? []
const wordFaults = async (page: Page, { route }: Place): Promise<string[]> =>
  (await textOfPage(page).then((text) => [...faultsOfText(text), ...machineCodes(text)])).filter(
    (fault) => !ofConsoles.includes(route) || !fault.startsWith('英文'),
  )

const cases = places.map((place) => ({ title: `${place.route} of ${place.who} ${stepOf(place)}`.trim(), place }))

/**
 * Every case on both (`npm run drill -- accessibility`), or of each page one case on a phone and of every third one, another
 * where there is one, on a PC: which, the title decides, and so it is the same every time.
 */
const whole = process.env.ACCESSIBILITY === 'whole'
const turnOf = (title: string): string => createHash('sha256').update(title).digest('hex')
const byTurn = [...cases].sort((one, other) => (turnOf(one.title) < turnOf(other.title) ? -1 : 1))
const firstOfEach = (list: typeof cases) =>
  list.filter(({ place }, at) => list.findIndex((one) => one.place.route === place.route) === at)
const onPhone = whole ? cases : firstOfEach(byTurn)
const onDesk = whole ? cases : firstOfEach(byTurn.toReversed()).filter((_, at) => at % 3 === 0)

describe('every page, with the largest letters', () => {
  it('is in this list', () => {
    const table = readFileSync(join(__dirname, '../../miniapp/routes.ts'), 'utf8')
    const routes = [...table.matchAll(/\bpath: '([^']+)',\s*component/g)].map(([, path]) => path)
    expect(routes.length).toBeGreaterThan(15)
    expect([...new Set(places.map(({ route }) => route))].sort()).toEqual(routes.sort())
  })

  it.each(onPhone)(
    '$title on a phone: nothing serious, nothing cut, nothing too small to hit, all in plain words',
    async ({ place }) => {
      const page = await pageFor(stage, place, phone)
      await show(page, place)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      const words = await wordFaults(page, place)
      const found = await findings(page)
      const looks = await looked(page, phoneLooks)
      // Fingers are no larger where letters are.
      await wearLetters(page, 0)
      const small = await page.evaluate(smallTargets)
      expect({ width, words, small, found, looks }).toEqual({ width: 390, words: [], small: [], found: [], looks: {} })
    },
  )

  it.each(onDesk)(
    '$title on a PC: nothing serious, nothing cut, all in plain words and by keyboard',
    async ({ place }) => {
      const page = await pageFor(stage, place, desk)
      await watchClicks(page)
      await show(page, place)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      const words = await wordFaults(page, place)
      const found = await findings(page)
      const looks = await looked(page, deskLooks)
      const keyboard = await keyboardFaults(page)
      expect({ width, words, found, looks, keyboard }).toEqual({
        width: 1280,
        words: [],
        found: [],
        looks: {},
        keyboard: [],
      })
    },
  )
})
