import type { FrameLocator, Page } from 'playwright-core'
import { newDesktop, screenshot } from '../support/browser'
import { closeStage, openStage, person, type Stage } from './stage'

let stage: Stage
let page: Page
let phone: FrameLocator
beforeAll(async () => {
  stage = await openStage('feishu')
  page = await (await newDesktop(stage.browser)).newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (fault) => stage.faults.push(fault.message))
  phone = page.frameLocator('#phoneFrame')
})
afterAll(() => closeStage(stage))

const choose = async (key: string) => {
  await page
    .getByRole('button', { name: person(key).name })
    .first()
    .click()
  await page.getByText(`${person(key).name} 的聊天窗口`).waitFor()
}

describe('a newcomer at the demo desk', () => {
  it('is led there by the address the start prints, and finds a person with chat and page side by side', async () => {
    await page.goto(`${stage.product.url}/emulator/`)
    await page.getByText('2026年9月7日').waitFor()
    await phone.getByRole('heading', { level: 1, name: new RegExp(person('office').name) }).waitFor()
    await phone.getByText('开展2026年“三亮”活动').waitFor()
    await screenshot(page, 'desk-1-start', false)
  })

  it('follows the first step of the story and opens the campaign as 党办', async () => {
    await page.getByRole('button', { name: '机关党办开展三亮' }).click()
    await phone.getByLabel('文号').fill('江岳机委发〔2026〕9号')
    await phone.getByLabel('文件标题').fill('关于开展“三亮两联三评一公开”工作的通知')
    await phone.getByLabel('印发日期').fill('2026-09-01')
    await phone.getByRole('button', { name: '开始活动' }).click()
    await phone.getByText('活动已开始').waitFor()
  })

  it('picks a member, moves today on, and sees the reminder come; its button opens the form beside the chat', async () => {
    await choose('member')
    await page.getByLabel('跳到以后的某一天').selectOption({ label: '一周后' })
    await page.getByText('2026年9月14日').waitFor()
    const chat = page.getByRole('region', { name: '聊天' })
    await chat.getByText(/还有6天/).waitFor()
    await screenshot(page, 'desk-2-reminder', false)
    await chat.getByRole('button', { name: '去填写' }).last().click()
    await phone.getByRole('heading', { level: 1, name: '我的承诺书' }).waitFor()
    await screenshot(page, 'desk-3-form', false)
  })

  it('is told that time does not run backwards', async () => {
    await page.getByRole('button', { name: '前一天' }).click()
    await page.getByText('演示日期只能往后调').waitFor()
  })

  it('changes the platform and stays the same person', async () => {
    await page.getByRole('radio', { name: '企业微信' }).click()
    await page.getByText(`${person('member').name} 的聊天窗口`).waitFor()
    await phone.getByRole('heading', { level: 1, name: new RegExp(person('member').name) }).waitFor()
  })

  it('met no script fault', () => {
    expect(stage.faults).toEqual([])
  })
})
