import { randomUUID } from 'node:crypto'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { Person } from '../../entities'
import { putSheet } from '../server/signOrder/orderStage'
import { newPhone } from '../support/browser'
import { openedCampaign, openVote } from './house'
import { faultsOfLook, type Look, phone, smallPhone, smallTargets, wear } from './looks'
import { closeStage, openStage, ownedBy, person, type Stage, shot, until } from './stage'
import { ask } from './yearHouse'

const voter = 'massesSecond'
const promised = 'memberSecond'
const marks = ['好', '较好', '一般', '差', '不了解']
/** 信息支部: eleven members, the 书记 as such, the branch. */
const people = 13

let stage: Stage
let roundId: string
let context: BrowserContext
let page: Page
beforeAll(async () => {
  stage = await openStage('feishu')
  const campaignId = await openedCampaign(stage)
  const words = {
    dutyText: '负责信息系统的日常运维和终端支持工作',
    studyPledge: '每月自学2次，12月底前考取中级证书。',
    dutyPledge: '报修30分钟内响应，当天办结。',
    integrityPledge: '不收礼品礼金，每季度自查1次。',
  }
  await stage.product.database.unitOfWork(null, 'job', (work) => putSheet(work, campaignId, promised, words))
  const done = { fulfilmentId: randomUUID(), item: 'DUTY', doneDay: '2026-09-07' } as const
  await ask(stage, promised, 'fulfilment.record', { ...done, content: '8月报修46单，都在当天办结' })
  const named = { name: '阿卜杜热西提江·买合木提吐尔逊·古丽安澜' }
  await stage.product.database.unitOfWork(null, 'job', (work) =>
    work.change(Person, { id: person('柳安澜').personId }, named),
  )
  roundId = await openVote(stage)
  context = await newPhone(stage.browser, { platform: 'feishu' })
  page = await logIn(context, voter)
})
afterAll(() => closeStage(stage))

async function logIn(where: BrowserContext, key: string): Promise<Page> {
  await ownedBy(stage, where, person(key))
  const opened = await where.newPage()
  opened.setDefaultTimeout(15_000)
  opened.on('pageerror', (fault) => stage.faults.push(fault.message))
  await opened.goto(`${stage.product.url}/login/feishu?return=${encodeURIComponent(`/ballot/${roundId}`)}`)
  await opened.getByText(/一共\d+位|您已经评完了/).waitFor()
  await opened.waitForLoadState('networkidle')
  return opened
}

const here = (at: number) => page.getByText(`第${at}位，共${people}位`).waitFor()
const choose = (item: Locator, mark: number) => item.getByText(marks[mark] ?? '', { exact: true }).click()
const items = () => page.locator('fieldset')
const rateOne = async (mark = 0) => {
  for (const item of await items().all()) await choose(item, mark)
}
const chosen = () => page.locator('.choice.on').allInnerTexts()
const whole = 'document.documentElement.scrollHeight - window.innerHeight'
const overflow = () => page.evaluate<number>(whole)
/** As wide as each other, on the screen, and no word wider than its button. */
const boxes = () =>
  page.evaluate<{ widths: number[]; lowest: number; bar: number; cut: number }>(`(() => {
    const all = [...document.querySelectorAll('.choice')]
    const at = all.map((one) => one.getBoundingClientRect())
    return {
      widths: [...new Set(at.map(({ width }) => Math.round(width * 10) / 10))],
      lowest: Math.max(...at.map(({ bottom }) => bottom)),
      bar: document.querySelector('.bar').getBoundingClientRect().top,
      cut: all.filter((one) => one.scrollWidth > one.clientWidth).length,
    }
  })()`)
const step = async (look: Look) => {
  await wear(page, look)
  await page.waitForTimeout(100)
}
const swipe = (from: number, to: number) =>
  page.evaluate(`(() => {
    const finger = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 })
    document.body.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [finger(${from})], changedTouches: [finger(${from})] }))
    document.body.dispatchEvent(new TouchEvent('touchend', { bubbles: true, touches: [], changedTouches: [finger(${to})] }))
  })()`)

/** All this browser keeps and what it can do with its key. */
const keptInPage = `new Promise((done, fail) => {
  const opening = indexedDB.open('lianxinqiao')
  opening.onerror = fail
  opening.onsuccess = () => {
    const asked = opening.result.transaction('kept').objectStore('kept').getAll()
    asked.onsuccess = async () => {
      opening.result.close()
      const records = asked.result
      const key = records.find(({ kind }) => kind === 'key')?.value
      const read = await Promise.resolve().then(() => crypto.subtle.exportKey('raw', key)).then(() => true, () => false)
      done(JSON.stringify({
        records: records.filter(({ kind }) => kind !== 'answer'),
        stored: [{ ...localStorage }, { ...sessionStorage }],
        key: key && { is: key.constructor.name, extractable: key.extractable, read },
      }))
    }
  }
})`
interface Held {
  records: { id: string; kind: string; value: { sealed: string } }[]
  key?: { is: string; extractable: boolean; read: boolean }
}
const held = async (): Promise<{ all: string; held: Held }> => {
  const all = await page.evaluate<string>(keptInPage)
  return { all, held: JSON.parse(all) as Held }
}

it('begins with what happens to the answers, and with the figure that the card says', async () => {
  await page.getByText('约5分钟').waitFor()
  await page.getByText('截止前可以改', { exact: true }).waitFor()
  await shot(stage, page, 'ballot-1-start')
  await page.getByRole('button', { name: '开始评价' }).click()
  await here(1)
})

it.each([
  ['ordinary', 0],
  ['large', 1],
])(
  '%s letters at 390 × 844: one person, five items, without scrolling, all choices of one width',
  async (name, letters) => {
    for (const dark of [false, true]) {
      await step({ size: phone, dark, step: letters })
      const { widths, lowest, bar, cut } = await boxes()
      expect(await items().count()).toBe(5)
      expect(await overflow()).toBeLessThanOrEqual(0)
      expect(widths).toHaveLength(1)
      expect(cut).toBe(0)
      expect(lowest).toBeLessThan(bar)
      expect(await chosen()).toEqual([])
      expect(await faultsOfLook(page)).toEqual([])
      expect(await page.evaluate<string[]>(smallTargets)).toEqual([])
      await shot(stage, page, `ballot-2-${name}-${dark ? 'dark' : 'light'}`)
    }
    await step({ size: phone, dark: false, step: 0 })
  },
)

it('nobody passes unnoticed: neither by the button nor by a finger', async () => {
  await choose(items().nth(0), 1)
  await page.getByRole('button', { name: '还有4项没选' }).click()
  await page.getByText('还没选', { exact: true }).first().waitFor()
  expect(await page.getByRole('status').allInnerTexts()).toContainEqual(expect.stringContaining('还没选：'))
  expect(await page.evaluate('document.activeElement.type')).toBe('radio')
  await swipe(340, 40)
  await here(1)
  await shot(stage, page, 'ballot-3-told')
})

it('the last choice leads to the next person, the first time only; back is the person before', async () => {
  for (let at = 1; at < 5; at += 1) await choose(items().nth(at), 2)
  await here(2)
  await page.goBack()
  await here(1)
  expect(await chosen()).toEqual(['较好', '一般', '一般', '一般', '一般'])
  await choose(items().nth(4), 0)
  await page.waitForTimeout(700)
  await here(1)
  await swipe(340, 40)
  await here(2)
  await page.getByRole('button', { name: '上一位' }).click()
  await here(1)
  await page.getByRole('button', { name: '下一位' }).click()
  await here(2)
})

it('pledges and what was done about them are one tap away, and back', async () => {
  for (let at = 2; (await page.getByRole('heading', { level: 2 }).innerText()) !== person(promised).name; at += 1) {
    await rateOne()
    await here(at + 1)
  }
  await shot(stage, page, 'ballot-4-promised')
  expect(await overflow()).toBeLessThanOrEqual(0)
  const [before] = await page.getByText(/^第\d+位/).allInnerTexts()
  await page.getByRole('button', { name: '看承诺和践诺' }).click()
  await page.getByText('8月报修46单，都在当天办结').waitFor()
  await page.getByText('报修30分钟内响应，当天办结。').waitFor()
  await page.waitForTimeout(400)
  await shot(stage, page, 'ballot-5-pledges')
  await page.goBack()
  await page.getByText('8月报修46单，都在当天办结').waitFor({ state: 'hidden' })
  expect(await page.getByText(/^第\d+位/).allInnerTexts()).toEqual([before])
})

it('a reload in the middle comes back to the same place; nothing that was chosen is readable on the phone', async () => {
  const [before] = await page.getByText(/^第\d+位/).allInnerTexts()
  await choose(items().nth(0), 3)
  const lying = await until('the draft to be kept', async () => {
    const found = await held()
    return found.held.records.some(({ kind }) => kind === 'draft') ? found : undefined
  })
  await page.waitForTimeout(300)
  await page.reload()
  await page.getByText(before ?? '').waitFor()
  expect(await chosen()).toEqual(['差'])
  const drafts = lying.held.records.filter(({ kind }) => kind === 'draft')
  expect(drafts).toHaveLength(1)
  const bytes = Buffer.from(drafts[0]?.value.sealed ?? '', 'base64')
  expect(bytes.length % 2048).toBe(12 + 16)
  for (const text of [lying.all, bytes.toString('latin1')]) {
    expect(text).not.toMatch(/"[ABCDU]"|(PEER|MASSES)\/\d/)
    expect(text).not.toContain('answers')
  }
  expect(lying.held.key).toEqual({ is: 'CryptoKey', extractable: false, read: false })
})

it('a second person in the same browser sees nothing of the first, who finds everything again', async () => {
  const [before] = await page.getByText(/^第\d+位/).allInnerTexts()
  await page.goto('about:blank')
  const other = await logIn(context, promised)
  await other.getByRole('button', { name: '开始评价' }).click()
  await other.getByText(/^第1位/).waitFor()
  expect(await other.locator('.choice.on').count()).toBe(0)
  await other.close()
  await page.close()
  page = await logIn(context, voter)
  await page.getByRole('button', { name: /^接着评价（已评\d+\/13）$/ }).click()
  expect(await page.getByText(/^第\d+位/).allInnerTexts()).toEqual([before])
  expect(await chosen()).toEqual(['差'])
})

it('largest letters at 320 × 640: item by item, five equal rows without scrolling, back through items and people', async () => {
  await step({ size: smallPhone, dark: false, step: 2 })
  expect(await items().count()).toBe(1)
  const { widths, lowest, bar, cut } = await boxes()
  await shot(stage, page, 'ballot-6-largest')
  expect(widths).toHaveLength(1)
  expect(cut).toBe(0)
  expect(lowest).toBeLessThan(bar)
  expect(await overflow()).toBeLessThanOrEqual(0)
  expect(await faultsOfLook(page)).toEqual([])
  const title = () => page.locator('fieldset strong').innerText()
  const first = await title()
  await page.getByRole('button', { name: '下一项' }).click()
  expect(await title()).not.toBe(first)
  await page.getByRole('button', { name: '这一项还没选' }).click()
  await page.getByText('还没选', { exact: true }).waitFor()
  await choose(items().first(), 4)
  await page.waitForTimeout(600)
  await page.goBack()
  await until('the item before', async () => ((await title()) === first ? true : undefined))
  await page.getByRole('button', { name: '上一位' }).click()
  await until('the last item of the person before', async () => ((await title()) !== first ? true : undefined))
  expect(await page.locator('.choice.on').count()).toBe(1)
  await step({ size: phone, dark: false, step: 0 })
})

it('the overview opens anybody by a tap and tells the marks only when asked; then it is sent', async () => {
  for (;;) {
    if (await page.getByRole('heading', { name: '提交前检查' }).count()) break
    const [now = ''] = await page.getByText(/^第\d+位/).allInnerTexts()
    for (const item of await items().all()) if (!(await item.locator('.on').count())) await choose(item, 1)
    const on = page.getByRole('button', { name: /^下一位$|^检查一遍$/ })
    await until('the next one', async () => {
      if ((await page.getByText(/^第\d+位/).allInnerTexts())[0] !== now) return true
      await page.waitForTimeout(500)
      if ((await page.getByText(/^第\d+位/).allInnerTexts())[0] !== now) return true
      await on.click()
      return undefined
    })
  }
  await page.getByText('全部评好了，可以提交').waitFor()
  expect(await page.getByText('较好').count()).toBe(0)
  await page.getByRole('button', { name: '显示我的选择' }).click()
  await page.getByText(/较好\s*一般\s*一般\s*一般\s*好/).waitFor()
  await shot(stage, page, 'ballot-7-overview')
  await page
    .getByRole('button', { name: /已评完.*点开修改/ })
    .nth(2)
    .click()
  await here(3)
  await choose(items().nth(0), 4)
  await page.goBack()
  await page.getByText('全部评好了，可以提交').waitFor()
  await page.getByRole('button', { name: '提交全部评价' }).click()
  await page.getByText('票已经投进票箱').waitFor()
  await page.getByText(/截止，截止前可以改/).waitFor()
  await shot(stage, page, 'ballot-8-done')
  const left = await until('the draft to be gone', async () => {
    const found = await held()
    return found.held.records.every(({ kind }) => kind !== 'draft') ? found : undefined
  })
  expect(left.all).not.toContain('sealed')
})

/** The largest letters at 320 × 640, a name of three parts: all five choices of the item are seen without scrolling. */
async function fitsWithLongName(): Promise<void> {
  await step({ size: smallPhone, dark: false, step: 2 })
  const { lowest, bar, cut } = await boxes()
  await shot(stage, page, 'ballot-9-long-name')
  expect([await items().count(), cut, lowest < bar]).toEqual([1, 0, true])
  expect(await overflow()).toBeLessThanOrEqual(0)
  expect(await faultsOfLook(page)).toEqual([])
  await step({ size: phone, dark: false, step: 0 })
  longNames += 1
}
let longNames = 0

it('a ballot can be changed until the vote is closed: 67 taps for 13 people', async () => {
  await page.getByRole('button', { name: '改我的票' }).click()
  let taps = 0
  const tap = async (what: Locator) => {
    await what.click()
    taps += 1
  }
  await tap(page.getByRole('button', { name: '开始评价' }))
  for (let at = 1; at <= people; at += 1) {
    await here(at)
    if ((await page.getByRole('heading', { level: 2 }).innerText()).includes('·')) await fitsWithLongName()
    for (const item of await items().all()) await tap(item.locator('label').first())
  }
  await page.getByText('全部评好了，可以提交').waitFor()
  await tap(page.getByRole('button', { name: '提交全部评价' }))
  await page.getByText('票已经投进票箱').waitFor()
  expect(taps).toBe(1 + 5 * people + 1)
  expect(longNames).toBe(1)
})

it('no script of a page has failed meanwhile, and axe has nothing to say', () => expect(stage.faults).toEqual([]))
