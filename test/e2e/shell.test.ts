import type { Page } from 'playwright-core'
import { newPhone } from '../support/browser'
import { openedCampaign, openVote } from './house'
import { closeStage, desktopOf, open, openStage, ownedBy, person, phoneOf, type Stage } from './stage'

let stage: Stage
let roundId: string
beforeAll(async () => {
  stage = await openStage('feishu')
  await openedCampaign(stage)
  await stage.product.moveTo('2026-09-08')
  roundId = await openVote(stage)
})
afterAll(() => closeStage(stage))

const references = '/post-references'
const heading = '岗位职责参考（“三岗”）'
const addOne = (page: Page) => page.getByRole('button', { name: '新增一条' }).click()
const sheet = (page: Page) => page.getByRole('dialog', { name: '新增岗位职责参考' })
const placesOf = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByRole('link')

describe('a short task over the page', () => {
  it('on a phone is closed by back, which stays on the page and keeps what was typed', async () => {
    const page = await phoneOf(stage, 'office')
    await open(stage, page, '/office', '机关党办')
    await open(stage, page, references, heading)
    await addOne(page)
    await sheet(page).getByLabel('岗位名称').fill('出纳')
    await page.goBack()
    await sheet(page).waitFor({ state: 'hidden' })
    expect(new URL(page.url()).pathname).toBe(references)
    await addOne(page)
    expect(await sheet(page).getByLabel('岗位名称').inputValue()).toBe('出纳')
    await sheet(page).getByRole('button', { name: '关闭' }).click()
    await sheet(page).waitFor({ state: 'hidden' })
    // Closed by hand it leaves no step behind: the next back leaves the page.
    await page.waitForFunction('!history.state.sheet')
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: '机关党办' }).waitFor()
  })

  it('on a PC is a dialog that keeps the focus, closes with Escape and gives the focus back', async () => {
    const page = await desktopOf(stage, 'office')
    await open(stage, page, references, heading)
    await addOne(page)
    await sheet(page).waitFor()
    const { width = 0 } = (await sheet(page).boundingBox()) ?? {}
    expect(width).toBeGreaterThan(300)
    expect(width).toBeLessThanOrEqual(500)
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab')
      expect(
        await page.evaluate('document.activeElement === document.body || !!document.activeElement.closest("dialog")'),
      ).toBe(true)
    }
    await page.keyboard.press('Escape')
    await sheet(page).waitFor({ state: 'hidden' })
    expect(await page.evaluate('document.activeElement.innerText')).toContain('新增一条')
  })
})

describe('the places at the foot of a phone', () => {
  it('lead to the top pages, stand there only, and make way for an action', async () => {
    const page = await phoneOf(stage, 'member')
    await open(stage, page, '/', /好$/)
    // They come when the page has been shown.
    await placesOf(page).first().waitFor()
    expect(await placesOf(page).allInnerTexts()).toEqual(['首页', '走访', '公开栏', '我的'])
    await placesOf(page).filter({ hasText: '公开栏' }).click()
    await page.getByRole('heading', { level: 1, name: '公开栏' }).waitFor()
    expect(await page.getByRole('link', { name: '公开栏', exact: true }).getAttribute('aria-current')).toBe('page')
    await open(stage, page, '/visits', /走访/)
    await page.getByRole('button', { name: '登记', exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(await placesOf(page).count()).toBe(0)
    await open(stage, page, '/badges', /徽/)
    await page.waitForLoadState('networkidle')
    expect(await placesOf(page).count()).toBe(0)
  })

  it('are three for 群众', async () => {
    const page = await phoneOf(stage, 'massesSecond')
    await open(stage, page, '/', /好$/)
    // They come when the page has been shown.
    await placesOf(page).first().waitFor()
    expect(await placesOf(page).allInnerTexts()).toEqual(['首页', '公开栏', '我的'])
    await open(stage, page, `/ballot/${roundId}`, /./)
    await page.waitForLoadState('networkidle')
    expect(await placesOf(page).count()).toBe(0)
  })
})

describe('the title of a page', () => {
  it('stands in the client’s own bar, and in the page for a screen reader only', async () => {
    const page = await phoneOf(stage, 'member')
    await open(stage, page, '/badges', /徽/)
    const title = await page.title()
    expect(title).not.toContain('连心桥')
    const { width = 0 } = (await page.getByRole('heading', { level: 1, name: title }).boundingBox()) ?? {}
    expect(width).toBeLessThanOrEqual(1)
  })

  it('stands in a line with the way back in a browser, which has no bar of ours', async () => {
    const context = await newPhone(stage.browser, { platform: 'browser' })
    await ownedBy(stage, context, person('member'))
    const page = await context.newPage()
    await page.goto(`${stage.product.url}/login/feishu?return=/badges`)
    const { width = 0 } = (await page.getByRole('heading', { level: 1 }).boundingBox()) ?? {}
    expect(width).toBeGreaterThan(40)
    await page.getByRole('link', { name: '返回' }).click()
    await page.getByRole('heading', { level: 1, name: /好$/ }).waitFor()
    await context.close()
  })
})

it('met no script fault', () => {
  expect(stage.faults).toEqual([])
})
