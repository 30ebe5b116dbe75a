import type { FrameLocator, Page } from 'playwright-core'
import { storySteps } from '../../server/demo/story/steps'
import { newDesktop, screenshot } from '../support/browser'
import { hoverContrast } from '../support/hoverContrast'
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
  await page.goto(`${stage.product.url}/emulator/`)
})
afterAll(() => closeStage(stage))

interface Promised {
  heading: string
  /** Words of the page that say that there is something. */
  reads: (string | RegExp)[]
  /** What can be pressed or filled in, by role and name. */
  offers: [role: 'button' | 'link' | 'textbox', name: string | RegExp][]
  /** The title of a card that has come to the chat for this. */
  card?: string
}

const round = '财投支部2026年下半年评价'
/** What each step's own words announce, in the story's order. */
const promised: Record<string, Promised> = {
  campaign: {
    heading: '“三亮”活动',
    reads: ['开始2026年的活动'],
    offers: [
      ['textbox', '文号'],
      ['button', '开始活动'],
    ],
  },
  pledge: {
    heading: '我的承诺书',
    reads: ['2026年“三亮”公开承诺'],
    offers: [
      ['textbox', '我的工作职责'],
      ['button', '提交承诺书'],
    ],
  },
  posts: {
    heading: '示范岗和责任区',
    reads: ['待集体推荐', '缺1个示范岗（应设2个，已设1个）；缺1个责任区（应设1个，已设0个）'],
    offers: [['link', /请召集推荐/]],
  },
  branch: {
    heading: '财投支部承诺书',
    reads: ['已交16人，共19人'],
    offers: [
      ['button', '提醒未交的3人'],
      ['button', '报送机关党办'],
    ],
    card: '您有2件事要办',
  },
  accept: {
    heading: '财投支部第1次报送',
    reads: ['承诺书16份、示范岗2个、责任区1个'],
    offers: [
      ['button', '受理'],
      ['button', '退回'],
    ],
    card: '财投支部报送了材料',
  },
  wall: { heading: '公开栏', reads: ['共16份承诺书'], offers: [['link', /沈云舟/]] },
  plates: { heading: '工作牌', reads: ['2026年工作牌'], offers: [['link', /2026年工作牌/]] },
  visits: { heading: '点对点走访', reads: ['走访了谁', /本季度已走访1位/], offers: [['button', '登记']] },
  threeLinks: { heading: '三联系', reads: ['2026年联系进度', '销售市场 1/1'], offers: [['button', '登记']] },
  ballot: {
    heading: '无记名评价',
    reads: ['开始之前请先看一下'],
    offers: [['button', '开始评价']],
    card: '请参加2026年下半年评价',
  },
  count: { heading: round, reads: ['49人里已有49人投完'], offers: [['button', '截止投票']] },
  grades: {
    heading: round,
    reads: ['等您确认等次', '评价党员'],
    offers: [['button', '确认等次']],
    card: '请召开支委会确认等次',
  },
  table1: {
    heading: round,
    reads: ['等您报送表1'],
    offers: [
      ['link', '下载表1'],
      ['button', '报送表1'],
    ],
  },
}

const chat = () => page.getByRole('region', { name: '聊天' })

/** The page of the step is open for its person, and holds what the step announces. */
async function keepsItsPromise(key: string): Promise<void> {
  const step = storySteps.find((one) => one.key === key)
  const { heading, reads, offers, card } = promised[key] as Promised
  await page.getByText(`步：${step?.hint}`).waitFor()
  await page.getByText(`${person(step?.persona ?? '').name} 的聊天窗口`).waitFor()
  await phone.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
  for (const words of reads) await phone.getByText(words).first().waitFor()
  for (const [role, name] of offers) {
    const offered = phone.getByRole(role, { name, exact: true }).first()
    await offered.waitFor()
    expect([name, await offered.isEnabled()]).toEqual([name, true])
  }
  if (card) await chat().getByRole('heading', { name: card }).last().waitFor()
  // An empty state or a refusal beside all that would be the end of the story all the same.
  const told = await phone.locator('.empty, [role=alert]').allInnerTexts()
  expect(told.filter(Boolean)).toEqual([])
}

const size = { width: 1280, height: 800 }
type Place = Record<'left' | 'top' | 'right' | 'bottom', number> & { words: string }
const controls = '#story button, #today button, #today select, .phoneHead button, .phoneHead a'
const placesOf = (selector: string) => `[...document.querySelectorAll('${selector}')]
  .filter((one) => one.checkVisibility())
  .map((one) => ({ words: one.innerText, ...one.getBoundingClientRect().toJSON() }))`

/** How many controls the desk shows, and by name those that are not wholly inside the window. */
async function cutOff(): Promise<{ shown: number; cut: string[] }> {
  const places = await page.evaluate<Place[]>(placesOf(controls))
  const cut = places.filter((at) => at.left < 0 || at.top < 0 || at.right > size.width || at.bottom > size.height)
  return { shown: places.length, cut: cut.map(({ words }) => words) }
}

/** Its number stands before its words. */
const stepButton = (key: string) => {
  const { label = '' } = storySteps.find((one) => one.key === key) ?? {}
  return page.getByRole('button', { name: new RegExp(`^\\d+ ?${label}$`) })
}

describe('the story of the demo, clicked from fresh data', () => {
  it('announces a page for each of its steps', () => {
    expect(storySteps.map(({ key }) => key)).toEqual(Object.keys(promised))
  })

  it('stands wholly inside a window of 1280 pixels', async () => {
    await page.getByText('2026年9月7日').waitFor()
    await stepButton('table1').waitFor()
    const { shown, cut } = await cutOff()
    expect(shown).toBeGreaterThan(storySteps.length)
    expect(cut).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(size.width)
  })

  it.each(Object.keys(promised))('step %s ends on what it announces, readable under the mouse', async (key) => {
    await stepButton(key).click()
    await keepsItsPromise(key)
    expect((await cutOff()).cut).toEqual([])
    const { looked, faults } = await hoverContrast(page)
    expect(looked).toBeGreaterThan(storySteps.length)
    expect(faults).toEqual([])
    await screenshot(page, `demo-${key}`, false)
  })

  it('hands out 表1', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), phone.getByText('下载表1').click()])
    expect(download.suggestedFilename()).toBe('财投支部2026年下半年评价结果汇总表.xlsx')
  })
})

/** What somebody has in the chat. */
async function chatOf(platform: string, key: string): Promise<unknown[]> {
  const { feishuUserId, wecomUserId } = person(key)
  const user = (platform === 'feishu' ? feishuUserId : wecomUserId) ?? ''
  const query = new URLSearchParams({ platform, user })
  const reply = await fetch(`${stage.product.url}/emulator/desk/api/chat?${query}`)
  return ((await reply.json()) as { messages: unknown[] }).messages
}

/** Whoever has anything there, on either platform. */
async function chatting(): Promise<string[]> {
  const found: string[] = []
  for (const platform of ['feishu', 'wecom'])
    for (const key of ['office', 'financeSecretary', 'member', 'masses'])
      if ((await chatOf(platform, key)).length) found.push(`${platform} ${key}`)
  return found
}

describe('starting over', () => {
  it('asks first, and does nothing when the answer is no', async () => {
    // A word to the bot of the other platform, so that there is something to forget.
    const say = { platform: 'wecom', user: person('office').wecomUserId, text: '你好' }
    const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(say) }
    await fetch(`${stage.product.url}/emulator/desk/api/say`, init)
    await page.getByRole('button', { name: '恢复原样' }).click()
    await page.getByRole('heading', { name: '恢复到刚装好的样子？' }).waitFor()
    await screenshot(page, 'demo-question', false)
    await page.getByRole('button', { name: '取消' }).click()
    await page.getByText('2026年9月8日').waitFor()
    expect(await chatting()).toEqual(expect.arrayContaining(['feishu financeSecretary', 'wecom office']))
  })

  it('brings the first morning back: day, chats, records, and what the pages kept in this browser', async () => {
    await page.evaluate(`localStorage.setItem('draft', 'begun')`)
    await page.getByRole('button', { name: '恢复原样' }).click()
    await page.getByRole('button', { name: '全部恢复' }).click()
    await page.getByText('2026年9月7日').waitFor()
    expect(await page.evaluate(`localStorage.getItem('draft')`)).toBeNull()
    await page.getByText(/^从1到13依次点一遍/).waitFor()
    // The first morning begins at once: 机关党办 may have been told already that this year's 三亮 is owed.
    expect((await chatting()).filter((who) => who !== 'feishu office')).toEqual([])
    const told = await chatOf('feishu', 'office')
    expect(told.filter((message) => !JSON.stringify(message).includes('三亮'))).toEqual([])
    const office = await stage.product.login('office')
    expect((await office.call('campaign.current')).body.campaign).toBeNull()
    expect((await office.call('evaluation.rounds')).body.rounds).toEqual([])
  })

  it('can then be told again, by its own 下一步, and goes on where somebody has done a step himself', async () => {
    for (const key of Object.keys(promised)) {
      await page.getByRole('button', { name: /^(开始|下一步)$/ }).click()
      await keepsItsPromise(key)
      if (key === 'accept') {
        await phone.getByRole('button', { name: '受理', exact: true }).click()
        await phone.getByText('已受理。').waitFor()
      }
      if (key === 'count') {
        await phone.getByRole('button', { name: '截止投票' }).click()
        await phone.getByText('投票已截止').waitFor()
      }
    }
  })

  it('met no script fault', () => {
    expect(stage.faults).toEqual([])
  })
})
