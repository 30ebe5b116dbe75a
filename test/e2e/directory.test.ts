import type { Browser, BrowserContext } from 'playwright-core'
import { company, onRoster } from '../server/directory/company'
import { axe, newDesktop, newPhone, openBrowser, screenshot } from '../support/browser'
import { type EmptyHouse, openEmptyHouse } from '../support/emptyHouse'
import { foundHouse, importPeople } from '../support/foundedHouse'
import { readyDatabase } from '../support/ready/readyDatabase'

jest.setTimeout(120_000)

let house: EmptyHouse
let browser: Browser
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await readyDatabase('sqlite')
  drop = () => database.drop()
  ;[house, browser] = await Promise.all([openEmptyHouse(database.url, { inBrowser: true, company }), openBrowser()])
  await importPeople(await foundHouse(house, 'chief'), onRoster)
})
afterAll(async () => {
  await browser?.close()
  await house?.stop()
  await drop?.()
})

async function enter(context: BrowserContext) {
  const { cookie } = await house.logIn('feishu', 'chief')
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: house.url }
  })
  await context.addCookies(cookies)
  const page = await context.newPage()
  await page.goto(`${house.url}/directory`)
  return page
}

it('党办 looks first, has it carried out, and decides what is left with a tap', async () => {
  const desk = await enter(await newDesktop(browser))
  await desk.getByRole('button', { name: '预演一遍' }).click()
  await desk.getByText('正在读通讯录').first().waitFor()
  await house.product.catchUp()
  await desk.getByText('将绑定').first().waitFor()
  await screenshot(desk, 'directory-dry-desk')
  expect(await axe(desk)).toEqual([])
  await desk.getByRole('button', { name: '照办' }).click()
  await desk.getByText('正在读通讯录').first().waitFor()
  await house.product.catchUp()
  await desk.getByText('已绑定').first().waitFor()

  const phone = await enter(await newPhone(browser, { platform: 'browser' }))
  await phone.getByText('姓名对得上，部门对不上').waitFor()
  await screenshot(phone, 'directory-phone')
  expect(await axe(phone)).toEqual([])
  await phone.getByRole('button', { name: '是本人的：通讯录里的庚转岗 信息中心，名册里的庚转岗' }).click()
  await phone.getByText('已绑定。').waitFor()
  // The list comes anew a moment after the word that it is done.
  await phone.getByText('姓名对得上，部门对不上').waitFor({ state: 'detached' })
  expect((await house.logIn('feishu', 'geng')).path).toBe('/')
})
