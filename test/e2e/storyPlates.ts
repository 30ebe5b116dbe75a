import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { desktopOf, open, phoneOf, type Stage, shot } from './stage'

/** What 办公室 gives an order that is not said otherwise; the page proposes the name by the year. */
export const plateOrder = { title: '2026年“三亮”工作牌', agency: '江岳云上广告有限公司' }

const quotePdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

const openOrder = async (stage: Stage, key: string, path: string, title = plateOrder.title): Promise<Page> => {
  const page = await desktopOf(stage, key)
  await open(stage, page, path, title)
  return page
}

/** Presses the main action, which stands at the foot of the page, and waits for what it says then. */
async function press(page: Page, button: string, said: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByText(said).first().waitFor()
}

/** R28, R29: 办公室 opens an order of everything accepted; answers the order's path. `counts` as the page shows them. */
export async function orderPlates(
  stage: Stage,
  placer: string,
  counts: Readonly<Record<string, number>>,
  agency = plateOrder.agency,
): Promise<string> {
  const page = await desktopOf(stage, placer)
  await open(stage, page, '/sign-orders', '工作牌')
  const available = page.getByRole('region', { name: '现在可以制作的' })
  await available.waitFor()
  for (const [kind, count] of Object.entries(counts))
    expect((await available.innerText()).replace(/\s/g, '')).toContain(`${kind}${count}块`)
  await shot(stage, page, 'plates-a1-available-pc')
  await page.getByRole('button', { name: '新建制作单' }).click()
  const sheet = page.getByRole('dialog', { name: '新建制作单' })
  await sheet.getByRole('button', { name: '建单' }).click()
  await sheet.getByText('请填写广告公司名称。').waitFor()
  await sheet.getByLabel('广告公司').fill(agency)
  await shot(stage, page, 'plates-a2-start-pc')
  await sheet.getByRole('button', { name: '建单' }).click()
  await page.getByRole('heading', { level: 1, name: plateOrder.title }).waitFor()
  return new URL(page.url()).pathname
}

/**
 * R28: the fewest data, signed for and with a term; answers the .zip as the browser saved it. `again`: a department found
 * something wrong, and the data are handed over anew.
 */
export async function exportData(
  stage: Stage,
  placer: string,
  path: string,
  { untilDay = '2026-12-31', again = false } = {},
): Promise<Buffer> {
  const page = await openOrder(stage, placer, path)
  if (again) {
    await page.getByRole('button', { name: '重新导出资料' }).first().click()
    await page.getByText('原来的校对结果作废').waitFor()
  }
  await page.getByText('电话、身份证号、出生日期都不会交出去').waitFor()
  await page.getByRole('button', { name: '导出资料' }).click()
  await page.getByText('请填写接收人。').waitFor()
  await page.getByLabel('接收人').fill('云经理')
  await page.getByLabel('使用期限').fill(untilDay)
  await shot(stage, page, 'plates-b1-export-pc')
  await press(page, '导出资料', '资料已导出，请下载后交给广告公司')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载资料' }).click(),
  ])
  await shot(stage, page, 'plates-b2-exported-pc')
  const file = readFileSync(await download.path())
  expect(file.subarray(0, 2).toString()).toBe('PK')
  return file
}

/** R29: the design is back; the departments are asked. */
export async function sendProof(stage: Stage, placer: string, path: string): Promise<void> {
  const page = await openOrder(stage, placer, path)
  await shot(stage, page, 'plates-c1-design-pc')
  await press(page, '已收到样稿，请部门校对', '已请各部门校对')
}

/** R29: a department reads its plates on the phone, from the list; with `problem` it says what is wrong instead. */
export async function confirmProof(stage: Stage, reader: string, department: string, problem = ''): Promise<void> {
  const page = await phoneOf(stage, reader)
  await open(stage, page, '/sign-orders', '工作牌')
  await page
    .getByRole('link', { name: `${department}样稿校对` })
    .first()
    .click()
  await page.getByRole('heading', { level: 1, name: `${department}样稿校对` }).waitFor()
  await page.getByRole('article').first().waitFor()
  await shot(stage, page, `plates-d1-proof-${department}`)
  if (!problem) return press(page, '都对', '已答复：都对')
  await page.getByRole('button', { name: '有错' }).click()
  const sheet = page.getByRole('dialog', { name: '哪里有错' })
  await sheet.getByLabel('原因（不少于5个字）').fill(problem)
  await shot(stage, page, `plates-d2-wrong-${department}`)
  await sheet.getByRole('button', { name: '告诉经办人' }).click()
  await page.getByText('已告诉经办人').waitFor()
}

/**
 * R30: unit prices in yuan by the name of the kind, e.g. { 工作牌: '12.50' }, and the total of the paper. The page refuses
 * a total that is one 分 off before it takes the right one.
 */
export async function quote(
  stage: Stage,
  placer: string,
  path: string,
  prices: Readonly<Record<string, string>>,
  total: string,
): Promise<void> {
  const page = await openOrder(stage, placer, path)
  for (const [kind, price] of Object.entries(prices))
    await page.getByRole('region', { name: kind, exact: true }).getByLabel('单价（元）').fill(price)
  await page.getByLabel('报价单上的总价（元）').fill(`${total.slice(0, -1)}${(Number(total.slice(-1)) + 1) % 10}`)
  await page.getByRole('button', { name: '登记报价' }).click()
  await page.getByText('不一致，请核对').waitFor()
  await page.getByText('请上传报价单。').waitFor()
  await shot(stage, page, 'plates-e1-differs-pc')
  await page.getByLabel('报价单上的总价（元）').fill(total)
  const paper = { name: '报价单.pdf', mimeType: 'application/pdf', buffer: quotePdf }
  await page.getByLabel('选择文件').setInputFiles(paper)
  await page.getByText('已上传，点开看一看').waitFor()
  await shot(stage, page, 'plates-e2-quote-pc')
  await press(page, '登记报价', '报价已登记')
}

/** R30, R32: to 机关党办; without the number of the minutes the page warns and goes on. */
export async function submitForReview(stage: Stage, placer: string, path: string, minutes = ''): Promise<void> {
  const page = await openOrder(stage, placer, path)
  if (minutes) await page.getByLabel('会议纪要编号').fill(minutes)
  else await page.getByText('办结以前要补上').waitFor()
  await shot(stage, page, 'plates-f1-submit-pc')
  await press(page, '送审', '已送机关党办审核')
}

async function judge(page: Page, yes: string, said: string, returnReason: string): Promise<void> {
  if (!returnReason) return press(page, yes, said)
  await page.getByRole('button', { name: '退回', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: '退回' })
  await sheet.getByLabel('原因（不少于5个字）').fill(returnReason)
  await sheet.getByRole('button', { name: '退回', exact: true }).click()
  await page.getByText('已退回').first().waitFor()
}

/** R30: 审核 by 机关党办; `amount` as the page writes it, e.g. 「¥247.50」. */
export async function review(
  stage: Stage,
  reviewer: string,
  path: string,
  amount: string,
  returnReason = '',
): Promise<void> {
  const page = await openOrder(stage, reviewer, path)
  await page.getByText(amount, { exact: true }).first().waitFor()
  await shot(stage, page, 'plates-g1-review-pc')
  await judge(page, '审核通过', '机关党办已审核', returnReason)
}

/** R31: 终审 by 集团党委副书记, on the phone. */
export async function approve(
  stage: Stage,
  approver: string,
  path: string,
  amount: string,
  returnReason = '',
): Promise<void> {
  const page = await phoneOf(stage, approver)
  if (returnReason) {
    // What 退回 opens where a card cannot take the reason.
    await open(stage, page, `${path}?act=reject`, plateOrder.title)
    await page.getByRole('dialog', { name: '退回' }).waitFor()
  }
  await open(stage, page, path, plateOrder.title)
  await page.getByText(amount, { exact: true }).first().waitFor()
  await shot(stage, page, 'plates-h1-approve')
  await judge(page, '同意', '终审已同意', returnReason)
}

/** R32 audit: a branch counts and signs on the phone; fewer than due need the note. */
export async function signFor(stage: Stage, hand: string, branch: string, quantity: number, note = ''): Promise<void> {
  const page = await phoneOf(stage, hand)
  await open(stage, page, '/sign-orders', '工作牌')
  await page
    .getByRole('button', { name: `签收：${branch}` })
    .first()
    .click()
  const sheet = page.getByRole('dialog', { name: `${branch}签收` })
  await sheet.getByRole('button', { name: '签收' }).click()
  await sheet.getByText('请填写实收数量').waitFor()
  await sheet.getByLabel('实收数量（块）').fill(String(quantity))
  if (note) {
    await sheet.getByText('少，请写明原因').waitFor()
    await sheet.getByLabel('备注').fill(note)
  }
  await shot(stage, page, `plates-i1-sign-${branch}`)
  await sheet.getByRole('button', { name: '签收' }).click()
  await page.getByText(`${branch}已签收${quantity}块`).waitFor()
}

/** R32: the voucher, out of 留存党费. */
export async function pay(stage: Stage, placer: string, path: string, voucher = '记-0928'): Promise<void> {
  const page = await openOrder(stage, placer, path)
  await page.getByText('从留存党费中支出').first().waitFor()
  await page.getByLabel('付款凭证号').fill(voucher)
  await shot(stage, page, 'plates-j1-pay-pc')
  await press(page, '登记付款', '付款已登记，等机关党办办结')
}

/** R32: 机关党办 closes; with `minutes` it first learns that the number is missing. */
export async function close(stage: Stage, reviewer: string, path: string, minutes = ''): Promise<void> {
  const page = await openOrder(stage, reviewer, path)
  if (minutes) {
    await page.getByRole('button', { name: '办结', exact: true }).click()
    await page.getByText('还没有登记集体研究会议纪要编号，不能办结。').waitFor()
    await page.getByLabel('会议纪要编号').fill(minutes)
  }
  await shot(stage, page, 'plates-k1-close-pc')
  await press(page, '办结', '制作单已办结')
  await shot(stage, page, 'plates-k2-closed-pc')
}
