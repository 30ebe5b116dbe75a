import { IsNull, Not } from 'typeorm'
import { RoundAssignment } from '../../entities'
import { builtFile } from './builtFile'
import { openedCampaign, openVote } from './house'
import { closeStage, open, openStage, person, type Stage, until } from './stage'
import { visitors } from './visitor'

const first = 'memberSecond'
const second = 'member'

let stage: Stage
let roundId: string
beforeAll(async () => {
  stage = await openStage('feishu')
  await openedCampaign(stage)
  roundId = await openVote(stage)
})
afterAll(() => closeStage(stage))

const { newBrowser, logIn, visitsOf, contentsOf, words, fillVisit, press, arrives, times } = visitors(() => stage)

describe('two people in one browser', () => {
  it('a page left open sends nothing in the name of who has logged in since, and says who is here now', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first)
    await fillVisit(page, '甲的走访，页面一直开着')
    const other = await logIn(context, second)
    await press(page)
    await page.getByText(new RegExp(`这台设备现在由${person(second).name}登录`)).waitFor()
    expect(await contentsOf(second)).toEqual([])
    expect(await contentsOf(first)).toEqual([])
    // What waits is shown to its owner alone, and goes when he is back.
    expect(await other.getByText(/项等待提交/).count()).toBe(0)
    await logIn(context, first)
    await arrives(first, '甲的走访，页面一直开着')
    expect(await times(first, '甲的走访，页面一直开着')).toBe(1)
    expect(await contentsOf(second)).toEqual([])
    await context.close()
  })

  it('an entry that waits for the network stays its own person’s', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first)
    await fillVisit(page, '甲的走访，等着网络')
    await context.setOffline(true)
    await press(page)
    await page.getByText(/有1项等待提交/).waitFor()
    await page.close()
    await context.setOffline(false)
    const other = await logIn(context, second)
    await fillVisit(other, '乙的走访')
    await press(other)
    await arrives(second, '乙的走访')
    expect(await contentsOf(second)).toEqual(['乙的走访'])
    expect(await contentsOf(first)).not.toContain('甲的走访，等着网络')
    await logIn(context, first)
    await arrives(first, '甲的走访，等着网络')
    await context.close()
  })

  it('answers of a ballot are cast under their own session or not at all', async () => {
    const casts = () =>
      stage.product.database.read(null, 'job', ({ manager }) =>
        manager.countBy(RoundAssignment, { envelope: Not(IsNull()) }),
      )
    const context = await newBrowser()
    const page = await logIn(context, 'massesSecond', `/ballot/${roundId}`)
    await page.getByRole('button', { name: '开始评价' }).click()
    const total = Number(/共(\d+)位/.exec(await page.getByText(/第1位，共\d+位/).innerText())?.[1])
    for (let at = 0; at < total; at += 1) {
      await page.getByText(`第${at + 1}位，共${total}位`).waitFor()
      for (const item of await page.locator('fieldset').all()) await item.locator('label').first().click()
    }
    await page.getByText('全部评好了，可以提交').waitFor()
    await logIn(context, first)
    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByRole('button', { name: '提交全部评价' }).click()
    await page.getByText(new RegExp(`这台设备现在由${person(first).name}登录`)).waitFor()
    expect(await casts()).toBe(0)
    await context.close()
  })
})

describe('one person, several windows', () => {
  it('each keeps its own entries without a network; all arrive, each once', async () => {
    const context = await newBrowser()
    const pages = [await logIn(context, first), await logIn(context, first), await logIn(context, first)]
    await context.setOffline(true)
    const said = ['窗口一的走访', '窗口二的走访', '窗口三的走访']
    // The draft is one; so each is written and handed in after the other.
    for (const [at, page] of pages.entries()) {
      await fillVisit(page, said[at] ?? '')
      await press(page)
      await page.getByText(new RegExp(`有${at + 1}项等待提交`)).waitFor()
    }
    await context.setOffline(false)
    await Promise.all(
      pages.map((page) =>
        page
          .getByRole('button', { name: '现在提交' })
          .click()
          .catch(() => undefined),
      ),
    )
    for (const each of said) await arrives(first, each)
    for (const each of said) expect(await times(first, each)).toBe(1)
    await pages[0]?.goto(`${stage.product.url}/entries`)
    await pages[0]?.getByText('已提交', { exact: true }).first().waitFor()
    expect(await pages[0]?.getByText('已提交', { exact: true }).count()).toBeGreaterThanOrEqual(3)
    await context.close()
  })

  it('a page that is killed while it sends loses nothing and doubles nothing', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first)
    await fillVisit(page, '发送时页面被系统关掉')
    // The request arrives, the answer never does.
    await page.route('**/api/visits', async (route) => {
      if (route.request().method() === 'POST') await route.fetch()
    })
    await press(page)
    await arrives(first, '发送时页面被系统关掉')
    await page.close()
    const again = await logIn(context, first)
    await again.getByText(/项等待提交/).waitFor({ state: 'detached' })
    expect(await words(again).inputValue()).toBe('')
    expect(await times(first, '发送时页面被系统关掉')).toBe(1)
    await context.close()
  })
})

describe('a phone that keeps nothing', () => {
  const full = `IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError') }`
  const secret = `Object.defineProperty(window, 'indexedDB', { get: () => ({ open: () => { throw new DOMException('no', 'SecurityError') } }) })`
  it.each([
    ['a full storage', full],
    ['a private window', secret],
  ])('%s: says so, and the form stays as it is until it is sent', async (name, script) => {
    const context = await newBrowser()
    await context.addInitScript(script)
    const page = await logIn(context, first)
    const content = `存不下的走访，${name === 'a full storage' ? '满' : '无痕'}`
    await fillVisit(page, content)
    await context.setOffline(true)
    await press(page)
    await page.getByText(/这台设备也存不下这次填写/).waitFor()
    expect(await page.getByText(/联网后自动发出/).count()).toBe(0)
    expect(await words(page).inputValue()).toBe(content)
    await context.setOffline(false)
    await press(page)
    await arrives(first, content)
    expect(await times(first, content)).toBe(1)
    await context.close()
  })
})

describe('without a network', () => {
  it('a tap on a part that is not here stays on the page and says so', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first, '/me')
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await page.getByRole('link', { name: /提交记录/ }).click()
    await page.getByText(/这一部分还没有下载到这台设备上/).waitFor()
    expect(new URL(page.url()).pathname).toBe('/me')
    // Nothing of this page goes by itself later: that must not be promised.
    await page.getByText(/这一页要联网后才能提交/).waitFor()
    await context.setOffline(false)
    await page.getByText(/这一部分还没有下载到这台设备上/).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /提交记录/ }).click()
    await page.getByRole('heading', { level: 1, name: '提交记录' }).waitFor()
    await context.close()
  })

  it('a file that is gone is answered by one new load, not by many', async () => {
    const context = await newBrowser()
    const page = await logIn(context, first, '/me')
    await page.waitForLoadState('networkidle')
    let loads = 0
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loads += 1
    })
    await page.route(`**${builtFile('pages/entries/EntriesPage.vue')}`, (route) =>
      route.fulfill({ status: 404, body: '' }),
    )
    await page.getByRole('link', { name: /提交记录/ }).click()
    await page.getByRole('heading', { name: '暂时连不上' }).waitFor()
    await page.waitForTimeout(3000)
    expect(loads).toBe(1)
    await context.close()
  })

  it('the daily pages open and take entries, once they were here', async () => {
    const context = await newBrowser(true)
    const page = await logIn(context, first)
    await page.evaluate('navigator.serviceWorker.ready')
    for (const path of ['/pledge', '/']) {
      await open(stage, page, path, /./)
      // What it was answered is kept when the page has been shown.
      await page.waitForLoadState('networkidle')
    }
    await page.waitForFunction('navigator.serviceWorker.controller !== null')
    await page.close()
    await context.setOffline(true)
    const offline = await context.newPage()
    await offline.goto(`${stage.product.url}/`)
    await offline.getByRole('heading', { level: 1, name: new RegExp(person(first).name) }).waitFor()
    await offline.goto(`${stage.product.url}/pledge`)
    await offline.getByText('我的工作职责').waitFor()
    await offline.goto(`${stage.product.url}/visits`)
    await fillVisit(offline, '没有网络时打开页面登记的')
    await press(offline)
    await offline.getByText(/有1项等待提交/).waitFor()
    await context.setOffline(false)
    await arrives(first, '没有网络时打开页面登记的')
    expect(await times(first, '没有网络时打开页面登记的')).toBe(1)
    await context.close()
  })
})

it('a page left open over midnight saves nothing of yesterday as 今天', async () => {
  const context = await newBrowser()
  const page = await logIn(context, first)
  await fillVisit(page, '零点以后登记的')
  await stage.product.moveTo('2026-09-18')
  await press(page)
  await page.getByText('新的一天已经开始').waitFor()
  expect(await contentsOf(first)).not.toContain('零点以后登记的')
  // The words are still there, under the new day.
  await until('the words to be there', async () => {
    const words = await page.locator('textarea').first().inputValue()
    return words === '零点以后登记的' ? words : undefined
  })
  await page
    .getByText(/今天.*9月18日/)
    .first()
    .waitFor()
  await press(page)
  await arrives(first, '零点以后登记的')
  expect((await visitsOf(first)).find(({ content }) => content === '零点以后登记的')?.visitedDay).toBe('2026-09-18')
  await context.close()
})

it('no script of a page has failed meanwhile', () => expect(stage.faults).toEqual([]))
