import type { Page } from 'playwright-core'
import { castApart } from '../../server/domain/scoring/collective'
import { holdBeforeCamera } from './camera'
import { openHalf, openVoteOf } from './house'
import { cardWith, closeStage, everybody, openStage, person, type Stage, shot } from './stage'
import { walksOf } from './walk'
import { ask } from './yearHouse'

/**
 * A round whose slips are lost, walked on the pages with its steps counted: the prints are made at headquarters, the first 监票人 loses
 * his slip, the second leaves without handing his over, and each safe opens its lock (rules §4.6.13).
 */
const half = '2026年下半年'
const title = `信息支部${half}评价`
const discipline = 'auditHead'

/** The QR of the first safe's sheet, as it was printed. */
let printed: Buffer = Buffer.alloc(0)

let stage: Stage
let roundId = ''
let names: string[] = []
const sheets: string[] = []
const walks = walksOf(() => stage)
const { begin, leaves } = walks

beforeAll(async () => {
  stage = await openStage('feishu')
  await openHalf(stage)
})
afterAll(async () => {
  walks.print()
  await closeStage(stage)
})

/** The QR as it comes out of the printer; on the screen it is not shown. */
async function prints(page: Page): Promise<Buffer> {
  const qr = page.locator('.slip .qr')
  expect(await qr.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  const picture = await qr.screenshot()
  await page.emulateMedia({ media: 'screen' })
  return picture
}

/** First without a camera, then with one that looks at the sheet. */
async function scans(page: Page, tap: (what: ReturnType<Page['getByRole']>) => Promise<void>, code: string) {
  const scan = page.getByRole('button', { name: '扫打印的码条' })
  await scan.click()
  await page.getByText('相机没有打开').waitFor()
  await holdBeforeCamera(page, printed)
  await tap(scan)
  await page.getByText('已填好，请核对后点下面的按钮').waitFor()
  expect((await page.getByLabel('备份码（20位数字）').inputValue()).replaceAll(' ', '')).toBe(code)
  await shot(stage, page, 'safe-scanned')
}

const copied = async (page: Page): Promise<string> => (await page.locator('.slip .code span').allInnerTexts()).join('')

async function makesPrint(who: string, lock: string): Promise<string> {
  const walk = begin(`keeper of a safe: makes the print of ${lock}`, who)
  const page = await walk.comes('/safe-prints', '备份码')
  await walk.tap(page.getByRole('button', { name: `做${half}${lock}的备份码` }))
  await walk.tap(page.getByRole('button', { name: '抽备份码' }))
  await page.getByRole('button', { name: '抄好了，去核对' }).waitFor()
  const code = await copied(page)
  if (!printed.length) printed = await prints(page)
  await shot(stage, page, `safe-sheet-${lock}`)
  await walk.tap(page.getByRole('button', { name: '抄好了，去核对' }))
  await walk.type(page.getByLabel('最后两组'), code.slice(12))
  await walk.tap(page.getByRole('button', { name: '核对并记下' }))
  await walk.tap(page.getByRole('button', { name: '已放进保险柜', exact: true }))
  await page.getByText('已记下：从现在起').waitFor()
  walk.end()
  await shot(stage, page, `safe-kept-${lock}`)
  return code
}

async function setsCode(name: string): Promise<void> {
  const walk = begin('监票人: sets his code, sealed to the print besides', name)
  const page = await walk.from('请设监票码', '去设监票码', title)
  await walk.tap(page.getByRole('button', { name: '抽监票码' }))
  const code = await copied(page)
  await page.locator('button[aria-busy="true"]').waitFor({ state: 'detached' })
  await walk.tap(page.getByRole('button', { name: '抄好了，去核对' }))
  await walk.type(page.getByLabel('最后两组'), code.slice(12))
  await walk.tap(page.getByRole('button', { name: '核对并设好' }))
  await page.getByText('您的监票码另外封存了一份').waitFor()
  walk.end()
}

async function everybodyVotes(): Promise<void> {
  for (const { personId } of everybody().filter((one) => one.feishuUserId)) {
    const voter = await stage.product.loginPerson(personId, 'feishu')
    const { status, body } = await voter.call('ballot.sheet', { roundId })
    const ballots = (status === 200 ? body.subjects : []).map(({ subjectId, raterGroup }) => {
      return { subjectId, raterGroup, answers: 'ABBAA' }
    })
    for (const part of castApart(ballots))
      await voter.call('ballot.cast', { roundId, ballots: part, minutesNumber: '信支委〔2026〕7号' })
  }
}

/** Says that a slip is lost: one fold, one reason, one press, and which lock where he may say it of both. */
async function reports(who: string, lock?: RegExp): Promise<void> {
  const walk = begin('says that a slip is lost', who)
  const page = await walk.comes(`/rounds/${roundId}`, title)
  await walk.tap(page.getByText('码条丢了，或者监票人走了没有交出来？'))
  if (lock) await walk.tap(page.getByText(lock))
  await walk.type(page.getByRole('textbox'), '搬办公室以后找不到了')
  await shot(stage, page, `safe-lost-${lock ? 1 : 2}`)
  await walk.tap(page.getByRole('button', { name: '报告码条丢失' }))
  await page.getByText('已报告').waitFor()
  walk.end()
}

/** The keeper comes by the card of the loss, types the print or holds it before the camera, and presses once. */
async function opensBySafe(who: string, code: string, [button, done]: readonly [string, string]): Promise<void> {
  const walk = begin(`keeper of a safe: ${button}`, who)
  const page = await walk.from('监票码条丢了', '去看这一轮', title)
  await page.getByText('备份码编号').waitFor()
  await page.getByLabel('备份码（20位数字）').fill(sheets[2] ?? '')
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText('这份备份码打不开这一轮的监票码').waitFor()
  await shot(stage, page, `safe-open-${button}`)
  if (code === sheets[0]) await scans(page, walk.tap, code)
  else await walk.type(page.getByLabel('备份码（20位数字）'), code)
  await walk.tap(page.getByRole('button', { name: button, exact: true }))
  await page.getByText(done).waitFor({ timeout: 30_000 })
  walk.end()
}

describe('the prints in the two safes', () => {
  it('are made at headquarters, each by its own keeper, and each 监票码 is sealed to one', async () => {
    sheets.push(await makesPrint('hqCommittee', '第一把锁'), await makesPrint(discipline, '第二把锁'))
    // Twenty digits that belong together, and to no print.
    sheets.push('00000000000000000098')
    const { roundId: id, scrutineers } = await openVoteOf(stage, 'digitalSecretary', 'frozen')
    roundId = id
    names = scrutineers
    for (const name of names) await setsCode(name)
    const secretary = await stage.product.login('digitalSecretary', 'feishu')
    const { earliestVotingEnd: votingToDay, round } = (await secretary.call('round.read', { roundId })).body
    await secretary.call('round.openVoting', { roundId, votingToDay, revision: round.revision })
    await everybodyVotes()
  })

  it('open a lock whose slip is lost, and the lock of a 监票人 who left without handing his over', async () => {
    const [first = '', second = ''] = names
    await reports(first, /第一把锁（开外封），监票人/)
    await stage.product.moveTo('2026-10-09')
    const { state, revision } = (await ask(stage, first, 'round.read', { roundId })).round
    const counter = await stage.product.loginPerson(person(first).personId, 'feishu')
    if (state === 'VOTING') await counter.call('round.close', { roundId, revision })
    await opensBySafe('hqCommittee', sheets[0] ?? '', ['用备份码开外封', '外封已用备份码打开'])
    await leaves(second)
    await reports('digitalSecretary')
    await opensBySafe(discipline, sheets[1] ?? '', ['用备份码开内封并计票', '已用备份码开内封并计票'])
    const read = await ask(stage, 'digitalSecretary', 'round.read', { roundId })
    expect([read.round.state, read.locks?.holders.map(({ bySafe }) => bySafe)]).toEqual(['TALLIED', [true, true]])
  })

  it('are told to every voter, and nobody needs more than eight steps', async () => {
    await cardWith(stage, 'massesSecond', '评价用备份码开了一把锁')
    expect(walks.walked).toHaveLength(8)
    expect(Math.max(...walks.walked.map(({ steps }) => steps))).toBeLessThanOrEqual(8)
  })

  it('no script of a page has failed meanwhile, and axe has nothing to say', () => expect(stage.faults).toEqual([]))
})
