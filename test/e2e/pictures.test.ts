import { axe, type Size } from '../support/browser'
import { ContactSheets } from './contactSheet'
import { openLongest, openNothing } from './houses'
import { desk, faultsOfLook, type Look, looksOn, nameOfLook, phone, smallPhone, smallTargets, wear } from './looks'
import { isThere, noYear, openYear, type Place, places, type Year } from './places'
import { pageFor, showPlace } from './showPlace'
import { closeStage, openStage, type Stage } from './stage'

/**
 * Every page in every look, in three houses: in the middle of its year, with the longest names and texts, and with nothing.
 * `npm run drill -- pictures` takes all the pictures (artifacts/pictures) or a part of them (picturesDrill.ts); without it
 * each page is looked at on the smallest phone with the ordinary and the largest letters. Those of the year's house:
 * accessibility.test.ts.
 */
const whole = process.env.PICTURES === 'whole'

/** Whether the drill was asked for this: one of the words it was given stands in the name, or it was given none. */
const isWanted = (kind: 'HOUSES' | 'PAGES' | 'LOOKS', name: string): boolean =>
  (process.env[`PICTURES_${kind}`] ?? '').split(',').some((word) => name.includes(word))
const isPart = Boolean(process.env.PICTURES_PAGES || process.env.PICTURES_LOOKS)

interface HouseToSee {
  name: string
  sparse: boolean
  open(): Promise<{ stage: Stage; year: Year }>
}
const houses: readonly HouseToSee[] = [
  {
    name: 'year',
    sparse: false,
    open: async () => {
      const stage = await openStage('feishu')
      return { stage, year: await openYear(stage) }
    },
  },
  { name: 'longest', sparse: false, open: openLongest },
  { name: 'nothing', sparse: true, open: async () => ({ stage: await openNothing(), year: noYear }) },
]

const looks = (size: Size): Look[] => {
  if (!whole) return [0, 2].map((step) => ({ size, dark: false, step }))
  return looksOn([size]).filter((look) => isWanted('LOOKS', nameOfLook(look)))
}
/** The screens of one device, which a page is loaded for once. */
const devices: readonly Size[][] = (whole ? [[phone, smallPhone], [desk]] : [[smallPhone]])
  .map((sizes) => sizes.filter((size) => looks(size).length))
  .filter((sizes) => sizes.length)

/** Nothing that people have written stands there: in the sample not looked at again. */
const sameEverywhere = [
  '/login',
  '/not-on-roster',
  '/:first(set-up|enter)',
  '/badges',
  '/organisation/calendar',
  '/documents',
  '/:rest(.*)*',
]

/**
 * In a house with nothing a page looks the same however often it stands in the list; in the sample once a route is enough.
 */
function shownIn({ sparse }: HouseToSee): Place[] {
  const wanted = places.filter(({ route }) => isWanted('PAGES', route))
  if (whole && !sparse) return wanted
  const there = wanted.filter((place) => !sparse || (isThere(place, noYear) && !place.press))
  const known = new Set<string>()
  return there.filter(({ route, who }) => {
    const key = whole ? `${route} ${who}` : route
    if (known.has(key) || (!whole && sameEverywhere.includes(route))) return false
    known.add(key)
    return true
  })
}

const seen = houses.filter(({ name }) => (whole || name !== 'year') && isWanted('HOUSES', name))

describe.each(seen.map((house) => [house.name, house] as const))('the house %s', (name, house) => {
  let stage: Stage
  let year: Year
  let sheets: ContactSheets
  beforeAll(async () => {
    ;({ stage, year } = await house.open())
    if (whole) sheets = new ContactSheets(name, isPart)
  })
  afterAll(async () => {
    if (whole) console.log(`${await sheets.write()} pictures of ${name}`)
    await closeStage(stage)
  })

  it.each(
    shownIn(house).map(
      (place) => [`${place.route} of ${place.who} ${place.next ?? place.press ?? ''}`.trim(), place] as const,
    ),
  )('%s', async (_title, place) => {
    const found: Record<string, string[]> = {}
    for (const [first = phone, ...others] of devices) {
      const page = await pageFor(stage, place, first)
      await wear(page, { size: first, dark: false, step: 0 })
      await showPlace(stage, page, place, year, house.sparse)
      for (const look of [first, ...others].flatMap(looks)) {
        await wear(page, look)
        const faults = await faultsOfLook(page)
        if (look.size !== desk) faults.push(...(await page.evaluate<string[]>(smallTargets)))
        // Colours do not change with the letters or the width of a phone.
        if (whole && look.step === 0 && look.size === first)
          faults.push(...(await axe(page)).map(({ rule, places: where }) => `${rule} at ${where.join(', ')}`))
        const file = `${String(places.indexOf(place)).padStart(2, '0')}-${place.route.replace(/[^\w-]+/g, '_')}`
        if (whole) await sheets.take(page, look, file)
        if (faults.length) found[nameOfLook(look)] = faults
      }
    }
    expect(found).toEqual({})
  })

  it('met no script fault', () => {
    expect(stage.faults).toEqual([])
  })
})
