import type { Browser, Page } from 'playwright-core'
import { axe, newDesktop, newPhone, openBrowser, screenshot } from '../support/browser'
import { type EmptyHouse, openEmptyHouse } from '../support/emptyHouse'
import { readyDatabase } from '../support/ready/readyDatabase'

jest.setTimeout(240_000)

let house: EmptyHouse
let browser: Browser
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await readyDatabase('sqlite')
  drop = () => database.drop()
  ;[house, browser] = await Promise.all([openEmptyHouse(database.url, { inBrowser: true }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  await drop?.()
})

/** On both themes, as pictures and as axe sees it. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await screenshot(page, `${name}-${colorScheme}`)
    expect([name, colorScheme, await axe(page)]).toEqual([name, colorScheme, []])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function fillHouse(page: Page): Promise<void> {
  await page.getByLabel('单位名称').fill('江城水务集团机关')
  await page.getByLabel('机关党委名称').fill('中共江城水务集团机关委员会')
  await page.getByLabel('支部', { exact: true }).fill('党办支部\n财务支部')
  for (const [at, name] of ['甲一鸣', '乙小舟'].entries()) {
    const card = page.getByRole('region', { name: `第${'一二'[at]}位机关党办同志` })
    await card.getByLabel('姓名').fill(name)
    await card.getByLabel('工号').fill(`A00${at + 1}`)
    await card.getByLabel('部门编号').fill('D01')
    await card.getByLabel('部门', { exact: true }).fill('机关党办')
  }
}

let links: string[] = []

it('a code from the console opens the page, and what is missing is said at its field', async () => {
  const desk = await (await newDesktop(browser)).newPage()
  await desk.goto(`${house.url}/set-up`)
  await desk.getByLabel('一次性安装码').fill('22222-22222-22222-22222')
  await desk.getByRole('button', { name: '继续' }).click()
  await desk.getByText('安装码不对，还可以试9次。').waitFor()
  await look(desk, 'setup-code-desk')
  await desk.getByLabel('一次性安装码').fill(house.product.setUpCode ?? '')
  await desk.getByRole('button', { name: '继续' }).click()
  await desk.getByText('中文字体').waitFor()
  await desk.getByRole('button', { name: '建立单位' }).click()
  await desk.getByText('没有填。').first().waitFor()
  await look(desk, 'setup-missing-desk')
  await fillHouse(desk)
  // What was typed is there again after a reload; the code is not.
  await desk.waitForTimeout(600)
  await desk.reload()
  await desk.getByLabel('一次性安装码').fill(house.product.setUpCode ?? '')
  await desk.getByRole('button', { name: '继续' }).click()
  await desk.getByLabel('单位名称').waitFor()
  await desk.getByText('已恢复您上次没有提交的内容。').waitFor()
  expect(await desk.getByLabel('单位名称').inputValue()).toBe('江城水务集团机关')
  const phone = await (await newPhone(browser, { platform: 'browser' })).newPage()
  await phone.goto(`${house.url}/set-up`)
  await phone.getByLabel('一次性安装码').fill(house.product.setUpCode ?? '')
  await phone.getByRole('button', { name: '继续' }).click()
  await fillHouse(phone)
  await look(phone, 'setup-form-phone')
  await phone.context().close()
  await desk.getByRole('button', { name: '建立单位' }).click()
  await desk.getByText('单位建好了。').waitFor()
  await look(desk, 'setup-links-desk')
  links = (await desk.locator('.address').allInnerTexts()).map((text) => text.trim())
  expect(links).toHaveLength(2)
  expect(links[0]).toMatch(/\/enter#[2-9A-Z]{5}(-[2-9A-Z]{5}){3}$/)
  await desk.context().close()
})

it.each([
  ['feishu', 'chief', '甲一鸣', 0],
  ['wecom', 'deputy', '乙小舟', 1],
] as const)('whoever opens his link in %s is in after the ordinary login', async (platform, userId, name, at) => {
  const context = await newPhone(browser, { platform })
  await context.addCookies([
    { name: 'emulator_user', value: encodeURIComponent(`${platform}:${userId}`), url: house.url },
  ])
  const page = await context.newPage()
  await page.goto(links[at] ?? '')
  await page.getByRole('heading', { name: `您是${name}吗？` }).waitFor()
  await page.getByText('江城水务集团机关').waitFor()
  expect(page.url()).toBe(`${house.url}/enter`)
  await look(page, `enter-${platform}`)
  await page.getByRole('link', { name: '是本人，去登录' }).click()
  // WeCom leaves a mark of its own behind the #.
  await page.waitForURL(({ pathname }) => pathname === '/')
  await page.goto(`${house.url}/me`)
  await page.getByText('机关党办', { exact: true }).first().waitFor()
  await page.getByText('检查安装').click()
  await page.getByRole('heading', { name: '企业微信后台' }).waitFor()
  await look(page, `doctor-${platform}`)
  await context.close()
})

it('says on a used link what to do', async () => {
  const page = await (await newPhone(browser, { platform: 'browser' })).newPage()
  await page.goto(links[0] ?? '')
  await page.getByText('这个登录链接不对、过期或已经用过了').waitFor()
  await look(page, 'enter-used-phone')
  await page.context().close()
})
