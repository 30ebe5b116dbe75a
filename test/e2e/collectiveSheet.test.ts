import { createHash } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { AuditEntry, RoundAssignment } from '../../entities'
import { newcomer, rosterFile } from '../server/roster/workbook'
import { openedCampaign, openVote } from './house'
import { faultsOfLook, phone, smallPhone, smallTargets, wear } from './looks'
import { closeStage, desktopOf, openStage, phoneOf, type Stage, shot, until } from './stage'

const secretary = 'digitalSecretary'
/** Members of 信息支部 with those that come in by the roster: the 书记 enters all but himself. */
const members = 43
const minutes = '信支委〔2026〕7号'
let stage: Stage
let roundId: string

beforeAll(async () => {
  stage = await openStage('feishu')
  const office = await stage.product.login('office')
  const added = Array.from({ length: members - 11 }, (_one, at) =>
    newcomer(at, {
      姓名: `${'赵钱孙李周吴郑王'[at % 8]}${'一二三四'[Math.floor(at / 8)]}新`,
      政治面貌: '中共党员',
      部门编号: 'D14',
      部门: '信息中心',
      所属支部: '信息支部',
    }),
  )
  const file = rosterFile(added)
  const headers = { 'X-File-Sha256': createHash('sha256').update(file).digest('hex'), 'X-File-Name': 'roster.xlsx' }
  const { status, body } = await office.send('roster.apply', file, headers)
  if (status !== 200) throw new Error(`${body.sentence} ${JSON.stringify(body.problems?.slice(0, 3))}`)
  await openedCampaign(stage)
  roundId = await openVote(stage)
})
afterAll(() => closeStage(stage))

const sheets = (status: RoundAssignment['status']) =>
  stage.product.database.read(null, 'job', ({ manager }) =>
    manager.countBy(RoundAssignment, { roundId, raterGroup: 'ORG', status }),
  )
const reading = async (page: Page): Promise<void> => {
  await page.goto(`${stage.product.url}/ballot/${roundId}`)
  await page.getByRole('link', { name: '录入组织评定（42个）' }).click()
  await page.getByRole('heading', { level: 1, name: '组织评定' }).waitFor()
}
const counter = () => {
  let taps = 0
  return {
    tap: async (what: Locator) => {
      await what.click()
      taps += 1
    },
    taps: () => taps,
  }
}

it('on a phone: nothing is filled by itself, one tap fills, one goes on: 42 people in 10 taps beyond the exceptions', async () => {
  const page = await phoneOf(stage, secretary)
  await reading(page)
  expect(await page.getByRole('button', { name: /没选$/ }).count()).toBe(42)
  await page.getByRole('button', { name: '还有42人没定' }).click()
  await page.getByText('第1项，共5项，15分').waitFor()
  const { tap, taps } = counter()
  for (let item = 0; item < 5; item += 1) {
    await page.getByText(`第${item + 1}项，共5项`).waitFor()
    await tap(page.locator('fieldset').first().getByText('好', { exact: true }))
    if (item === 2) {
      // The exceptions: two taps each.
      await page
        .getByRole('button', { name: /，\s*好$/ })
        .nth(4)
        .click()
      await page.locator('fieldset.own, .own').getByRole('button', { name: '一般' }).click()
      await page.getByText('41人都定了，1人不同').waitFor()
      await shot(stage, page, 'sheet-1-phone')
      expect(await faultsOfLook(page)).toEqual([])
      expect(await page.evaluate<string[]>(smallTargets)).toEqual([])
    }
    if (item < 4) await tap(page.getByRole('button', { name: '下一项' }))
  }
  await tap(page.getByRole('button', { name: '签署' }))
  await page.getByText('好41人，一般1人').waitFor()
  await page.waitForTimeout(400)
  await shot(stage, page, 'sheet-2-sign')
  await page.getByLabel('会议记录编号').press('Enter')
  await page.getByText('请填写会议记录编号').waitFor()
  expect(await sheets('VOTED')).toBe(0)
  await page.getByLabel('会议记录编号').fill(minutes)
  await page.getByLabel('会议记录编号').press('Enter')
  await page.getByText('已经签署，投进票箱').waitFor()
  expect(taps()).toBe(10)
  expect(await sheets('VOTED')).toBe(42)
  const lines = await stage.product.database.read(null, 'job', ({ manager }) =>
    manager.findBy(AuditEntry, { action: 'round.enterSheets' }),
  )
  expect(lines.map(({ change }) => change)).toEqual([{ minutesNumber: minutes, groups: ['ORG'], sheets: 42 }])
})

it('on a PC: a choice opens the next column, keys choose too; entered anew in 9 taps and 5 keys', async () => {
  const page = await desktopOf(stage, secretary)
  await page.goto(`${stage.product.url}/ballot/${roundId}`)
  const { tap, taps } = counter()
  await page.getByRole('button', { name: '重新录入组织评定' }).click()
  await page.getByRole('heading', { level: 1, name: '组织评定' }).waitFor()
  await page.getByText('还差5列').first().waitFor()
  await tap(page.getByRole('button', { name: /没选的都填：请选$/ }).first())
  for (let item = 0; item < 4; item += 1) await tap(page.locator('.list').getByText('较好', { exact: true }))
  await page.keyboard.press('2')
  await tap(page.getByRole('button', { name: /^[^，]+，履职尽责与工作实绩，较好$/ }).nth(3))
  await tap(page.locator('.list').getByText('差', { exact: true }))
  await shot(stage, page, 'sheet-3-pc')
  expect(await faultsOfLook(page)).toEqual([])
  await tap(page.getByRole('button', { name: '签署' }))
  await page.getByLabel('会议记录编号').fill(minutes)
  await tap(page.getByRole('dialog').getByRole('button', { name: '签署' }))
  await page.getByText('已经签署，投进票箱').waitFor()
  // Two of them are the exception.
  expect(taps() - 2).toBe(7)
  expect(await sheets('VOTED')).toBe(42)
})

it('a reload in the middle finds what was entered, in the largest letters on the smallest phone too', async () => {
  const page = await phoneOf(stage, secretary)
  await page.goto(`${stage.product.url}/ballot/${roundId}`)
  await page.getByRole('button', { name: '重新录入组织评定' }).click()
  await page.locator('fieldset').first().getByText('较好', { exact: true }).click()
  await page.waitForTimeout(500)
  await page.reload()
  await page.getByRole('button', { name: '重新录入组织评定' }).click()
  await until('what was entered', async () =>
    (await page.getByRole('button', { name: /，\s*较好$/ }).count()) === 42 ? true : undefined,
  )
  for (const dark of [false, true]) {
    await wear(page, { size: smallPhone, dark, step: 2 })
    expect(await faultsOfLook(page)).toEqual([])
    const widths = await page
      .locator('fieldset .choice')
      .evaluateAll((all) => [...new Set(all.map((one) => (one as unknown as { offsetWidth: number }).offsetWidth))])
    expect(widths).toHaveLength(1)
    await shot(stage, page, `sheet-4-largest-${dark ? 'dark' : 'light'}`)
  }
  await wear(page, { size: phone, dark: false, step: 0 })
})

it('no script of a page has failed meanwhile, and axe has nothing to say', () => expect(stage.faults).toEqual([]))
