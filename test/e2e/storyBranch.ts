import type { Page } from 'playwright-core'
import type { Caller } from '../support/product'
import { satisfyPosts } from '../support/satisfyPosts'
import { cameraPhoto } from './photo'
import { cardWith, desktopOf, everybody, open, pathBehind, person, phoneOf, type Stage, shot } from './stage'
import { doneTitle, pledgeTexts } from './storyPledge'

/** How many of the branch stay away, so that the 书记 has somebody to remind and to explain. */
const absent = 3
const author = () => person('memberSecond').name

const members = async (secretary: Caller) => {
  const { branchId } = (await secretary.call('session.mine')).body
  return (await secretary.call('pledge.branch', { branchId: branchId ?? '' })).body.members
}

const nameOf = (personId: string): string => everybody().find((one) => one.personId === personId)?.name ?? ''

async function handIn(stage: Stage, personId: string, publishConsent: boolean): Promise<void> {
  const member = await stage.product.loginPerson(personId, stage.platform)
  const headers = { 'Content-Type': 'image/jpeg', 'X-File-Name': 'photo.jpg' }
  const { photoId } = (await member.send('photo.upload', await cameraPhoto(), headers)).body
  const { campaign } = (await member.call('pledge.mine')).body
  const consent = { publishConsent, photoConsent: false }
  const sheet = { ...pledgeTexts, ...consent, photoId, revision: 0, campaignId: campaign?.campaignId ?? '' }
  expect((await member.call('pledge.submit', sheet)).status).toBe(200)
}

/** The others of the branch hand in as their phones would; the first of them keeps his sheet off the wall. */
export async function othersHandIn(stage: Stage): Promise<{ missing: string[]; unwilling: string }> {
  const secretary = await stage.product.login('digitalSecretary', stage.platform)
  const owing = (await members(secretary)).filter(({ state }) => state === 'NOT_STARTED').map((each) => each.personId)
  const willing = owing.slice(0, -absent)
  for (const [index, personId] of willing.entries()) await handIn(stage, personId, index > 0)
  return { missing: owing.slice(-absent).map(nameOf), unwilling: nameOf(willing[0] ?? '') }
}

/**
 * The 书记 sees who is missing and reminds them with one tap. On a page left open on the PC a second reminder of the
 * day is refused, with the names.
 */
export async function nudge(stage: Stage, missing: string[]): Promise<Page> {
  await stage.product.moveTo('2026-09-15')
  const pc = await desktopOf(stage, 'digitalSecretary')
  await open(stage, pc, '/branch', '信息支部承诺书')
  const page = await phoneOf(stage, 'digitalSecretary')
  await open(stage, page, '/branch', '信息支部承诺书')
  await page.getByText('已交8人，共11人').waitFor()
  const list = page.getByRole('list', { name: '党员名单' })
  for (const name of missing) await list.getByText(name, { exact: true }).waitFor()
  expect(await list.getByRole('listitem').count()).toBe(absent)
  await shot(stage, page, 'c1-missing')
  await shot(stage, pc, 'c1-missing-pc')
  await page.getByRole('button', { name: `提醒未交的${absent}人` }).click()
  await page.getByText(`已提醒${absent}人`).waitFor()
  await shot(stage, page, 'c2-nudged')
  await pc.getByRole('button', { name: `提醒未交的${absent}人` }).click()
  await pc.getByText('没有发出提醒').waitFor()
  for (const name of missing) await pc.getByText(`${name}：今天已经提醒过`).waitFor()
  await shot(stage, pc, 'c2-nudged-twice-pc')
  return page
}

/** One sheet goes back with a reason; its author gets a card that opens it, mends it without a network, and it is in. */
export async function returnOne(stage: Stage, page: Page): Promise<void> {
  await page.getByText('已提交', { exact: true }).click()
  await page.getByRole('button', { name: `查看${author()}的承诺书` }).click()
  await page.getByText(pledgeTexts.dutyPledge).waitFor()
  await page.getByRole('button', { name: '退回修改' }).click()
  await page.getByText('承诺没有写数量或完成时限').click()
  await shot(stage, page, 'c3-return')
  await page.getByRole('button', { name: '退回修改' }).click()
  await page.getByText(`已退回给${author()}`).waitFor()

  const card = await cardWith(stage, 'memberSecond', '公开承诺书被退回')
  const phone = await phoneOf(stage, 'memberSecond')
  await open(stage, phone, pathBehind(stage, card, '去修改'), '我的承诺书')
  await phone.getByText('承诺没有写数量或完成时限').waitFor()
  await phone.getByLabel('承诺二（履职）').fill(`${pledgeTexts.dutyPledge}，每月通报`)
  await shot(stage, phone, 'c4-returned')
  await phone.context().setOffline(true)
  await phone.getByRole('button', { name: '重新提交' }).dblclick()
  await phone.getByText('承诺书已保存在这台设备上').waitFor()
  await shot(stage, phone, 'c5-offline')
  await phone.context().setOffline(false)
  await phone.getByText('已提交，等支部查收').waitFor()
  await cardWith(stage, 'memberSecond', doneTitle, '9月15日')
  const member = await stage.product.login('memberSecond', stage.platform)
  const { pledge } = (await member.call('pledge.mine')).body
  // Handed in, returned, handed in again: each once.
  expect(pledge).toMatchObject({ state: 'SUBMITTED', revision: 3, dutyPledge: `${pledgeTexts.dutyPledge}，每月通报` })
}

/**
 * R19: the branch hands in while some are missing, each with a reason; 党办 reads them and takes the package in. Its
 * departments owe no 岗 and 区 here: how those come about is a story of its own (storyThreeShows.ts).
 */
export async function handInPackage(stage: Stage, page: Page, missing: string[]): Promise<void> {
  const secretary = await stage.product.login('digitalSecretary', stage.platform)
  const { branchId } = (await secretary.call('session.mine')).body
  await satisfyPosts(stage.product.database, branchId ?? '')
  await open(stage, page, '/branch', '信息支部承诺书')
  await page.getByRole('button', { name: '报送机关党办' }).click()
  await page.getByRole('button', { name: '确认报送' }).click()
  await page.getByText(`还有${absent}处要改`).waitFor()
  for (const name of missing) {
    const reason = page.getByRole('group', { name: `${name}没有交的原因` })
    await reason.getByText('休假', { exact: true }).click()
  }
  await shot(stage, page, 'c6-package')
  await page.getByRole('button', { name: '确认报送' }).click()
  await page.getByText('第1次报送已交给机关党办').waitFor()
  await page.getByText('承诺书8份').first().waitFor()

  const card = await cardWith(stage, 'office', '信息支部报送了材料')
  const pc = await desktopOf(stage, 'office')
  await open(stage, pc, '/office', '机关党办')
  await shot(stage, pc, 'c7-office-pc')
  await pc.getByRole('link', { name: '审看信息支部的报送' }).waitFor()
  await open(stage, pc, pathBehind(stage, card, '查看材料'), '信息支部第1次报送')
  await pc.getByText('承诺书8份', { exact: true }).waitFor()
  for (const name of missing)
    await pc
      .getByText(new RegExp(`休假.*：.*${name}`))
      .first()
      .waitFor()
  await shot(stage, pc, 'c8-package-pc')
  await pc.getByRole('button', { name: '受理', exact: true }).click()
  await pc.getByText('已受理。').waitFor()
  await cardWith(stage, 'digitalSecretary', '支部报送已受理')
}

/** R27: on the wall with consent only, gone at once when it ends, back when it is given again. */
export async function consentRulesWall(stage: Stage, unwilling: string): Promise<void> {
  const reader = await phoneOf(stage, 'massesSecond')
  await open(stage, reader, '/wall', '公开栏')
  await reader.getByRole('heading', { name: author() }).waitFor()
  await reader.getByAltText(`${author()}的登记照片`).waitFor()
  expect(await reader.getByRole('heading', { name: unwilling }).count()).toBe(0)
  await reader.getByRole('heading', { name: author() }).scrollIntoViewIfNeeded()
  await shot(stage, reader, 'c9-wall')
  const phone = await phoneOf(stage, 'memberSecond')
  await open(stage, phone, '/pledge', '我的承诺书')
  const consent = phone.getByLabel('同意在公开栏展示我的承诺')
  await consent.uncheck({ force: true })
  await phone.getByText('已按您的选择更新').waitFor()
  await reader.reload()
  await reader.getByText(/共\d+份承诺书/).waitFor()
  expect(await reader.getByRole('heading', { name: author() }).count()).toBe(0)
  await phone.reload()
  await consent.check({ force: true })
  await phone.getByText('已按您的选择更新').waitFor()
  await shot(stage, phone, 'c10-consent')
  await reader.reload()
  await reader.getByRole('heading', { name: author() }).waitFor()
  const pc = await desktopOf(stage, 'office')
  await open(stage, pc, '/wall', '公开栏')
  await shot(stage, pc, 'c9-wall-pc')
}
