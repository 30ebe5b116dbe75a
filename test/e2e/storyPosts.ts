import type { Page } from 'playwright-core'
import { cameraPhoto } from './photo'
import { desktopOf, open, person, phoneOf, type Stage, shot } from './stage'

/** One 岗 or 区 as the story tells it; people by their key of the cast. */
export interface PostStory {
  kind: 'POST' | 'AREA'
  department: string
  /** 部门党员负责人, who also hangs the plate. */
  lead: string
  /** 部门第一负责人. */
  head: string
  supervisor: string
  /** Name of the person recommended. */
  nominee: string
  /** What the plate is called. */
  title: string
}

const kindNames = { POST: '党员示范岗', AREA: '党员责任区' } as const
const words = {
  goal: '每月3日前完成结账，全年差错为零',
  content: '带头优化结账流程，带教2名新员工，每季度讲1次业务课',
  grounds: '连续三年考核优秀，业务能力强，愿意帮助同事',
  scope: '办公楼三层财务区和票据库房',
  checking: '每月检查1次，结果在部门会上通报',
}
const shotName = ({ kind, title }: PostStory, step: string): string => `posts-${step}-${kind}-${title}`

/** The record on this person's phone, with its heading. */
export async function openRecord(stage: Stage, key: string, path: string, story: PostStory): Promise<Page> {
  const page = await phoneOf(stage, key)
  await open(stage, page, path, kindNames[story.kind])
  await page.getByText(story.department, { exact: true }).first().waitFor()
  return page
}

/** The board of the branch this person belongs to, on the PC. */
async function openBoard(stage: Stage, key: string): Promise<Page> {
  const caller = await stage.product.loginPerson(person(key).personId, stage.platform)
  const { branchId, branchName } = (await caller.call('session.mine')).body
  const page = await desktopOf(stage, key)
  await open(stage, page, `/branch/${branchId}/posts`, `${branchName}岗区`)
  return page
}

/** R03: the 书记 opens the work; the page says who will hear of it. */
export async function openPosts(stage: Stage, secretary: string, leads: readonly string[]): Promise<void> {
  const page = await openBoard(stage, secretary)
  for (const lead of leads) await page.getByText(person(lead).name).first().waitFor()
  await shot(stage, page, 'posts-a1-open-pc')
  await page.getByRole('button', { name: '发起岗区推荐' }).click()
  await page.getByText('已发起，各部门党员负责人会收到提醒').waitFor()
}

/** R07: 部门党员负责人 begins one and writes down the meeting; answers the record's path. */
export async function recommendPost(stage: Stage, story: PostStory): Promise<string> {
  const page = await phoneOf(stage, story.lead)
  await open(stage, page, '/posts', '示范岗和责任区')
  await shot(stage, page, shotName(story, 'b1-list'))
  await page.getByRole('button', { name: story.kind === 'POST' ? '推荐示范岗' : '确定责任区' }).click()
  await page.getByRole('heading', { level: 1, name: kindNames[story.kind] }).waitFor()
  await page.getByRole('button', { name: '提交推荐结果' }).click()
  await page.getByText('请填写开会地点。').waitFor()
  await shot(stage, page, shotName(story, 'b2-missing'))
  const candidates = page.getByRole('group', { name: story.kind === 'POST' ? '推荐谁' : '责任区由谁负责' })
  await candidates.getByText(story.nominee, { exact: true }).click()
  await page.getByLabel('开会地点').fill('三楼会议室')
  await page.getByLabel('应到人数').fill('41')
  await page.getByLabel('实到人数').fill('38')
  await page.getByLabel('同意人数').fill('39')
  await page.getByText('同意不能比实到多。').waitFor()
  await page.getByLabel('同意人数').fill('36')
  await page.getByText('举手', { exact: true }).click()
  await shot(stage, page, shotName(story, 'b3-meeting'))
  await page.getByRole('button', { name: '提交推荐结果' }).click()
  await page.getByText('推荐结果已登记').waitFor()
  return new URL(page.url()).pathname
}

/** R08: one tap of the lead, then 分管领导 says 无意见 or what he has to say. */
export async function consult(stage: Stage, story: PostStory, path: string, opinion = ''): Promise<void> {
  const lead = await openRecord(stage, story.lead, path, story)
  await shot(stage, lead, shotName(story, 'c1-consult'))
  await lead.getByRole('button', { name: '征求意见' }).click()
  await lead.getByText('已发出，等对方提出意见').waitFor()
  const page = await openRecord(stage, story.supervisor, path, story)
  await shot(stage, page, shotName(story, 'c2-opinion'))
  await page.getByRole('button', { name: opinion ? '有意见' : '无意见', exact: true }).click()
  if (opinion) {
    const sheet = page.getByRole('dialog', { name: '有意见' })
    await sheet.getByLabel('意见', { exact: true }).fill(opinion)
    await sheet.getByRole('button', { name: '有意见', exact: true }).click()
  }
  await page.getByText('已答复').first().waitFor()
}

/** R09, R10: the form, counted while it is typed; what was typed is there again after a reload. */
export async function fillForm(stage: Stage, story: PostStory, path: string): Promise<void> {
  const page = await openRecord(stage, story.lead, path, story)
  const area = story.kind === 'AREA'
  const goal = page.getByLabel(area ? '责任目标（结合生产经营）' : '结合生产经营的目标')
  await goal.fill('好'.repeat(301))
  await page.getByText('301/300字').waitFor()
  await page.getByText('建议写上数字').waitFor()
  await page.getByLabel(area ? '责任区名称' : '岗位名称').fill(story.title)
  await page.getByRole('button', { name: '交部门第一负责人审核' }).click()
  await page.getByText('超出1字').first().waitFor()
  await shot(stage, page, shotName(story, 'd1-too-long'))
  await goal.fill(words.goal)
  await page.getByLabel(area ? '责任内容' : '示范内容').fill(words.content)
  if (area) {
    await page.getByLabel('区域或业务范围').fill(words.scope)
    await page.getByLabel('覆盖群众人数').fill('30')
    await page.getByLabel('检查办法').fill(words.checking)
  } else await page.getByLabel('推荐理由').fill(words.grounds)
  await page.reload()
  await page.getByText('已恢复您上次没有提交的内容').waitFor()
  expect(await goal.inputValue()).toBe(words.goal)
  await shot(stage, page, shotName(story, 'd2-form'))
  await page.getByRole('button', { name: '交部门第一负责人审核' }).click()
  await page.getByText('已交部门第一负责人审核').waitFor()
}

/** R11: 部门第一负责人 judges the content; with a reason it goes back to the beginning instead. */
export async function review(stage: Stage, story: PostStory, path: string, returnReason = ''): Promise<void> {
  const page = await openRecord(stage, story.head, path, story)
  await page.getByText(words.content).first().waitFor()
  await shot(stage, page, shotName(story, 'e1-review'))
  if (returnReason) return giveBack(stage, story, page, '退回', returnReason)
  await page.getByRole('button', { name: '通过', exact: true }).click()
  await page.getByText('已审核通过').first().waitFor()
  if (story.head === story.lead) await page.getByText('同一人').first().waitFor()
  await shot(stage, page, shotName(story, 'e2-reviewed'))
}

/** R12: 分管领导 agrees, or with a reason does not. */
export async function agree(stage: Stage, story: PostStory, path: string, returnReason = ''): Promise<void> {
  const page = await openRecord(stage, story.supervisor, path, story)
  await page.getByText(words.content).first().waitFor()
  await shot(stage, page, shotName(story, 'f1-decide'))
  if (returnReason) return giveBack(stage, story, page, '不同意', returnReason)
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await page.getByText('已同意。').waitFor()
}

async function giveBack(stage: Stage, story: PostStory, page: Page, button: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const sheet = page.getByRole('dialog', { name: button })
  await sheet.getByLabel('原因（不少于5个字）').fill(reason)
  await shot(stage, page, shotName(story, 'f2-return'))
  await sheet.getByRole('button', { name: button, exact: true }).click()
  await page.getByText('已退回部门修改').waitFor()
}

/** R13: everything agreed to is proposed; the 书记 collects it with one tap on the branch's board. */
export async function collect(stage: Stage, secretary: string, count: number): Promise<void> {
  const page = await openBoard(stage, secretary)
  await page.getByText('可以收集的表').waitFor()
  await shot(stage, page, 'posts-g1-collect-pc')
  await page.getByRole('button', { name: `收集${count}张表` }).click()
  await page.getByText(`已收集${count}张表`).waitFor()
  await shot(stage, page, 'posts-g2-collected-pc')
}

/** R05 「原则上」: a department asks not to have one; 机关党办 decides on its own page. */
export async function askExemption(stage: Stage, lead: string, kindName: '示范岗' | '责任区'): Promise<void> {
  const page = await phoneOf(stage, lead)
  await open(stage, page, '/posts', '示范岗和责任区')
  await page.getByRole('button', { name: '申请免设' }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByText(kindName, { exact: true }).click()
  await sheet.getByText('本部门人员长期外派', { exact: true }).click()
  await shot(stage, page, `posts-h1-exemption-${kindName}`)
  await sheet.getByRole('button', { name: '提交申请' }).click()
  await page.getByText('申请已交机关党办').waitFor()
}

export async function grantExemption(stage: Stage, department: string, kindName: '示范岗' | '责任区'): Promise<void> {
  const page = await desktopOf(stage, 'office')
  await open(stage, page, '/office/exemptions', '免设申请')
  await shot(stage, page, `posts-h2-exemptions-pc-${kindName}`)
  const asked = page.getByRole('table', { name: '免设申请' }).getByRole('row')
  await asked.filter({ hasText: department }).filter({ hasText: kindName }).getByRole('button').click()
  await page.getByRole('region', { name: '选中的一行' }).getByRole('button', { name: '同意免设' }).click()
  const sheet = page.getByRole('dialog', { name: `${department}免设${kindName}` })
  await sheet.getByText('情况属实，同意免设').click()
  await sheet.getByRole('button', { name: '同意免设' }).click()
  await page.getByText('已同意免设').waitFor()
}

/** R15: the plate hangs; place, day and a photo from the phone's camera. */
export async function hangPlate(stage: Stage, story: PostStory, path: string): Promise<void> {
  const page = await openRecord(stage, story.lead, path, story)
  await page.getByRole('button', { name: '登记挂牌' }).click()
  await page.getByText('请拍一张挂牌照片。').waitFor()
  const photo = { name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: await cameraPhoto() }
  await page.locator('input[type=file]').first().setInputFiles(photo)
  await page.getByAltText('挂牌照片（已上传）').waitFor()
  await page.getByLabel('挂牌地点').fill('三楼财务部门口')
  await shot(stage, page, shotName(story, 'i1-plate'))
  await page.getByRole('button', { name: '登记挂牌' }).click()
  await page.getByText('挂牌已登记').waitFor()
  await shot(stage, page, shotName(story, 'i2-hung'))
}
