import type { Page } from 'playwright-core'
import { Not } from 'typeorm'
import { AuditEntry, OutboxMessage, Person, Pledge } from '../../entities'
import type { Caller } from '../support/product'
import { addPhoto, cameraPhoto, factsOf } from './photo'
import {
  cardsOf,
  cardWith,
  desktopOf,
  everybody,
  open,
  pathBehind,
  person,
  phoneOf,
  type Stage,
  shot,
  unreadByUser,
  until,
  userIdOf,
} from './stage'

export const pledgeTexts = {
  dutyText: '负责信息系统运行维护和数据安全，保障业务不中断',
  studyPledge: '每月学习2次党的理论，12月底前取得架构师证书',
  dutyPledge: '每周巡检机房3次，全年重大故障为零，报修当天办结',
  integrityPledge: '全年零违纪，不收供应商礼品礼金，每季度自查1次',
}
/** What the labels of the form say. */
const labels: Record<keyof typeof pledgeTexts, string> = {
  dutyText: '我的工作职责',
  studyPledge: '承诺一（政治学习及业务技能）',
  dutyPledge: '承诺二（履职）',
  integrityPledge: '承诺三（廉洁自律）',
}
const reminderTitle = '请填写“三亮”公开承诺书'
export const doneTitle = '公开承诺书已提交'

/** a: 党办 opens the campaign on the page, with the document it rests on (R00, R14). */
export async function openCampaign(stage: Stage): Promise<void> {
  const page = await desktopOf(stage, 'office')
  await open(stage, page, '/office/campaign', '“三亮”活动')
  await page.getByRole('button', { name: '开始活动' }).click()
  await page.getByText('请填写这一项。').first().waitFor()
  await page.getByLabel('文号').fill('江岳机委发〔2026〕9号')
  await page.getByLabel('文件标题').fill('关于开展“三亮两联三评一公开”工作的通知')
  await page.getByLabel('印发日期').fill('2026-09-01')
  // 2026-09-20 is a Sunday on which the State Council has people work.
  await page.getByText('最后一个工作日是9月20日').waitFor()
  await shot(stage, page, 'a1-campaign')
  await page.getByRole('button', { name: '开始活动' }).click()
  await page.getByText('活动已开始').waitFor()
  await page.getByText('江岳机委发〔2026〕9号《关于开展“三亮两联三评一公开”工作的通知》').waitFor()
  await shot(stage, page, 'a2-campaign-open')
}

/**
 * Everybody hears of it on the opening day and then on the fifth working day before 9月20日, with the Sunday of make-up
 * work counted: 9月14日. Nothing comes in between.
 */
export async function moveToReminder(stage: Stage): Promise<void> {
  await stage.product.moveTo('2026-09-13')
  expect(await reminderDays(stage)).toEqual(['2026-09-07'])
  expect((await stage.product.moveTo('2026-09-14')).status).toBe(200)
  expect(await reminderDays(stage)).toEqual(['2026-09-07', '2026-09-14'])
}

async function reminderDays(stage: Stage): Promise<string[]> {
  const { personId } = person('memberSecond')
  const messages = await stage.product.database.read(null, 'job', ({ manager }) =>
    manager.findBy(OutboxMessage, { personId }),
  )
  return messages.map(({ dedupeKey }) => dedupeKey.split(':').at(-1) ?? '').sort()
}

/**
 * Everybody who owes a sheet and can be reached has one card a day, whatever else he has to do; nobody else has any.
 * `besides` has acted meanwhile.
 */
export async function everyMemberHasOneCardADay(stage: Stage, besides: string): Promise<void> {
  const members = await stage.product.database.read(null, 'job', ({ manager }) =>
    manager.findBy(Person, { politicalStatus: Not('MASSES'), dutyStatus: Not('LONG_SICK') }),
  )
  const owing = new Set(members.map(({ id }) => id))
  const others = everybody().filter((one) => one.feishuUserId && one.personId !== person(besides).personId)
  const wanted = new Map(others.map((one) => [userIdOf(stage, one), owing.has(one.personId) ? 2 : 0]))
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((total, count) => total + count, 0)
  const look = async () => {
    const counts = await unreadByUser(stage)
    counts.delete(userIdOf(stage, person(besides)))
    return counts
  }
  expect(sum(wanted)).toBe(2 * 138)
  await until('all reminders', async () => (sum(await look()) >= sum(wanted) ? true : undefined))
  expect(await look()).toEqual(wanted)
}

/** The card's button leads to the form itself; the client lets the person in without asking for anything. */
export async function openFromCard(stage: Stage): Promise<Page> {
  const card = await cardWith(stage, 'memberSecond', reminderTitle, '还有6天')
  const path = pathBehind(stage, card, '去填写')
  expect(path).toBe('/pledge')
  const page = await phoneOf(stage, 'memberSecond')
  await open(stage, page, path, '我的承诺书')
  expect(new URL(page.url()).pathname).toBe('/pledge')
  await shot(stage, page, 'b1-form')
  return page
}

/** The words, too long first: counted while typing, refused on the page and, all at once, by the server (R17, R22, R23). */
export async function writeWords(stage: Stage, page: Page): Promise<void> {
  const tooLong = { ...pledgeTexts, dutyText: '好'.repeat(31), studyPledge: '好'.repeat(101) }
  for (const [field, label] of Object.entries(labels))
    await page.getByLabel(label).fill(tooLong[field as keyof typeof tooLong])
  await page.getByText('31/30字').waitFor()
  await page.getByText('超出1字').waitFor()
  await page.getByText('建议在承诺一（政治学习及业务技能）中写明数量或完成时限').first().waitFor()
  await page.getByRole('button', { name: '提交承诺书' }).click()
  await page.getByText('还有3处要改').waitFor()
  await page.getByText('还没有上传照片').first().waitFor()
  await shot(stage, page, 'b2-too-long')
  const member = await stage.product.login('memberSecond', stage.platform)
  const { campaign } = (await member.call('pledge.mine')).body
  const sheet = { publishConsent: true, photoConsent: true, photoId: null, revision: 0 }
  const refused = await member.call('pledge.submit', { ...tooLong, ...sheet, campaignId: campaign?.campaignId ?? '' })
  expect(refused.status).toBe(422)
  expect(refused.body.problems?.map(({ field }) => field)).toEqual(['dutyText', 'pledges', 'photoId'])
  expect(refused.body.problems?.[0]?.sentence).toBe('工作职责共31字，超出1字（不超过30字）')
  for (const [field, label] of Object.entries(labels))
    await page.getByLabel(label).fill(pledgeTexts[field as keyof typeof pledgeTexts])
}

/** What was typed is there again after a reload; the photo gets through although its first try is cut off. */
export async function reloadAndAddPhoto(stage: Stage, page: Page): Promise<void> {
  await page.reload()
  await page.getByText('已恢复您上次没有提交的内容').waitFor()
  for (const [field, label] of Object.entries(labels))
    expect(await page.getByLabel(label).inputValue()).toBe(pledgeTexts[field as keyof typeof pledgeTexts])
  await addPhoto(stage, page)
  await page.getByLabel('同意在公开栏展示我的承诺').check({ force: true })
  await page.getByLabel('同意同时展示我的照片').check({ force: true })
}

/**
 * The worst of networks: the sheet arrives, the answer does not, the impatient thumb taps twice and the page is loaded
 * anew. One sheet comes of it, and the page says so.
 */
export async function submitOverWeakNetwork(stage: Stage, page: Page): Promise<void> {
  let arrived = 0
  await page.route('**/api/pledges/mine', async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    await route.fetch()
    arrived += 1
    return route.abort('connectionreset')
  })
  const button = page.getByRole('button', { name: '提交承诺书' })
  await button.dblclick()
  await until('the sheet at the server', async () => (arrived > 0 ? true : undefined))
  await shot(stage, page, 'b4-waiting')
  // The second tap may still be on its way; its answer is lost as well.
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await page.getByText('已提交，等支部查收').waitFor()
  await page.getByText('等待提交').waitFor({ state: 'hidden' })
  await shot(stage, page, 'b5-submitted')
  const { personId } = person('memberSecond')
  const { found, lines } = await stage.product.database.read(null, 'job', async ({ manager }) => ({
    found: await manager.findBy(Pledge, { personId }),
    lines: await manager.countBy(AuditEntry, { actorId: personId, action: 'pledge.submit' }),
  }))
  expect({ sheets: found.length, lines }).toEqual({ sheets: 1, lines: 1 })
  expect(found[0]).toMatchObject({ ...pledgeTexts, state: 'SUBMITTED', revision: 1, publishConsent: true })
}

/** Neither what the page sent nor what a camera would send keeps a place in it, and both stand upright (R25). */
export async function storedPhotoIsClean(stage: Stage): Promise<void> {
  const member: Caller = await stage.product.login('memberSecond', stage.platform)
  const { pledge } = (await member.call('pledge.mine')).body
  const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': 'IMG_0001.jpg' }
  const sent = await member.send('photo.upload', await cameraPhoto(), headers)
  expect(sent.body).toMatchObject({ width: 413, height: 579, warnings: [] })
  for (const photoId of [pledge?.photoId, sent.body.photoId]) {
    const stored = Buffer.from(await (await member.fetch(`/api/photos/${photoId}`)).arrayBuffer())
    expect(await factsOf(stored)).toEqual({ width: 413, height: 579, hasExif: false, top: 'red', bottom: 'white' })
  }
}

/**
 * The cards in the chat end by themselves; no other came. WeCom lets an app change a card for 72 hours only, so the one of
 * the opening day stays as it was there.
 */
export async function cardsAreDone(stage: Stage): Promise<void> {
  await cardWith(stage, 'memberSecond', doneTitle)
  const titles = async () => (await cardsOf(stage, person('memberSecond'))).map(({ card }) => card.title)
  const first = stage.platform === 'feishu' ? doneTitle : reminderTitle
  await until('both cards', async () => ((await titles())[0] === first ? true : undefined))
  expect(await titles()).toEqual([first, doneTitle])
}
