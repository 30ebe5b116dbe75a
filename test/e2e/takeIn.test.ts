import type { BrowserContext, Page } from 'playwright-core'
import { castApart } from '../../server/domain/scoring/collective'
import { shortHash } from '../../server/domain/sealing/shortHash'
import { newPhone } from '../support/browser'
import { takeBackup } from '../support/databases/backup'
import { openVote, votes } from './house'
import {
  cardWith,
  closeStage,
  desktopOf,
  everybody,
  openStage,
  ownedBy,
  pathBehind,
  person,
  type Stage,
  shot,
} from './stage'
import { ask } from './yearHouse'

/** Rules §4.6.11: a house restored from a backup of voting time after a round was counted, on a phone and a desk. */
let stage: Stage
let roundId: string
let checksum: string
let scrutineers: string[] = []
let context: BrowserContext
beforeAll(async () => {
  stage = await openStage('feishu')
  roundId = await openVote(stage)
  context = await newPhone(stage.browser, { platform: 'feishu' })
  const source = await stage.product.database.read(null, 'job', async (work) => work.manager.dataSource)
  const back = await takeBackup(source)
  await count()
  await back()
  // Its jobs look once a minute, which is longer than a test waits.
  await stage.product.catchUp()
})
afterAll(() => closeStage(stage))

const read = () => ask(stage, 'digitalSecretary', 'round.read', { roundId })

async function count(): Promise<void> {
  for (const { personId } of everybody().filter((one) => one.feishuUserId)) {
    const voter = await stage.product.loginPerson(personId, 'feishu')
    const { status, body } = await voter.call('ballot.sheet', { roundId })
    const ballots = (status === 200 ? body.subjects : []).map(({ subjectId, raterGroup }) => {
      return { subjectId, raterGroup, answers: 'ABBAA' }
    })
    for (const part of castApart(ballots))
      await voter.call('ballot.cast', { roundId, ballots: part, minutesNumber: '信支委〔2026〕7号' })
  }
  scrutineers = (await read()).scrutineers
  await stage.product.moveTo('2026-09-30')
  if ((await read()).round.state === 'VOTING')
    await ask(stage, scrutineers[0] ?? '', 'round.close', { roundId, revision: (await read()).round.revision })
  const ids = scrutineers.map((name) => everybody().find((one) => one.name === name)?.personId ?? '')
  await votes.get(roundId)?.open(ids, async () => (await read()).round.revision)
  checksum = (await read()).checksum ?? ''
  // The next turn of the jobs writes the bundle and destroys the keys.
  await stage.product.catchUp()
}

async function logIn(key: string, path: string): Promise<Page> {
  await ownedBy(stage, context, person(key))
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (fault) => stage.faults.push(fault.message))
  await page.goto(`${stage.product.url}/login/feishu?return=${encodeURIComponent(path)}`)
  await page.waitForLoadState('networkidle')
  return page
}

it('a voter hears that it was counted, and gives no second ballot', async () => {
  const page = await logIn('massesSecond', `/ballot/${roundId}`)
  await page.getByText(/这一轮已经计过票/).waitFor()
  await shot(stage, page, 'takeIn-1-voter')
  await page.close()
})

it('the 书记 reads whom the round waits for', async () => {
  const desk = await desktopOf(stage, 'digitalSecretary')
  await desk.goto(`${stage.product.url}/rounds/${roundId}`)
  await desk.getByText(`正等监票人取回：${scrutineers.join('、')}。`).waitFor()
  expect(await desk.getByRole('button', { name: '取回计票结果' }).count()).toBe(0)
  await shot(stage, desk, 'takeIn-2-desk')
})

it('a 监票人 has it taken in by the sixteen digits of his card, and is told what is wrong with others', async () => {
  const [, second = ''] = scrutineers
  const card = await cardWith(stage, second, '请取回计票结果')
  const page = await logIn(second, pathBehind(stage, card, '去取回'))
  const field = page.getByLabel('计票校验码')
  const press = page.getByRole('button', { name: '取回计票结果' })
  await field.fill('1234 5678')
  await press.click()
  await page.getByText('校验码是16位数字，现在8位。').waitFor()
  await shot(stage, page, 'takeIn-3-short')
  await field.fill('1234 5678 1234 5678')
  await press.click()
  await page.getByText(/^没有取回：您填的和这份计票档案的校验码不一样/).waitFor()
  await field.fill(shortHash(checksum))
  await page.emulateMedia({ colorScheme: 'dark' })
  await shot(stage, page, 'takeIn-4-dark')
  await page.emulateMedia({ colorScheme: 'light' })
  await press.click()
  await page.getByText(/^计票结果已取回，和档案一致。校验码/).waitFor()
  expect((await read()).checksum).toBe(checksum)
  await page.getByRole('button', { name: '核验', exact: true }).click()
  await page.getByText(/^核验通过：\d+张选票重新计算/).waitFor()
  await shot(stage, page, 'takeIn-5-taken')
  await page.close()
})

it('no script of a page has failed meanwhile, and axe has nothing to say', () => expect(stage.faults).toEqual([]))
