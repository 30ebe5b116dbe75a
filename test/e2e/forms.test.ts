import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { earlyForms, type FormRow, forms, keepNothing, wordsOf } from './forms'
import { cameraPhoto } from './photo'
import { openYear } from './places'
import { closeStage, open, openStage, phoneOf, type Stage, watched } from './stage'

type Year = Awaited<ReturnType<typeof openYear>>

let stage: Stage
let year: Year
beforeAll(async () => {
  stage = await openStage('feishu')
})
afterAll(() => closeStage(stage))

/**
 * All of it (`npm run drill -- forms`), or of every second form what it has of its own: a sheet that closes, and the page
 * killed. A page that is left or loaded again finds its draft as a killed one does, and all keep it by one mechanism.
 */
const whole = process.env.FORMS === 'whole'

/** Longer than it takes to write a draft down. What is typed is there without such a wait: a busy phone takes seconds. */
const pauseMilliseconds = 400
const pause = () => new Promise((resume) => setTimeout(resume, pauseMilliseconds))

const folder = join(__dirname, '../../miniapp')
/** A field that takes words, a day or a file; one that searches keeps nothing. */
const fieldTags =
  /<(?:TextField(?![^<]*kind="search")|TextArea|DayField|PictureField|DocumentField|PhotoField|FormFields|ReasonForm|ReasonSheet|StepWords)\b|type="file"/
/** The fields themselves. */
const parts = [
  'TextArea',
  'PictureField',
  'DocumentField',
  'ReasonForm',
  'ReasonSheet',
  'record/StepWords',
  'form/FormFields',
]
const withFields = (): string[] =>
  globSync('**/*.vue', { cwd: folder })
    .filter((path) => fieldTags.test(readFileSync(join(folder, path), 'utf8')))
    .filter((path) => !parts.some((part) => path === `components/${part}.vue`))

const fieldOf = (page: Page, { field }: FormRow): Locator =>
  page.getByLabel(field).and(page.locator('input:visible, textarea:visible')).last()
const camera = (page: Page): Locator => page.locator('label:has(input[capture]), label:has(+ input[capture])').last()
/** A picture or a paper that the house has. */
const sentFile = (page: Page): Locator =>
  page
    .locator('img[alt$="（已上传）"]')
    .or(page.getByText('已上传', { exact: false }))
    .last()

const buttonOf = (page: Page, button: string | RegExp): Locator =>
  page
    .getByRole('button', { name: button, exact: typeof button === 'string' })
    .or(page.locator('summary', { hasText: button }))
    .and(page.locator(':visible'))
    .last()

/** From anywhere to the form, as it stands open. */
async function come(page: Page, row: FormRow): Promise<void> {
  await row.before?.(page)
  const field = fieldOf(page, row)
  const steps = (row.press ?? []).map((button) => buttonOf(page, button))
  for (const [at, step] of steps.entries()) {
    await step.or(field).first().waitFor()
    // What was written before may stand open again by itself, also while it is being pressed.
    if (await field.isVisible()) return
    // A fold stays open behind the sheet that was opened in it.
    if (await steps[at + 1]?.isVisible()) continue
    const pressed = step.click().then(() => true)
    const opened = field.waitFor().then(() => false)
    if (!(await Promise.any([pressed, opened]))) return void pressed.catch(() => undefined)
    opened.catch(() => undefined)
  }
  await field.waitFor()
}
async function show(page: Page, row: FormRow): Promise<void> {
  await page.goto(`${stage.product.url}${row.at(year)}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await come(page, row)
}
/** What was kept comes a moment after the form, which may say something by itself. */
async function written(page: Page, row: FormRow): Promise<string> {
  const end = Date.now() + 5000
  for (;;) {
    const value = await fieldOf(page, row).inputValue()
    if (value === wordsOf(row) || Date.now() > end) return value
    await page.waitForTimeout(100)
  }
}

/** The client is killed, as a phone does that needs the memory: nothing of the page runs any more. */
async function kill(page: Page, who: string): Promise<Page> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  void session.send('Page.crash').catch(() => undefined)
  await crashed
  const next = await watched(stage, who, page.context())
  await page.close()
  return next
}

const inSheet = (page: Page, row: FormRow): Promise<boolean> =>
  fieldOf(page, row).evaluate((field) => (field as { closest(it: string): unknown }).closest('.sheet') !== null)

/** Back from the form: a sheet closes and the page stays, a page goes and comes again. */
async function back(page: Page, row: FormRow, sheet: boolean): Promise<string> {
  const path = new URL(page.url()).pathname
  await page.goBack()
  if (!sheet) {
    await show(page, row)
    return written(page, row)
  }
  await fieldOf(page, row).waitFor({ state: 'hidden' })
  expect(new URL(page.url()).pathname).toBe(path)
  await come(page, row)
  return written(page, row)
}

/** Half of it is missing: the page goes to the first field to mend and says over the button which they are. */
async function mend(page: Page, { send = '', wrong = false }: FormRow): Promise<boolean> {
  // The page of the pledge has none: what is missing there is in the other fields.
  const discard = page
    .locator('p', { hasText: '已恢复您上次没有提交的内容。' })
    .getByRole('button', { name: '不要了' })
    .last()
  if (!wrong && (await discard.isVisible())) await discard.click()
  await buttonOf(page, send).click()
  await page.getByText(/还有\d+处要改：/).waitFor()
  const atField = await page.evaluate(
    'Boolean(document.activeElement.closest(".field") && document.activeElement.closest(".field").querySelector(".problem"))',
  )
  return atField === true
}

async function keeps(row: FormRow): Promise<void> {
  const text = wordsOf(row)
  await row.first?.(stage, year)
  let page = await phoneOf(stage, row.who)
  // Somewhere to go back to.
  if (page.url() === 'about:blank') await open(stage, page, '/me', '我的')
  await show(page, row)
  await fieldOf(page, row).fill(text)
  const found: Record<string, string | boolean> = {}
  const wanted: typeof found = { afterKill: text }
  const sheet = await inSheet(page, row)
  if (sheet || whole) {
    found.afterBack = await back(page, row, sheet)
    wanted.afterBack = text
  }
  if (whole) {
    await page.reload()
    await come(page, row)
    found.afterReload = await written(page, row)
    wanted.afterReload = text
  }
  if (row.file) await Promise.all([page.waitForEvent('filechooser'), camera(page).click()])
  page = await kill(page, row.who)
  await show(page, row)
  found.afterKill = await written(page, row)
  if (row.file === 'sent') {
    const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await cameraPhoto() }
    await page.locator('input[type=file][capture]').last().setInputFiles(photo)
    await sentFile(page).waitFor()
    page = await kill(page, row.who)
    await show(page, row)
    await sentFile(page).waitFor()
  }
  await page.getByText('已恢复您上次没有提交的内容。').last().waitFor()
  if (row.send) {
    found.mended = await mend(page, row)
    wanted.mended = true
  }
  expect(found).toEqual(wanted)
}

/** Whether this form has its turn outside of the drill: every second, and each that takes a file. Its name decides. */
const hasTurn = ({ of: [name = ''], file }: FormRow): boolean =>
  whole || file !== undefined || (createHash('sha256').update(name).digest()[0] ?? 0) % 2 === 0
const cases = (rows: readonly FormRow[]) => rows.filter(hasTurn).map((row) => ({ title: row.of[0] ?? '', row }))

it('every form has a row here, or a reason to keep nothing', () => {
  const listed = [...[...earlyForms, ...forms].flatMap(({ of }) => of), ...Object.keys(keepNothing)]
  expect(withFields().length).toBeGreaterThan(40)
  expect(withFields().filter((path) => !listed.includes(path))).toEqual([])
  expect(listed.filter((path) => !existsSync(join(folder, path)))).toEqual([])
})

describe('what is written half', () => {
  it.each(cases(earlyForms))('$title is there again after back and a killed page', ({ row }) => keeps(row))
})

describe('what is written half, in the middle of the year', () => {
  beforeAll(async () => {
    year = await openYear(stage)
  })

  it('an unsigned opinion is gone with the page', async () => {
    const page = await phoneOf(stage, 'masses')
    const opinion: FormRow = {
      of: [],
      who: 'masses',
      at: ({ pledgeId }) => `/wall/${pledgeId}`,
      press: ['提意见'],
      field: '我的意见',
    }
    await show(page, opinion)
    await fieldOf(page, opinion).fill(wordsOf(opinion))
    await pause()
    await page.reload()
    await come(page, opinion)
    expect(await written(page, opinion)).toBe('')
  })

  it('what has been sent is not written any more', async () => {
    const page = await phoneOf(stage, 'office')
    const task = forms.find(({ of }) => of[0]?.includes('JoinedPartyForm'))
    if (!task) throw new Error('no such form')
    await show(page, task)
    await fieldOf(page, task).fill('2001-06-30')
    await buttonOf(page, '保存').click()
    await page.getByText('入党时间2001年6月30日').waitFor()
    await buttonOf(page, '登记入党时间').click()
    await page.getByText('已恢复您上次没有提交的内容。').waitFor({ state: 'detached' })
  })

  it.each(cases(forms))('$title is there again after back and a killed page', ({ row }) => keeps(row))
})

it('met no script fault', () => {
  expect(stage.faults).toEqual([])
})
