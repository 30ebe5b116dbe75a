import type { Page } from 'playwright-core'
import { screenshot } from '../support/browser'
import { openedCampaign } from './house'
import { faultsOfLook, phone, smallPhone, smallTargets, wear } from './looks'
import { cameraPhoto } from './photo'
import { closeStage, openStage, type Stage, until } from './stage'
import { visitors } from './visitor'

const first = 'memberSecond'
const second = 'member'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu')
  await openedCampaign(stage)
})
afterAll(() => closeStage(stage))

const { newBrowser, logIn, contentsOf, words, fillVisit, press, arrives, times } = visitors(() => stage)

/** Somebody on the way answers every visit that is sent. */
const answerVisits = (page: Page, answer: { status: number; contentType: string; body: string }): Promise<unknown> =>
  page.route('**/api/visits', (route) =>
    route.request().method() === 'POST' ? route.fulfill(answer) : route.fallback(),
  )
const goTo = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${stage.product.url}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
}

const formHolds = (page: Page, content: string): Promise<true> =>
  until(`the form to hold ${content}`, async () => ((await words(page).inputValue()) === content ? true : undefined))

it('what is typed while a visit is being sent stays, and the visit is what was pressed', async () => {
  const context = await newBrowser()
  const page = await logIn(context, first)
  await fillVisit(page, '按下时写的走访')
  let go = (): void => undefined
  const held = new Promise<void>((resume) => {
    go = resume
  })
  await page.route('**/api/visits', async (route) => {
    if (route.request().method() === 'POST') await held
    await route.continue()
  })
  await press(page)
  await words(page).fill('发送时又写的话')
  go()
  await arrives(first, '按下时写的走访')
  await page.getByText('已恢复您上次没有提交的内容。').waitFor()
  await formHolds(page, '发送时又写的话')
  await page.reload()
  await formHolds(page, '发送时又写的话')
  await page.getByRole('button', { name: '不要了' }).click()
  await formHolds(page, '')
  await context.close()
})

describe('something on the way answers in the place of the server', () => {
  const html = { contentType: 'text/html; charset=utf-8', body: '<html><body>请登录网络</body></html>' }

  const json = { contentType: 'application/json', body: '{"code":10403,"msg":"blocked"}' }

  it.each([
    ['the login page of a network', 200, html],
    ['a gateway that blocks', 403, html],
    ['a gateway that blocks, and says so in JSON', 200, json],
    ['a gateway that wants its own login', 401, html],
  ])('%s (%d): what was pressed waits, says why, and arrives once', async (name, status, answer) => {
    const context = await newBrowser()
    const page = await logIn(context, first)
    const content = `被拦住的走访，${name}`
    await answerVisits(page, { status, ...answer })
    await fillVisit(page, content)
    await press(page)
    await page.getByText(/有1项等待提交/).waitFor()
    await page.getByRole('link', { name: '查看' }).click()
    await page.getByText(/网络里的登录页或网关拦住了/).waitFor()
    expect(await page.getByText('已提交', { exact: true }).count()).toBe(0)
    expect(await contentsOf(first)).not.toContain(content)
    await page.unroute('**/api/visits')
    await page.getByRole('main').getByRole('button', { name: '现在提交' }).click()
    await arrives(first, content)
    expect(await times(first, content)).toBe(1)
    await context.close()
  })
})

describe('two entries that are both refused later', () => {
  it('each says why and what to do; no words are lost, though there is one form', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first)
    await fillVisit(page, '先登记好的走访')
    await press(page)
    await arrives(first, '先登记好的走访')
    await context.setOffline(true)
    for (const [at, content] of ['第一次走访的话', '第二次走访的话'].entries()) {
      await fillVisit(page, content)
      await press(page)
      await page.getByText(new RegExp(`有${at + 1}项等待提交`)).waitFor()
    }
    const body = JSON.stringify({ code: 'visit.refused', sentence: '这位同志已经调走，不能再登记。' })
    await answerVisits(page, { status: 422, contentType: 'application/json', body })
    await context.setOffline(false)
    await page.getByText('有2项没有提交成功').waitFor()
    await page.locator('.banners').getByRole('link', { name: '查看' }).click()
    const main = page.getByRole('main')
    await main.getByText('这位同志已经调走，不能再登记。').nth(1).waitFor()
    await main.getByText('填写的内容在表单里，改好后可以再提交。').waitFor()
    await main.getByText(/填写的内容先留在这里/).waitFor()
    for (const look of [0, 1, 2].map((step) => ({ size: smallPhone, dark: false, step }))) {
      await wear(page, look)
      expect([await faultsOfLook(page), await page.evaluate<string[]>(smallTargets)]).toEqual([[], []])
    }
    await screenshot(page, 'entries-refused-largest', true)
    await wear(page, { size: phone, dark: false, step: 0 })
    // The form holds the first one's words; the other's wait for their turn.
    await main.getByRole('button', { name: '去修改' }).click()
    await main.getByText(/请先提交或清空那一项/).waitFor()
    await main.getByRole('link', { name: '去修改' }).click()
    await formHolds(page, '第一次走访的话')
    await page.unroute('**/api/visits')
    await press(page)
    await arrives(first, '第一次走访的话')
    await goTo(page, '/entries')
    await page.getByRole('main').getByRole('button', { name: '去修改' }).click()
    await formHolds(page, '第二次走访的话')
    await press(page)
    await arrives(first, '第二次走访的话')
    expect([await times(first, '第一次走访的话'), await times(first, '第二次走访的话')]).toEqual([1, 1])
    await formHolds(page, '')
    await context.close()
  })
})

describe('more than a field takes', () => {
  it('pasted at once it stands there whole, counted as the rule counts, and is refused until it fits', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first)
    // 𠮷 is two units to the machine and one character to people.
    const content = '𠮷'.repeat(800)
    await fillVisit(page, content)
    expect(await words(page).inputValue()).toBe(content)
    await page.getByText('超出300字').waitFor()
    await press(page)
    await page.getByText('还有1处要改').waitFor()
    expect([await words(page).inputValue(), await contentsOf(first)]).toEqual([
      content,
      expect.not.arrayContaining([content]),
    ])
    const fits = '𠮷'.repeat(500)
    await words(page).fill(fits)
    await press(page)
    await arrives(first, fits)
    await context.close()
  })
})

describe('the next person at this browser', () => {
  it('does not get from its memory a picture that only the one before may see', async () => {
    const uploader = await stage.product.login(first)
    const { body } = await uploader.send('attachment.uploadPicture', await cameraPhoto(), {})
    const context = await newBrowser()
    const statusIn = (page: Page) => page.evaluate(`fetch('/api/pictures/${body.fileId}').then(({ status }) => status)`)
    expect(await statusIn(await logIn(context, first))).toBe(200)
    expect(await statusIn(await logIn(context, second))).toBe(404)
    await context.close()
  })
})

describe('the answer of a login', () => {
  it('loaded a second time in the same browser leads on, with the session that is there', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first, '/me')
    const answers: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/callback')) answers.push(request.url())
    })
    await page.goto(`${stage.product.url}/login/feishu?return=/me`)
    await page.getByRole('heading', { level: 1, name: '我的设置' }).waitFor()
    expect(answers).toHaveLength(1)
    for (const _again of [1, 2]) {
      await page.goto(answers[0] ?? '')
      await page.getByRole('heading', { level: 1, name: '我的设置' }).waitFor()
      expect(new URL(page.url()).pathname).toBe('/me')
    }
    // With the session gone the same answer, which is still fresh, opens nothing that was ended.
    await page.getByRole('button', { name: '退出登录' }).click()
    await page.waitForURL(/\/login/)
    await page.goto(answers[0] ?? '')
    await page.waitForURL(/\/login|\/me/)
    await context.close()
  })
})

it('no script of a page has failed meanwhile', () => expect(stage.faults).toEqual([]))
