import type { Page } from 'playwright-core'
import { BadgeInspection, Fulfilment } from '../../entities'
import { openYear } from './places'
import { closeStage, openStage, phoneOf, type Stage, watched } from './stage'
import { finance } from './yearHouse'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu')
  await openYear(stage)
})
afterAll(() => closeStage(stage))

const countOf = (entity: typeof Fulfilment | typeof BadgeInspection): Promise<number> =>
  stage.product.database.read(null, 'job', (work) => work.manager.count(entity))

interface Entry {
  who: string
  at: string
  press: string
  fill: (page: Page, words: string) => Promise<void>
  send: string
  post: string
  entity: typeof Fulfilment | typeof BadgeInspection
}

const entries: Entry[] = [
  {
    who: 'scrutineer',
    at: '/fulfilments',
    press: '给“履职”记一条',
    fill: (page, words) => page.getByLabel('做了什么').fill(words),
    send: '保存',
    post: '**/api/fulfilments',
    entity: Fulfilment,
  },
  {
    who: 'financeSecretary',
    at: `/branch/${finance}/badges`,
    press: '登记抽查',
    fill: async (page, words) => {
      await page.getByLabel('部门').last().selectOption({ label: '财务部' })
      await page.getByLabel('检查了多少人').fill('9')
      await page.getByLabel('备注').last().fill(words)
    },
    send: '登记抽查',
    post: '**/api/departments/*/badge-inspections',
    entity: BadgeInspection,
  },
]

const button = (page: Page, name: string) =>
  page
    .getByRole('button', { name, exact: true })
    .or(page.locator('summary', { hasText: name }))
    .and(page.locator(':visible'))
    .last()

/** The server takes it, and its answer never comes. */
async function sentWithoutAnswer(page: Page, { post, send }: Entry): Promise<void> {
  const arrived = new Promise<void>((done) => {
    void page.route(post, async (route) => {
      await route.fetch()
      done()
      await route.abort()
    })
  })
  await button(page, send).click()
  await arrived
}

async function show(page: Page, { at, press }: Entry): Promise<void> {
  await page.goto(`${stage.product.url}${at}`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await button(page, press).click()
}

describe.each(entries)('an entry at $at whose answer was lost', (entry) => {
  it('is the same one after the page was killed', async () => {
    const before = await countOf(entry.entity)
    const page = await phoneOf(stage, entry.who)
    await show(page, entry)
    await entry.fill(page, '一条没有等到回音的记录')
    await sentWithoutAnswer(page, entry)
    expect(await countOf(entry.entity)).toBe(before + 1)
    const next = await watched(stage, entry.who, page.context())
    await page.close()
    await next.goto(`${stage.product.url}${entry.at}`)
    await next.getByRole('heading', { level: 1 }).waitFor()
    const restored = next.getByText('已恢复您上次没有提交的内容。').last()
    await button(next, entry.press).or(restored).first().waitFor()
    if (!(await restored.isVisible())) await button(next, entry.press).click()
    await restored.waitFor()
    await button(next, entry.send).click()
    await restored.waitFor({ state: 'detached' })
    expect(await countOf(entry.entity)).toBe(before + 1)
  })

  it('says so when its words were changed, and takes them as another one', async () => {
    const before = await countOf(entry.entity)
    const page = await phoneOf(stage, entry.who)
    await show(page, entry)
    await entry.fill(page, '又一条没有等到回音的记录')
    await sentWithoutAnswer(page, entry)
    await page.getByText('网络不通，没有连上服务器').last().waitFor()
    await page.unroute(entry.post)
    await entry.fill(page, '后来改过的记录')
    await button(page, entry.send).click()
    await page.getByText('这次改过的内容没有登记').last().waitFor()
    expect(await countOf(entry.entity)).toBe(before + 1)
    await button(page, entry.send).click()
    await page.getByText('这次改过的内容没有登记').last().waitFor({ state: 'detached' })
    expect(await countOf(entry.entity)).toBe(before + 2)
  })
})
