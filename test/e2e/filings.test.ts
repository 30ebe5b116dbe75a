import type { Page } from 'playwright-core'
import type { PlatformName } from '../../bot/port'
import { newPhone, screenshot } from '../support/browser'
import { openedCampaign } from './house'
import {
  buttonsOf,
  cardWith,
  closeStage,
  deskOf,
  desktopOf,
  faultsOf,
  open,
  openStage,
  ownedBy,
  pathBehind,
  person,
  phoneOf,
  type Stage,
  shot,
} from './stage'

const title = '点对点联系服务措施'
const words = '每名党员每季度走访联系对象一次，支委分工负责。'
/** The limit of 措施内容. */
const mostCharacters = 2000

/** 措施备案 in the browser and in the chat: the same pages and cards serve every form. */
function story(platform: PlatformName) {
  let stage: Stage
  let phone: Page
  /** The version that is being written at the end. */
  let begun = ''
  beforeAll(async () => {
    stage = await openStage(platform, true)
    await openedCampaign(stage)
    phone = await phoneOf(stage, 'financeSecretary')
  })
  afterAll(() => closeStage(stage))

  const fill = async (page: Page) => {
    await page.getByLabel('通过日期').fill('2026-09-04')
    await page.getByText('党支部', { exact: true }).click()
    await page.getByLabel('措施内容').fill(words)
  }
  const filingPath = () => new URL(phone.url()).pathname

  it('the 书记 finds it among the tasks, is told what is missing, and finds the draft after a reload', async () => {
    await open(stage, phone, '/', /沈云舟|首页/)
    await phone.getByRole('link', { name: new RegExp(`报送${title}`) }).click()
    await phone.getByRole('heading', { level: 1, name: title }).waitFor()
    await shot(stage, phone, 'filing-1-empty')
    await phone.getByRole('button', { name: '报送', exact: true }).click()
    await phone.getByText('还有3处要改').waitFor()
    // The first to mend has the focus; each name in the line over the button leads to its field.
    expect(await phone.getByLabel('通过日期').evaluate((input) => input.matches(':focus'))).toBe(true)
    await phone.getByRole('button', { name: '措施内容' }).click()
    expect(await phone.getByLabel('措施内容').evaluate((input) => input.matches(':focus'))).toBe(true)
    await shot(stage, phone, 'filing-2-problems')
    await fill(phone)
    await typesTooMuch()
    // The day reads as everywhere else, whatever the browser's own way of writing it is.
    await phone.getByText('9月4日 周五', { exact: true }).waitFor()
    await findsAllAgain('a reload', () => phone.reload())
    await findsAllAgain('the back key', async () => {
      await phone.goBack()
      await phone.goForward()
    })
    await findsAllAgain('the camera, which made the phone throw the page away', async () => {
      const [chooser] = await Promise.all([phone.waitForEvent('filechooser'), phone.getByText('拍照').click()])
      expect(chooser.isMultiple()).toBe(false)
      await phone.reload()
    })
    await phone.getByRole('button', { name: '报送', exact: true }).click()
    await phone.getByText('已报送。').waitFor()
    await phone.getByText('江予安').first().waitFor()
    await shot(stage, phone, 'filing-3-filed')
    await open(stage, phone, '/', /沈云舟|首页/)
    expect(await phone.getByRole('link', { name: new RegExp(`报送${title}`) }).count()).toBe(0)
    await phone.goBack()
  })

  const findsAllAgain = async (after: string, goes: () => Promise<unknown>) => {
    await goes()
    await phone.getByText('已恢复您上次没有提交的内容').waitFor()
    const found = [await phone.getByLabel('通过日期').inputValue(), await phone.getByLabel('措施内容').inputValue()]
    expect({ after, found }).toEqual({ after, found: ['2026-09-04', words] })
    expect(await phone.getByRole('radio', { name: '党支部', exact: true }).isChecked()).toBe(true)
  }
  const typesTooMuch = async () => {
    const tooMany = `${words}${'字'.repeat(mostCharacters)}`
    await phone.getByLabel('措施内容').fill(tooMany)
    // Nothing is cut: all of it stands there, counted in red, until somebody shortens it.
    expect(await phone.getByLabel('措施内容').inputValue()).toBe(tooMany)
    await phone.getByText(/^超出\d+字$/).waitFor()
    await phone.getByRole('button', { name: '报送', exact: true }).click()
    await phone.getByText('还有1处要改').waitFor()
    await shot(stage, phone, 'filing-2-too-long')
    await phone.getByLabel('措施内容').fill(words)
    await phone.getByText('还有1处要改').waitFor({ state: 'detached' })
  }

  it('党办 gives it back from the card, with a reason: in the card where it can be written, else on the page', async () => {
    const card = await cardWith(stage, 'office', `接收${title}`, '财投支部')
    expect(buttonsOf(card).map(({ text }) => text)).toEqual(expect.arrayContaining(['收到备案', '退回']))
    const desk = await deskOf(stage, 'office')
    await screenshot(desk, `story-${platform}-filing-4-card`, false)
    const office = await desktopOf(stage, 'office')
    await open(stage, office, `${filingPath()}?act=giveBack`, title)
    await office.getByText('内容不完整，请补充').click()
    await shot(stage, office, 'filing-5-reason')
    await office.getByRole('button', { name: '退回', exact: true }).last().click()
    await office.getByText('已退回。').waitFor()
  })

  it('the 书记 hears of it, mends it and files it again', async () => {
    const card = await cardWith(stage, 'financeSecretary', `${title}被退回`)
    await open(stage, phone, pathBehind(stage, card, '去补正'), title)
    await phone.getByText('内容不完整，请补充').first().waitFor()
    await shot(stage, phone, 'filing-6-returned')
    await phone.getByRole('button', { name: '报送', exact: true }).click()
    await phone.getByText('已报送。').waitFor()
  })

  /** Notes where the one action stands whenever it is drawn. */
  const notesActionPlaces = `
    const seen = new Set()
    const look = () => {
      const place = document.querySelector('.record-yes')?.getBoundingClientRect()
      if (place) seen.add([place.left, place.top].map(Math.round).join(' '))
      requestAnimationFrame(look)
    }
    look()
    window.actionPlaces = () => [...seen]`

  it('党办 receives it on the PC, and the ledger has it with its number', async () => {
    const office = await desktopOf(stage, 'office')
    await office.addInitScript({ content: notesActionPlaces })
    await open(stage, office, `${filingPath()}`, title)
    // What comes later has come: a button that it moves away under a press swallows the press.
    await office.getByRole('complementary').getByText('江予安').first().waitFor()
    await shot(stage, office, 'filing-7-pc')
    expect(await office.evaluate('window.actionPlaces()')).toHaveLength(1)
    await office.getByRole('button', { name: '收到备案' }).click()
    await office.getByText('机委备〔2026〕1号').first().waitFor()
    await open(stage, office, '/filings', '备案和登记')
    await office.getByRole('link', { name: new RegExp(title) }).click()
    await office.getByRole('heading', { level: 1, name: title }).waitFor()
    await office.getByText('机委备〔2026〕1号').first().waitFor()
    await shot(stage, office, 'filing-8-ledger-pc')
    await office.getByText('已备案', { exact: true }).first().click()
    const [download] = await Promise.all([
      office.waitForEvent('download'),
      office.getByRole('link', { name: '导出表格' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^点对点联系服务措施台账.*\.xlsx$/)
  })

  it('the ledger is worked by keys, beside the row that is chosen, and a reload keeps its place', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/filings/measureFiling', title)
    await office.getByRole('link', { name: '财投支部' }).waitFor()
    await office.keyboard.press('j')
    await office.keyboard.press('j')
    const panel = office.getByRole('region', { name: '选中的一行' })
    await panel.getByText('2026年“三亮”公开承诺').waitFor()
    await shot(stage, office, 'filing-8b-panel-pc')
    await office.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await office.getByRole('button', { name: '支部' }).click()
    await office.getByRole('columnheader', { name: '支部' }).and(office.locator('[aria-sort=ascending]')).waitFor()
    await office.keyboard.press('/')
    await office.keyboard.type('财投')
    await office.getByRole('link', { name: '信息支部' }).waitFor({ state: 'detached' })
    // Out of the field with what was looked for, and on with the rows.
    await office.keyboard.press('Escape')
    await office.keyboard.press('j')
    await panel.getByText('2026年“三亮”公开承诺').waitFor()
    await office.reload()
    await office.getByRole('link', { name: '财投支部' }).waitFor()
    expect(await office.getByLabel('查找内容').inputValue()).toBe('财投')
    expect(await office.getByRole('rowheader').count()).toBe(1)
    await office.getByRole('link', { name: '财投支部' }).click()
    // The number stands in the ledger as well.
    await office.waitForURL(/\/filings\/measureFiling\/./)
    await office.getByText('机委备〔2026〕1号').first().waitFor()
    await office.goBack()
    await office.getByRole('row').nth(1).waitFor()
    expect(new URL(office.url()).searchParams.get('q')).toBe('财投')
  })

  it('the 书记 files a new version on the phone', async () => {
    await open(stage, phone, filingPath(), title)
    await phone.getByText('机委备〔2026〕1号').first().waitFor()
    await shot(stage, phone, 'filing-9-recorded')
    await phone.getByRole('button', { name: '报新版' }).click()
    await phone.getByText('第2版').waitFor()
    begun = filingPath()
    expect(await phone.getByLabel('措施内容').inputValue()).toBe(words)
    await open(stage, phone, '/filings/measureFiling', title)
    await shot(stage, phone, 'filing-10-ledger-phone')
  })

  it('reads in the dark too', async () => {
    const context = await newPhone(stage.browser, { platform, dark: true })
    await ownedBy(stage, context, person('financeSecretary'))
    const page = await context.newPage()
    await open(stage, page, begun, title)
    await page.getByText('第2版').waitFor()
    await screenshot(page, `story-${platform}-filing-11-dark`)
    await context.close()
  })

  it('met no script fault and nothing serious for axe, and every card is in plain words', async () => {
    expect(await faultsOf(stage)).toEqual([])
  })
}

describe('a filing in Feishu', () => story('feishu'))
describe('a filing in WeCom', () => story('wecom'))
