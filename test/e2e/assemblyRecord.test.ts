import type { Page } from 'playwright-core'
import type { PlatformName } from '../../bot/port'
import { putAcceptedRound } from '../server/filing/filingStage'
import { newDesktop, newPhone, screenshot } from '../support/browser'
import { openedCampaign } from './house'
import {
  cardWith,
  closeStage,
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

const title = '党员大会公布记录'
const reason = '请写明公布了哪些内容，便于党员查对'

/** R61 in the browser and in the chat: no step waits for 党办, who sees it in the ledger and may give it back. */
function story(platform: PlatformName) {
  let stage: Stage
  let phone: Page
  beforeAll(async () => {
    stage = await openStage(platform, true)
    await openedCampaign(stage)
    await stage.product.database.unitOfWork(null, 'job', putAcceptedRound)
    phone = await phoneOf(stage, 'financeSecretary')
  })
  afterAll(() => closeStage(stage))
  const task = () => phone.getByRole('link', { name: new RegExp(title) })
  const path = () => new URL(phone.url()).pathname

  it('the 书记 finds it among the tasks; what is written stays through a reload, and the record stands at once', async () => {
    await open(stage, phone, '/', /沈云舟|首页/)
    await task().first().click()
    await phone.getByRole('heading', { level: 1, name: title }).waitFor()
    await phone.getByLabel('开会日期').fill('2026-09-05')
    await phone.getByLabel('应到').fill('20')
    await phone.getByLabel('实到').fill('18')
    await phone.getByLabel('会议记录编号').fill('财投〔2026〕7号')
    await phone.getByLabel('公布内容').fill('评价等次。')
    await phone.reload()
    await phone.getByText('已恢复您上次没有提交的内容').waitFor()
    expect(await phone.getByLabel('会议记录编号').inputValue()).toBe('财投〔2026〕7号')
    await shot(stage, phone, 'assembly-1-draft')
    await phone.getByRole('button', { name: '登记', exact: true }).click()
    await phone.getByText('已登记。').waitFor()
    await shot(stage, phone, 'assembly-2-recorded')
    const page = path()
    await open(stage, phone, '/', /沈云舟|首页/)
    expect(await task().count()).toBe(0)
    await open(stage, phone, page, title)
  })

  it('党办 finds it in the ledger on the PC, by year and words, and gives it back with a reason', async () => {
    const office = await desktopOf(stage, 'office')
    await open(stage, office, '/filings', '备案和登记')
    await office.getByRole('link', { name: new RegExp(title) }).click()
    await office.getByRole('heading', { level: 1, name: title }).waitFor()
    await office.getByLabel('年份').selectOption('2026')
    await office.getByLabel('查找内容').fill('评价等次')
    await office.getByRole('link', { name: '财投支部' }).waitFor()
    await shot(stage, office, 'assembly-3-ledger-pc')
    await office.getByLabel('查找内容').fill('没有写过的字')
    await office.getByText('没有符合条件的内容').waitFor()
    await shot(stage, office, 'assembly-4-nothing-pc')
    await office.getByRole('button', { name: '清除筛选' }).click()
    await office.getByRole('link', { name: '财投支部' }).click()
    await office.getByText('其他办理').click()
    await office.getByRole('button', { name: '退回', exact: true }).click()
    await office.getByRole('textbox').last().fill(reason)
    await shot(stage, office, 'assembly-5-reason-pc')
    await office.getByRole('button', { name: /退回/ }).last().click()
    await office.getByText('已退回').first().waitFor()
  })

  it('the 书记 hears of it in the chat and among the tasks, mends it, and the ledger has it again', async () => {
    const card = await cardWith(stage, 'financeSecretary', `${title}被退回`)
    expect(JSON.stringify(card)).not.toContain(reason)
    await open(stage, phone, '/', /沈云舟|首页/)
    expect(await task().count()).toBeGreaterThan(0)
    await open(stage, phone, pathBehind(stage, card, '去补正'), title)
    await phone.getByText(reason).first().waitFor()
    await shot(stage, phone, 'assembly-6-returned')
    await phone.getByLabel('公布内容').fill('评价等次和联系群众情况。')
    await phone.getByRole('button', { name: '登记', exact: true }).click()
    await phone.getByText('已登记。').waitFor()
    await open(stage, phone, '/filings/assemblyRecord', title)
    await phone.getByText('已登记').first().waitFor()
    await shot(stage, phone, 'assembly-7-ledger-phone')
  })

  it('reads in the dark and with the largest letters too', async () => {
    const secretary = await stage.product.login('financeSecretary', platform)
    await secretary.call('session.setTextStep', { textStep: 2 })
    const narrow = await newPhone(stage.browser, { platform, dark: true })
    const wide = await newDesktop(stage.browser, { dark: true })
    for (const [context, kind] of [
      [narrow, 'phone'],
      [wide, 'pc'],
    ] as const) {
      await ownedBy(stage, context, person('financeSecretary'))
      const page = await context.newPage()
      if (kind === 'pc') await page.goto(`${stage.product.url}/login/${platform}`)
      await open(stage, page, '/filings/assemblyRecord', title)
      await page.getByText('已登记').first().waitFor()
      await screenshot(page, `story-${platform}-assembly-8-${kind}-dark-large`)
      await open(stage, page, path().includes('/filings/assemblyRecord') ? '/filings/measureFiling' : path(), /./)
      await screenshot(page, `story-${platform}-assembly-9-${kind}-dark-large`)
      await context.close()
    }
  })

  it('met no script fault and nothing serious for axe, and every card is in plain words', async () => {
    expect(await faultsOf(stage)).toEqual([])
  })
}

describe('a record of the assembly in Feishu', () => story('feishu'))
describe('a record of the assembly in WeCom', () => story('wecom'))
