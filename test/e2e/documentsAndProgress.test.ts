import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { zipParts } from '../support/zipParts'
import { openedCampaign } from './house'
import { closeStage, desktopOf, open, openStage, type Stage, shot } from './stage'
import { finance, yearPlaces } from './yearHouse'

let stage: Stage
let page: Page
beforeAll(async () => {
  stage = await openStage('feishu')
  await yearPlaces(stage, await openedCampaign(stage))
  // The figures of a day are written down at night, and a line needs two of them.
  await stage.product.moveTo('2026-09-08')
  page = await desktopOf(stage, 'financeSecretary')
})
afterAll(() => closeStage(stage))

/** How many colours a canvas shows; an empty one has a single one. */
const colours = `(() => {
  const canvas = document.querySelector('canvas')
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return new Set(new Uint32Array(data.buffer)).size
})()`

describe('downloading in bulk', () => {
  it('brings all sheets of a branch in one file, and the page counts along to the last of them (R13, R26)', async () => {
    await open(stage, page, '/documents', '批量下载')
    await page.getByText('公开承诺书', { exact: true }).first().click()
    await shot(stage, page, 'documents-1-choose-pc')
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: '开始下载' }).click()
    await page.getByRole('progressbar', { name: '批量下载' }).waitFor()
    const download = await coming
    expect(download.suggestedFilename()).toMatch(/财投支部.*\.zip$/)
    await page.getByText('3份都做好了，请在浏览器的下载里查看。').waitFor()
    expect(await page.evaluate("document.querySelector('progress').position")).toBe(1)
    await shot(stage, page, 'documents-2-made-pc')
    const names = [...(await zipParts(await readFile(await download.path()))).keys()]
    expect(names.filter((name) => name.endsWith('.docx'))).toHaveLength(3)
  })

  it('offers what was asked for earlier again, without asking for it anew', async () => {
    await page.reload()
    const earlier = page.getByRole('listitem').filter({ hasText: '财投支部 · 公开承诺书 · 3份' }).first()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      earlier.getByRole('button', { name: '下载' }).click(),
    ])
    expect((await zipParts(await readFile(await download.path()))).size).toBeGreaterThanOrEqual(3)
  })
})

describe('the progress of a branch (R01)', () => {
  it('is drawn as a line of days and told in words as well', async () => {
    await open(stage, page, `/progress/${finance}`, '财投支部进度')
    await page.locator('canvas').waitFor()
    await page.getByText('每天的进度').scrollIntoViewIfNeeded()
    expect(Number(await page.evaluate(colours))).toBeGreaterThan(3)
    await page.getByText('用文字看').click()
    await page.getByText('9月8日：已有3，应有19').waitFor()
    await shot(stage, page, 'progress-1-line-pc')
  })

  it('opens the names behind a number, those who are missing first', async () => {
    await page.getByRole('button', { name: '财务部，亮承诺，3/11，点开看名单' }).click()
    const sheet = page.getByRole('dialog', { name: '财务部 · 亮承诺' })
    await sheet.getByText('林知夏').waitFor()
    expect(await sheet.getByRole('listitem').count()).toBe(8)
    await shot(stage, page, 'progress-2-list-pc')
    await sheet.getByText('已有', { exact: true }).click()
    await sheet.getByText('叶疏桐').waitFor()
    expect(await sheet.getByText('林知夏').count()).toBe(0)
    expect(await sheet.getByRole('listitem').count()).toBe(3)
  })

  it('comes down as a table', async () => {
    await page.keyboard.press('Escape')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('下载进度表').click()])
    expect(download.suggestedFilename()).toMatch(/\.xlsx$/)
  })

  it('is shown for the whole house to 机关党办, each branch a way into its own', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/progress', '“三亮”进度')
    await office.locator('canvas').waitFor()
    await shot(stage, office, 'progress-3-house-pc')
    await office.getByRole('link', { name: '财投支部' }).click()
    await office.getByRole('heading', { level: 1, name: '财投支部进度' }).waitFor()
  })

  it('met no script fault and nothing axe calls serious', () => {
    expect(stage.faults).toEqual([])
  })
})
