import { Visit } from '../../entities'
import { cardWith, deskOf, open, person, phoneOf, type Stage, shot } from './stage'

const myVisits = (stage: Stage) =>
  stage.product.database.read(null, 'job', ({ manager }) =>
    manager.find(Visit, { where: { authorId: person('memberSecond').personId }, order: { loggedAt: 'ASC' } }),
  )

/** e: the bot asks for a visit and takes it down in the card itself (R34); the card says what is left. */
export async function logInCard(stage: Stage): Promise<void> {
  await cardWith(stage, 'memberSecond', '请走访联系对象')
  const desk = await deskOf(stage, 'memberSecond')
  const chat = desk.getByRole('region', { name: '聊天' })
  const form = chat.locator('.formBox').last()
  const choices = form.getByRole('combobox')
  await choices.nth(0).selectOption({ index: stage.platform === 'feishu' ? 1 : 2 })
  await choices.nth(1).selectOption({ label: '电话' })
  await choices.nth(2).selectOption({ label: '有意见建议' })
  // A card of WeCom holds choices only; the day is then the day of pressing.
  if (stage.platform === 'feishu') {
    await form.locator('input[type=date]').fill('2026-09-23')
    await form.locator('textarea').fill('希望增加夜班巡检的交接时间')
  }
  await shot(stage, desk, 'e1-card-pc')
  await form.getByRole('button', { name: '登记走访' }).click()
  await chat.getByText('走访已登记').last().waitFor()
  await shot(stage, desk, 'e2-card-done-pc')
  const visits = await myVisits(stage)
  expect(visits).toHaveLength(1)
  expect(visits[0]).toMatchObject({ way: 'PHONE', onRoster: true, visitedDay: '2026-09-23' })
  expect(visits[0]?.content).toContain('有意见建议')
}

/** The same on the page, and taken back with the bar that stands there for a moment. */
export async function logOnPage(stage: Stage): Promise<void> {
  const page = await phoneOf(stage, 'memberSecond')
  await open(stage, page, '/visits', '点对点走访')
  await page.getByRole('group', { name: '走访了谁' }).locator('label').first().click()
  await page.getByRole('main').getByText('听取意见', { exact: true }).click()
  await page.getByRole('button', { name: '一切正常' }).click()
  await shot(stage, page, 'e3-visit')
  await page.getByRole('button', { name: '登记', exact: true }).click()
  await page.getByText(/已登记走访/).waitFor()
  await shot(stage, page, 'e4-visit-logged')
  expect(await myVisits(stage)).toHaveLength(2)
  await page.getByRole('button', { name: '撤回', exact: true }).last().click()
  await page.getByText('已撤回刚才的登记').waitFor()
  expect((await myVisits(stage)).map(({ state }) => state)).toEqual(['LOGGED', 'VOID'])
}

/** R38–R40: a leader sees 市场 1/1 · 企业 1/1 · 药店 6/10, writes down one more from the phone, and the count rises. */
export async function logThreeLinks(stage: Stage): Promise<void> {
  const page = await phoneOf(stage, 'leader')
  await open(stage, page, '/three-links', '三联系')
  for (const line of ['市场 1/1', '企业 1/1', '药店 6/10']) await page.getByText(new RegExp(`${line}$`)).waitFor()
  await shot(stage, page, 'e5-three-links')
  await page.getByLabel('去了哪里').selectOption({ index: 3 })
  const chosen = await page.getByLabel('去了哪里').locator('option:checked').innerText()
  expect(chosen).toContain('药店')
  await page.getByLabel('具体地点').fill('门店二楼会议室')
  await page.getByLabel('发现的问题').fill('夜间购药高峰人手不足')
  await page.getByLabel('怎么帮助的').fill('协调零售管理部增派一名药师')
  await shot(stage, page, 'e6-activity')
  await page.getByRole('button', { name: '登记', exact: true }).last().click()
  await page.getByText(/药店 7\/10$/).waitFor()
  await shot(stage, page, 'e7-three-links-more')
}
