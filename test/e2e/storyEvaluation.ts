import type { Page } from 'playwright-core'
import { castApart } from '../../server/domain/scoring/collective'
import type { Caller } from '../support/product'
import { recomputed } from './printedTable'
import { cardWith, desktopOf, everybody, open, pathBehind, person, phoneOf, type Stage, shot, until } from './stage'
import { giveCodeOnPhone, setCodeOnPhone } from './storyCodes'
import { pledgeTexts } from './storyPledge'

const half = '2026年下半年'
const roundTitle = `信息支部${half}评价`
const marks = ['好', '较好', '一般', '差', '不了解']
/** Two members without an office. */
const scrutineers = ['柳安澜', '温望舒']

export interface Round {
  roundId: string
  /** What stands on the slips of both 监票人. */
  codes: string[]
}

const ofBranch = () => everybody().filter((one) => one.departmentCode === 'D14' && one.feishuUserId)

/** d: 党办 opens the half-year; the 书记's card leads to the round, where the list is frozen with two scrutineers. */
export async function openRound(stage: Stage): Promise<Round> {
  const pc = await desktopOf(stage, 'office')
  await open(stage, pc, '/rounds', '评价')
  await pc.getByRole('button', { name: `开始${half}评价` }).click()
  await pc.getByLabel('依据文件文号').fill('江岳机委发〔2026〕9号')
  await shot(stage, pc, 'd1-open-pc')
  await pc.getByRole('button', { name: '开始评价', exact: true }).click()
  await pc.getByText('已开始，共5个支部').waitFor()

  const path = pathBehind(stage, await cardWith(stage, 'digitalSecretary', `请组织${half}评价`), '去办理')
  const page = await phoneOf(stage, 'digitalSecretary')
  await open(stage, page, path, roundTitle)
  await page.getByRole('button', { name: '冻结名单' }).click()
  await page.getByText('请选满两名监票人').waitFor()
  for (const name of scrutineers)
    await page.getByRole('group', { name: '选两名监票人' }).getByText(name, { exact: true }).click()
  await shot(stage, page, 'd2-freeze')
  await page.getByRole('button', { name: '冻结名单' }).click()
  // 11 members, the 书记 once more as 书记, the branch.
  await page.getByText('名单已冻结：评价对象13个').waitFor()
  // The vote waits for both locks.
  await page.getByText('还要等监票人设监票码').waitFor()
  expect(await page.getByRole('button', { name: '开始投票' }).isDisabled()).toBe(true)
  return { roundId: path.split('/').at(-1) ?? '', codes: await bothCodes(stage) }
}

/** Each of both 监票人 sets his code on his own phone. */
async function bothCodes(stage: Stage): Promise<string[]> {
  const codes: string[] = []
  for (const [at, name] of scrutineers.entries()) codes.push(await setCodeOnPhone(stage, name, roundTitle, at + 1))
  return codes
}

/** The vote opens for five working days; everybody on the roll gets a card that leads to the sheet. */
export async function openVoting(stage: Stage, { roundId }: Round): Promise<void> {
  await stage.product.moveTo('2026-09-16')
  const page = await phoneOf(stage, 'digitalSecretary')
  await open(stage, page, `/rounds/${roundId}`, roundTitle)
  expect(await page.getByLabel('投票截止日').inputValue()).toBe('2026-09-22')
  await shot(stage, page, 'd3-open-voting')
  await page.getByRole('button', { name: '开始投票' }).click()
  await page.getByText('投票已开始').waitFor()
  for (const one of ofBranch()) {
    const card = await cardWith(stage, one.name, `请参加${half}评价`)
    expect(pathBehind(stage, card, '去评价')).toBe(`/ballot/${roundId}`)
  }
}

/** All this browser keeps, as JSON text; runs in the page. */
const keptInPage = `new Promise((done, fail) => {
  const opening = indexedDB.open('lianxinqiao')
  opening.onerror = fail
  opening.onsuccess = () => {
    const asked = opening.result.transaction('kept').objectStore('kept').getAll()
    asked.onsuccess = () => {
      opening.result.close()
      done(JSON.stringify([asked.result, { ...localStorage }, { ...sessionStorage }]))
    }
  }
})`

/** What the phone holds; `own` is what somebody has written and not handed in. */
async function heldBy(page: Page): Promise<{ own: unknown[]; all: string }> {
  const all = await page.evaluate<string>(keptInPage)
  const [records] = JSON.parse(all) as [{ kind: string }[]]
  return { own: records.filter(({ kind }) => kind === 'draft' || kind === 'waiting'), all }
}

/** What was chosen and not handed in lies sealed on the phone: whoever has it later finds nothing to read (rules §4.6.5). */
async function leavesNothing(page: Page) {
  await page.getByRole('button', { name: '开始评价' }).click()
  await page
    .locator('fieldset')
    .first()
    .getByText(marks[0] ?? '', { exact: true })
    .click()
  const { own } = await until('what was chosen to be kept', async () => {
    const held = await heldBy(page)
    return held.own.length > 0 ? held : undefined
  })
  expect(own).toEqual([expect.objectContaining({ value: { sealed: expect.any(String), until: expect.any(String) } })])
  await page.reload()
  await page.locator('fieldset .on').waitFor()
  await page.goBack()
}

type Pick = (at: number, item: number) => number

async function score(stage: Stage, page: Page, name: string, pick: Pick) {
  await page.getByText(/一共\d+位/).waitFor()
  await leavesNothing(page)
  return rate(stage, page, name, pick)
}

/** One person a screen. */
async function rate(stage: Stage, page: Page, name: string, pick: Pick) {
  const progress = await page.getByText(/一共\d+位/).innerText()
  const total = Number(/一共(\d+)位/.exec(progress)?.[1])
  await page.getByRole('button', { name: /^(开始|接着)评价/ }).click()
  for (let at = 0; at < total; at += 1) {
    await page.getByText(`第${at + 1}位，共${total}位`).waitFor()
    const items = page.locator('fieldset')
    if (at === 0) await shot(stage, page, `d4-${name}-first`)
    for (let item = 0; item < 5; item += 1)
      await items
        .nth(item)
        .getByText(marks[pick(at, item)] ?? '', { exact: true })
        .click()
  }
  await page.getByText('全部评好了，可以提交').waitFor()
  await shot(stage, page, `d5-${name}-review`)
  await page.getByRole('button', { name: '提交全部评价' }).click()
  await page.getByText('票已经投进票箱').waitFor()
  await shot(stage, page, `d6-${name}-done`)
  return total
}

/** A member and one of the 群众 score on the phone, opened from their cards; the member's pledge stands beside the items. */
export async function scoreOnPhones(stage: Stage, { roundId }: Round): Promise<void> {
  const voter = await phoneOf(stage, 'massesSecond')
  await open(stage, voter, `/ballot/${roundId}`, '评价')
  await shot(stage, voter, 'd4-masses-explained')
  await score(stage, voter, 'masses', (at, item) => (at + item) % 3)
  const member = await phoneOf(stage, 'memberSecond')
  await open(stage, member, `/ballot/${roundId}`, '评价')
  await score(stage, member, 'member', (at, item) => (at % 2 && item === 4 ? 4 : item % 2))
  await voter.goto(`${stage.product.url}/ballot/${roundId}`)
  await voter.getByText('您已经评完了').waitFor()
  await voter.getByRole('button', { name: '重新评价' }).click()
  await rate(stage, voter, 'masses-again', (at, item) => (at + item) % 2)
}

/** What a meeting of 机关党委 gives the 书记 and the branch: a choice an item for all, then the number of its minutes. */
async function enterSheets(stage: Stage, page: Page): Promise<void> {
  const on = page.getByRole('button', { name: /^(下一项|签署)$/ })
  for (let item = 1; item <= 10; item += 1) {
    await page.getByText(`第${item}项，共10项`).waitFor()
    await page.locator('fieldset').first().getByText('好', { exact: true }).click()
    if (item === 1) await shot(stage, page, 'd7-superior-first')
    await on.click()
  }
  await page.getByLabel('会议记录编号').fill('机委〔2026〕12号')
  await page.getByLabel('会议记录编号').press('Enter')
  await page.getByText('已经签署，投进票箱').waitFor()
}

/** The rest of the roll, as each of these people over HTTP: the own rating, the peers, the masses, the committee's sheets. */
export async function othersVote(stage: Stage, { roundId }: Round): Promise<void> {
  const letters = ['AAAAA', 'AABAA', 'ABABA', 'BABAB', 'AAAAU', 'BBABB']
  const groups = new Set<string>()
  let sawPledge = false
  for (const [index, one] of ofBranch().entries()) {
    const voter = await stage.product.loginPerson(one.personId, stage.platform)
    const sheet = await voter.call('ballot.sheet', { roundId })
    if (sheet.body.subjects.length === 0) continue
    sawPledge ||= sheet.body.subjects.some(({ dutyText }) => dutyText === pledgeTexts.dutyText)
    const ballots = sheet.body.subjects.map(({ subjectId, raterGroup }, at) => {
      groups.add(raterGroup)
      return { subjectId, raterGroup, answers: letters[(index + at) % letters.length] ?? '' }
    })
    for (const part of castApart(ballots)) {
      const input = { roundId, ballots: part, minutesNumber: '信支委〔2026〕7号' }
      expect((await voter.call('ballot.cast', input)).status).toBe(200)
    }
  }
  expect([...groups].sort()).toEqual(['MASSES', 'ORG', 'PEER', 'SELF'])
  expect(sawPledge).toBe(true)
}

const resultsSeenBy = async (caller: Caller, roundId: string) =>
  (await caller.call('round.read', { roundId })).body.results

/**
 * After the last day one sheet is still missing, so the night does not close the vote: 机关党委 enters it, then a
 * scrutineer closes and counts. Before that nobody reads a result, and nobody but the scrutineer can count.
 */
export async function closeAndTally(stage: Stage, { roundId, codes }: Round): Promise<void> {
  const secretary = await stage.product.login('digitalSecretary', stage.platform)
  const known = (await secretary.call('round.read', { roundId })).body
  expect(known.results).toBeNull()
  const [{ entrant: superior, sheets } = { entrant: null, sheets: [] }] = known.sheetsMissing
  expect(sheets).toHaveLength(2)
  expect((await secretary.call('round.tally', { roundId, revision: known.round.revision })).status).toBe(403)
  await stage.product.moveTo('2026-09-23')
  const page = await phoneOf(stage, superior ?? '')
  await open(stage, page, `/ballot/${roundId}`, '上级评')
  await enterSheets(stage, page)

  const counter = await phoneOf(stage, scrutineers[0] ?? '')
  await open(stage, counter, `/rounds/${roundId}`, roundTitle)
  await shot(stage, counter, 'd8-turnout')
  await counter.getByRole('button', { name: '截止投票' }).click()
  await counter.getByText('投票已截止').waitFor()
  const path = `/rounds/${roundId}`
  const first = { path, title: roundTitle, code: codes[0] ?? '', button: '开外封', done: '外封已开，可以放下手机' }
  await giveCodeOnPhone(stage, scrutineers[0] ?? '', first)
  const card = await cardWith(stage, scrutineers[1] ?? '', '请开内封并计票')
  const second = { title: roundTitle, code: codes[1] ?? '', button: '开内封并计票', done: '计票完成，可以放下手机' }
  await giveCodeOnPhone(stage, scrutineers[1] ?? '', { ...second, path: pathBehind(stage, card, '去开内封') })
  expect(await resultsSeenBy(secretary, roundId)).toHaveLength(13)
  expect(await resultsSeenBy(await stage.product.login('office', stage.platform), roundId)).toBeNull()
  const { personId } = person(scrutineers[0] ?? '')
  expect(await resultsSeenBy(await stage.product.loginPerson(personId, stage.platform), roundId)).toBeNull()
  const member = await stage.product.login('memberSecond', stage.platform)
  expect((await member.call('round.read', { roundId })).status).toBe(403)
}

async function fillMeeting(page: Page): Promise<void> {
  await page.getByLabel('会议记录编号').fill('信支委〔2026〕7号')
  await page.getByLabel('应到人数').fill('3')
  await page.getByLabel('实到人数').fill('3')
}

/** Grades the software does not propose are chosen by people; what departs from the proposal has its reason. */
async function chooseGrades(page: Page): Promise<void> {
  const open = page.locator('select.choice')
  for (let at = 0; at < (await open.count()); at += 1)
    if ((await open.nth(at).inputValue()) === '') await open.nth(at).selectOption({ label: '合格' })
  const reasons = page.getByLabel('理由')
  for (let at = 0; at < (await reasons.count()); at += 1) await reasons.nth(at).fill('支委会讨论后一致同意')
}

/** The 支委会 confirms; the 书记's own grades wait for another member of it (rules §2.2). */
export async function confirmGrades(stage: Stage, { roundId }: Round): Promise<void> {
  const pc = await desktopOf(stage, 'digitalSecretary')
  await open(stage, pc, `/rounds/${roundId}`, roundTitle)
  await shot(stage, pc, 'd10-results-pc')
  await pc.getByRole('button', { name: '确认等次' }).click()
  await pc.getByText(/还有\d+处要改：/).waitFor()
  await fillMeeting(pc)
  await chooseGrades(pc)
  await pc.getByText('您本人的等次，要由其他支委或机关党委确认').first().waitFor()
  await pc.getByRole('button', { name: '确认等次' }).click()
  await pc.getByText(`已记下。还在等：${person('digitalSecretary').name}`).waitFor()
  await pc.waitForLoadState('networkidle')
  await shot(stage, pc, 'd11-own-grade-pc')

  const page = await phoneOf(stage, '尹长河')
  await open(stage, page, `/rounds/${roundId}`, roundTitle)
  await fillMeeting(page)
  await chooseGrades(page)
  await shot(stage, page, 'd12-second-member')
  await page.getByRole('button', { name: '确认等次' }).click()
  await page.getByText('等次已全部确认').waitFor()
}

/** R57: 表1 is downloaded, every total follows from its own cells, and 党办 takes it in. */
export async function reportTable1(stage: Stage, { roundId }: Round): Promise<void> {
  const pc = await desktopOf(stage, 'digitalSecretary')
  await open(stage, pc, `/rounds/${roundId}`, roundTitle)
  await shot(stage, pc, 'd13-report-pc')
  const [download] = await Promise.all([pc.waitForEvent('download'), pc.getByText('下载表1').click()])
  expect(download.suggestedFilename()).toBe(`信息支部${half}评价结果汇总表.xlsx`)
  const { rows, differences } = await recomputed(await download.path())
  expect(rows).toBe(13)
  expect(differences).toEqual([])
  await pc.getByRole('button', { name: '报送表1' }).click()
  await pc.getByText('表1已报送机关党办').waitFor()
  const office = await desktopOf(stage, 'office')
  const card = await cardWith(stage, 'office', '信息支部报送了表1')
  await open(stage, office, pathBehind(stage, card, '查看表1'), roundTitle)
  await shot(stage, office, 'd14-decide-pc')
  await office.getByRole('button', { name: '受理', exact: true }).click()
  await office.getByText('已受理').first().waitFor()
}
