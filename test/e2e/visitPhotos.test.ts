import { AuditEntry, StoredFile, Visit, VisitMember, VisitPicture } from '../../entities'
import { cameraPhoto } from './photo'
import { closeStage, openStage, person, type Stage, until } from './stage'
import { visitors } from './visitor'

let stage: Stage
beforeAll(async () => {
  stage = await openStage('feishu', true)
})
afterAll(() => closeStage(stage))

const { newBrowser, logIn, press } = visitors(() => stage)
const rows = <Row extends object>(entity: new () => Row, where: object): Promise<Row[]> =>
  stage.product.database.read(null, 'job', (work) => work.manager.findBy(entity, where))
const authorId = person('member').personId

/** Uploads that reach the server and are cut on their way back or there, the first so many of each. */
const cutUploads = (route: { abort: () => Promise<void>; fetch: () => Promise<unknown> }, at: number): Promise<void> =>
  at % 2 ? route.fetch().then(() => route.abort()) : route.abort()

it('a visit with two photos is written down without a network and arrives whole, each photo once', async () => {
  const context = await newBrowser(true)
  const page = await logIn(context, 'member')
  await page.getByRole('heading', { name: '登记一次走访' }).waitFor()
  // The lower part of the form has come, and what keeps it.
  await page.getByText('选照片').waitFor()
  await page.getByRole('button', { name: '添加同行党员' }).click()
  await page.getByRole('button', { name: person('financeSecretary').name }).waitFor()
  await context.setOffline(true)
  await page.getByLabel('找本支部党员').fill(person('financeSecretary').name)
  await page.getByRole('button', { name: person('financeSecretary').name }).click()
  await page.getByRole('button', { name: `${person('financeSecretary').name}没有同去，去掉` }).waitFor()
  const group = page.getByRole('group', { name: '走访了谁' })
  for (const at of [0, 1]) await group.locator('label').nth(at).click()
  await page.getByRole('main').getByText('听取意见', { exact: true }).click()
  await page.getByRole('textbox', { name: /走访情况/ }).fill('在地下泵房聊了检修的安排')
  await page.getByLabel('在哪里').fill('地下泵房')
  const photos = [await cameraPhoto(), await cameraPhoto({ width: 600, height: 800 })]
  await page
    .locator('input[type=file][multiple]')
    .setInputFiles(photos.map((buffer, at) => ({ name: `${at}.jpg`, mimeType: 'image/jpeg', buffer })))
  await page.getByAltText('第2张照片').waitFor()
  await press(page)
  await page.getByText('已保存在这台设备上，联网后自动登记。').waitFor()
  expect(await rows(Visit, { authorId })).toEqual([])
  let uploads = 0
  await context.route('**/api/pictures', (route) => {
    uploads += 1
    return uploads < 4 ? cutUploads(route, uploads) : route.continue()
  })
  await context.setOffline(false)
  const visits = await until('the visits', async () => {
    const found = await rows(Visit, { authorId })
    return found.length ? found : undefined
  })
  expect(visits.map(({ place, content }) => ({ place, content }))).toEqual(
    Array.from({ length: 2 }, () => ({ place: '地下泵房', content: '在地下泵房聊了检修的安排' })),
  )
  const [first] = visits.filter(({ withVisitId }) => !withVisitId)
  expect(await rows(VisitPicture, { visitId: first?.id })).toHaveLength(2)
  // Each of the two counts for both who went.
  expect(await rows(VisitMember, { memberId: person('financeSecretary').personId })).toHaveLength(2)
  expect(await rows(StoredFile, { ownerId: authorId, purpose: 'PICTURE' })).toHaveLength(2)
  expect(await rows(AuditEntry, { action: 'attachment.uploadPicture' })).toHaveLength(2)
  await page.getByText('同时走访2人').first().waitFor()
  expect(stage.faults).toEqual([])
  await context.close()
})

it('a draft of before shows whom and which day it says, and says nobody who is on the list no more', async () => {
  const { product } = stage
  const secretary = await product.login('financeSecretary')
  const branchId = (await secretary.call('session.mine')).body.branchId ?? ''
  const context = await newBrowser()
  const page = await logIn(context, 'member')
  const chips = page.getByRole('group', { name: '走访了谁' }).locator('label')
  const names = await chips.allTextContents()
  const chosen = () => chips.filter({ has: page.getByRole('checkbox', { checked: true }) }).allTextContents()
  for (const at of [0, 1]) await chips.nth(at).click()
  await page.getByText('选日期', { exact: true }).click()
  await page.getByLabel('走访日期').fill('2026-08-20')
  const { contacts } = (await secretary.call('contact.branch', { branchId })).body
  const first = contacts.find(({ memberId, contactName }) => memberId === authorId && names[0]?.startsWith(contactName))
  const { liaisonId = '', revision = 0 } = first ?? {}
  const ended = { liaisonId, revision, lastDay: '2026-09-01', reason: '工作调动，换人联系' }
  expect((await secretary.call('contact.end', ended)).status).toBe(200)
  await page.reload()
  await page.getByText('已恢复您上次没有提交的内容').waitFor()
  expect(await page.getByLabel('走访日期').inputValue()).toBe('2026-08-20')
  expect(await chosen()).toEqual([names[1]])
  await page.getByRole('main').getByText('听取意见', { exact: true }).click()
  await page.getByRole('textbox', { name: /走访情况/ }).fill('聊了聊值班的安排')
  await press(page)
  const visits = await until('the visit', async () => {
    const found = await rows(Visit, { authorId, content: '聊了聊值班的安排' })
    return found.length ? found : undefined
  })
  expect(visits.map(({ contactName, visitedDay }) => [contactName, visitedDay])).toEqual([
    [contacts.find(({ contactName }) => names[1]?.startsWith(contactName))?.contactName, '2026-08-20'],
  ])
  await context.close()
})
