import type { Page } from 'playwright-core'
import { openYear } from './places'
import { closeStage, desktopOf, open, openStage, person, phoneOf, type Stage, shot } from './stage'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu')
  await openYear(stage)
})
afterAll(() => closeStage(stage))

const first = (page: Page) => page.getByRole('region', { name: '先办这一件' })
const homeOf = async (who: string): Promise<Page> => {
  const page = await phoneOf(stage, who)
  await open(stage, page, '/', /好$/)
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
  return page
}
/** Of all buttons and links in red there is one, and it lies in the first card. */
const filled = (page: Page): Promise<number> => page.locator('main .press.primary').count()

describe('what stands first on home', () => {
  it.each([
    ['a member who owes the sheet', 'member', '填写承诺书', '还有12天'],
    ['a member who has handed in', 'scrutineer', '登记走访', '本季度还有'],
    ['a 书记', 'digitalSecretary', '去收集和报送', '人未交'],
    ['a leader who has to answer', 'supervisor', '去答复', '份表在等您答复'],
    ['党办', 'office', '受理报送', '第1次报送'],
    ['a 党员领导干部', 'leader', '登记活动', '零售药店'],
    ['群众 with a ballot', 'massesSecond', '去评价', '张评价表'],
  ])('%s: %s finds “%s”, what it is made of, and one filled button', async (_title, who, deed, words) => {
    const page = await homeOf(who)
    await first(page).getByText(words).first().waitFor()
    expect(await filled(page)).toBe(1)
    await shot(stage, page, `home-${who}`)
    const [step] = await first(page).getByRole('link', { name: deed, exact: true }).all()
    await step?.click()
    await page.waitForURL((url) => url.pathname !== '/')
  })

  it('the next person to visit is named', async () => {
    const page = await homeOf('scrutineer')
    const { contacts } = (await (await stage.product.login('scrutineer')).call('visit.contacts')).body
    const open = contacts.filter(({ visitsThisQuarter }) => visitsThisQuarter === 0).map(({ name }) => name)
    const shown = await first(page).getByRole('listitem').allInnerTexts()
    expect(shown.length).toBeGreaterThan(0)
    for (const line of shown) expect(open.some((name) => line.includes(name))).toBe(true)
  })

  it('the 书记 sees how many of all, and who is missing', async () => {
    const page = await homeOf('digitalSecretary')
    await first(page).getByRole('img', { name: '1份已交，共11份' }).waitFor()
    expect(await first(page).getByRole('listitem').count()).toBe(3)
    await first(page).getByText('还有7人').waitFor()
  })

  it('党办 sees the branch furthest back first, with the figures of the board', async () => {
    const page = await desktopOf(stage, 'office')
    await open(stage, page, '/', /好$/)
    const lines = page.getByRole('region', { name: '哪些支部还没有交齐' }).getByRole('listitem')
    await lines.first().waitFor()
    const { rows } = (await (await stage.product.login('office')).call('progress.board')).body
    const board = new Map(rows.map(({ name, cells }) => [name, cells.find(({ measure }) => measure === 'pledges')]))
    const shares = (await lines.allInnerTexts()).map((line) => {
      const [, name = '', done, owed] = /^(\S+)\s+(\d+)\/(\d+)$/.exec(line.trim()) ?? []
      expect(board.get(name)).toMatchObject({ done: Number(done), owed: Number(owed) })
      return Number(done) / Number(owed)
    })
    expect(shares).toEqual([...shares].sort((one, other) => one - other))
    expect(shares.length).toBeGreaterThan(1)
  })

  it('a 书记 who is done with the branch has the next thing first', async () => {
    const secretary = await stage.product.loginPerson(person('financeSecretary').personId)
    const { tasks } = (await secretary.call('tasks.mine')).body
    expect(tasks.length).toBeGreaterThan(1)
    const page = await homeOf('financeSecretary')
    const own = tasks.find(({ urgent }) => urgent) ?? tasks.find(({ kind }) => kind === 'branchPackage') ?? tasks[0]
    await first(page)
      .getByText(own?.title ?? '')
      .first()
      .waitFor()
  })
})

it('met no script fault', () => {
  expect(stage.faults).toEqual([])
})
