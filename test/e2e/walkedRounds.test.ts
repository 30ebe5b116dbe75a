import type { Page } from 'playwright-core'
import { castApart } from '../../server/domain/scoring/collective'
import { openHalf, openVoteOf } from './house'
import { cardWith, closeStage, everybody, openStage, type Stage, shot } from './stage'
import { losing, walksOf } from './walk'
import { ask } from './yearHouse'

/**
 * What goes wrong in a round, walked on the pages, steps counted. A sample where nothing else is said: a lost phone, and the second
 * 监票人 a day later on a bad network; `npm run drill -- walked` walks all of it.
 */
const whole = Boolean(process.env.WALKED)
const half = '2026年下半年'
const titleOf = (branch: string) => `${branch}${half}评价`

let stage: Stage
const walks = walksOf(() => stage)
const { begin, losePhone, leaves, gone } = walks

beforeAll(async () => {
  stage = await openStage('feishu')
  await openHalf(stage)
})
afterAll(async () => {
  walks.print()
  await closeStage(stage)
})

/** Everybody but those named votes, as their phones do. */
async function othersVote(roundId: string): Promise<void> {
  for (const { personId, name } of everybody().filter((one) => one.feishuUserId && !gone.includes(one.name))) {
    const voter = await stage.product.loginPerson(personId, 'feishu')
    const { status, body } = await voter.call('ballot.sheet', { roundId })
    const ballots = (status === 200 ? body.subjects : []).map(({ subjectId, raterGroup }) => {
      return { subjectId, raterGroup, answers: name.length % 2 ? 'ABBAA' : 'BABAA' }
    })
    for (const part of castApart(ballots))
      await voter.call('ballot.cast', { roundId, ballots: part, minutesNumber: '信支委〔2026〕7号' })
  }
}

const copied = async (page: Page): Promise<string> => (await page.locator('.slip .code span').allInnerTexts()).join('')

/** Draws a code, copies it and types its last two groups back: the same way for a first slip and for another one. */
async function drawsCode(walk: ReturnType<typeof begin>, page: Page): Promise<string> {
  await walk.tap(page.getByRole('button', { name: '抽监票码' }))
  const code = await copied(page)
  // Whoever copies twenty digits by hand is slower than the phone that makes a lock of them.
  await page.locator('button[aria-busy="true"]').waitFor({ state: 'detached' })
  await walk.tap(page.getByRole('button', { name: '抄好了，去核对' }))
  await walk.type(page.getByLabel('最后两组'), code.slice(12))
  await walk.tap(page.getByRole('button', { name: '核对并设好' }))
  await page.getByRole('heading', { name: '您的监票码已设好' }).waitFor()
  return code
}

/** He types his code from the slip and presses the one button. */
async function givesCode(
  walk: ReturnType<typeof begin>,
  page: Page,
  code: string,
  [button, done]: readonly [string, string],
) {
  await walk.type(page.getByLabel('监票码（20位数字）'), code)
  await walk.tap(page.getByRole('button', { name: button, exact: true }))
  await page.getByText(done).waitFor({ timeout: 30_000 })
}
const outer = ['开外封', '外封已开，可以放下手机'] as const
const inner = ['开内封并计票', '计票完成，可以放下手机'] as const

/** The round of the sample, and what its slips say. */
async function openVote(secretary: string) {
  const { roundId, scrutineers, codes } = await openVoteOf(stage, secretary)
  return { roundId, scrutineers, codes: codes as [string, string] }
}

describe('a lost phone, and the second 监票人 a day later on a bad network', () => {
  const voter = 'massesSecond'
  let round: Awaited<ReturnType<typeof openVote>>
  beforeAll(async () => {
    round = await openVote('digitalSecretary')
    await cardWith(stage, voter, `请参加${half}评价`)
    await othersVote(round.roundId)
  })

  it('a voter whose phone is gone reads on another one that his ballot lies in the box, and has nothing to do', async () => {
    await losePhone(voter)
    const walk = begin('voter, lost phone: reads that it lies in the box', voter)
    const page = await walk.from('评价', '看回执', '评价')
    await page.getByText('您已经评完了').waitFor()
    walk.end()
    expect(await page.getByRole('button', { name: '重新评价' }).count()).toBe(1)
    await shot(stage, page, 'walked-1-voter')
  })

  it('the first 监票人 closes and opens the outer envelopes from his slip, on a phone that has never seen the round', async () => {
    await stage.product.moveTo('2026-09-30')
    const [first = ''] = round.scrutineers
    await losePhone(first)
    const walk = begin('监票人 1, lost phone: 开外封 from the slip', first)
    const { state } = (await ask(stage, first, 'round.read', { roundId: round.roundId })).round
    const page =
      state === 'VOTING'
        ? await walk.comes(`/rounds/${round.roundId}`, titleOf('信息支部'))
        : await walk.from('请开外封', '去开外封', titleOf('信息支部'))
    if (state === 'VOTING') await walk.tap(page.getByRole('button', { name: '截止投票' }))
    await givesCode(walk, page, round.codes[0], outer)
    walk.end()
    await shot(stage, page, 'walked-2-outer')
  })

  it('the second one a day later: requests and answers get lost, and it is counted once', async () => {
    await stage.product.moveTo('2026-10-09')
    const [, second = ''] = round.scrutineers
    const walk = begin('监票人 2, a day later on a bad network: 开内封并计票', second)
    const page = await walk.from('请开内封并计票', '去开内封', titleOf('信息支部'))
    const doors = await losing(page, '**/api/rounds/*/door')
    const counts = await losing(page, '**/api/rounds/*/tally')
    await givesCode(walk, page, round.codes[1], inner)
    walk.end()
    expect(doors()).toBeGreaterThanOrEqual(3)
    expect(counts()).toBeGreaterThanOrEqual(3)
    await shot(stage, page, 'walked-3-counted')
    await cardWith(stage, second, '计票已完成')
    const { round: read, checksum } = await ask(stage, second, 'round.read', { roundId: round.roundId })
    expect([read.state, checksum?.length]).toEqual(['TALLIED', 64])
  })

  it('nobody needs more than five steps', () => {
    expect(walks.walked.map(({ steps }) => steps)).toEqual([1, expect.any(Number), 3])
    expect(Math.max(...walks.walked.map(({ steps }) => steps))).toBeLessThanOrEqual(5)
  })
})

const describeWhole = (name: string, block: () => void): void => {
  if (whole) describe(name, block)
}

describeWhole('slips and 监票人 that are gone', () => {
  const secretary = 'financeSecretary'
  const title = titleOf('财投支部')
  let roundId: string
  let names: string[]
  const codes: string[] = []

  it('before the vote: a lost slip is replaced by another, and the lost one opens nothing', async () => {
    await stage.product.moveTo('2026-10-10')
    const { roundId: id, scrutineerNames } = await frozenOf(secretary)
    roundId = id
    names = scrutineerNames
    const [first = '', second = ''] = names
    for (const [at, name] of [first, second].entries()) {
      const walk = begin('监票人: sets his code', name)
      codes[at] = await drawsCode(walk, await walk.from('请设监票码', '去设监票码', title))
      walk.end()
    }
    const lost = codes[0]
    const walk = begin('监票人 1, lost slip before the vote: another code', first)
    const page = await walk.comes(`/rounds/${roundId}`, title)
    await walk.tap(page.getByRole('button', { name: '码条丢了，重新设' }))
    await page.getByText('原来的码条就没有用了').waitFor()
    await shot(stage, page, 'walked-4-again')
    codes[0] = await drawsCode(walk, page)
    walk.end()
    expect(codes[0]).not.toBe(lost)
    codes.push(lost ?? '')
  })

  it('a 监票人 who left before the vote: the 书记 names another, who sets a code of his own', async () => {
    const [, second = ''] = names
    await leaves(second)
    const walk = begin('书记: names another 监票人', secretary)
    const page = await walk.comes(`/rounds/${roundId}`, title)
    await page.getByText('有一名监票人已不在单位').waitFor()
    await shot(stage, page, 'walked-5-left')
    const chips = page.getByRole('group', { name: '选一名监票人' })
    const third = (await chips.locator('label').allInnerTexts()).map((text) => text.trim())[0] ?? ''
    await walk.tap(chips.getByText(third, { exact: true }))
    await walk.tap(page.getByRole('button', { name: '改派监票人' }))
    await page.getByText('监票人已改派').waitFor()
    walk.end()
    names[1] = third
    const his = begin('监票人 named anew before the vote: sets his code', third)
    codes[1] = await drawsCode(his, await his.from('请设监票码', '去设监票码', title))
    his.end()
  })

  it('after the vote began: whoever follows opens with the slip of the one who left', async () => {
    const walk = begin('书记: opens the vote', secretary)
    const page = await walk.from('可以开始投票了', '去办理', title)
    await walk.tap(page.getByRole('button', { name: '开始投票' }))
    await page.getByText('投票已开始').waitFor()
    walk.end()
    await othersVote(roundId)
    const [first = ''] = names
    await leaves(first)
    const rename = begin('书记: names another 监票人 while the vote runs', secretary)
    const again = await rename.comes(`/rounds/${roundId}`, title)
    await again.getByText('要把码条当面交给新的监票人').waitFor()
    const chips = again.getByRole('group', { name: '选一名监票人' })
    const follower = (await chips.locator('label').allInnerTexts()).map((text) => text.trim())[0] ?? ''
    await rename.tap(chips.getByText(follower, { exact: true }))
    await rename.tap(again.getByRole('button', { name: '改派监票人' }))
    await again.getByText('监票人已改派').waitFor()
    rename.end()
    await shot(stage, again, 'walked-6-named')
    names[0] = follower
    await stage.product.moveTo('2026-10-30')
    const opens = begin('监票人 who follows: 开外封 with the slip he was given', follower)
    const box = await opens.comes(`/rounds/${roundId}`, title)
    const closing = box.getByRole('button', { name: '截止投票' })
    if (await closing.count()) await opens.tap(closing)
    // The slip that was lost before opens nothing.
    await box.getByLabel('监票码（20位数字）').fill(codes[2] ?? '')
    await box.getByRole('button', { name: '开外封', exact: true }).click()
    await box.getByText(/监票码不对，什么都没有改动/).waitFor()
    await givesCode(opens, box, codes[0] ?? '', outer)
    opens.end()
  })

  it('the second slip is lost after it: asked by the branch, decided by 党办, and held again over the same list', async () => {
    const walk = begin('书记: asks for 作废重投', secretary)
    const page = await walk.comes(`/rounds/${roundId}`, title)
    await walk.tap(page.getByText('这一轮办不下去了？请求作废重投'))
    await walk.tap(page.getByText('监票码丢失，投票打不开'))
    await walk.type(page.getByRole('textbox'), '第二把锁的码条找不到了')
    await shot(stage, page, 'walked-7-ask')
    await walk.tap(page.getByRole('button', { name: '请求作废重投' }))
    await page.getByText('已请求作废重投，等机关党办决定').waitFor()
    walk.end()
    const decides = begin('党办: decides on 作废重投', 'office')
    const desk = await decides.from('财投支部请求作废重投', '去决定', title)
    await decides.tap(desk.getByText('同意作废，重新投票'))
    await decides.tap(desk.getByText('已核实，监票码和备份都找不到了'))
    await shot(stage, desk, 'walked-8-decide')
    await decides.tap(desk.getByRole('button', { name: '记下这个决定' }))
    await desk.getByText('已作废，重新投票的一轮已建好').waitFor()
    decides.end()
    await cardWith(stage, 'masses', `${half}评价作废，重新投票`)
    const told = begin('voter: reads what became of his ballot', 'masses')
    const ballot = await told.comes(`/ballot/${roundId}`, '评价')
    await ballot.getByText(/这一轮评价已作废，投出的票都没有拆开/).waitFor()
    await shot(stage, ballot, 'walked-9-voided')
    told.end()
    for (const [at, name] of names.entries()) {
      const his = begin('监票人: sets his code for the round held again', name)
      codes[at] = await drawsCode(his, await his.from('请设监票码', '去设监票码', title))
      his.end()
    }
    const opens = begin('书记: opens the vote again', secretary)
    const again = await opens.from('可以开始投票了', '去办理', title)
    await opens.tap(again.getByRole('button', { name: '开始投票' }))
    await again.getByText('投票已开始').waitFor()
    opens.end()
    await shot(stage, again, 'walked-10-again')
  })
})

/** The list of a branch is frozen, and both 监票人 are called to set their codes. */
async function frozenOf(secretary: string): Promise<{ roundId: string; scrutineerNames: string[] }> {
  const { roundId, scrutineerIds } = await openVoteOf(stage, secretary, 'frozen')
  return {
    roundId,
    scrutineerNames: scrutineerIds.map((id) => everybody().find(({ personId }) => personId === id)?.name ?? ''),
  }
}

it('no script of a page has failed meanwhile, and axe has nothing to say', () => expect(stage.faults).toEqual([]))
