import { randomUUID } from 'node:crypto'
import { PostArea } from '../../entities'
import type { CallName, Input, Output } from '../../server/contract'
import { branchId, departmentId } from '../../server/demo/sampleOrganisationPeople'
import { sampleId } from '../../server/demo/sampleOrganisationSeed'
import { putSheet } from '../server/signOrder/orderStage'
import { samplePostArea } from '../support/samplePostArea'
import { satisfyPosts } from '../support/satisfyPosts'
import { handedIn } from './house'
import { cameraPhoto } from './photo'
import { person, type Stage } from './stage'

export const finance = branchId('finance')
export const financeDepartment = departmentId('D04')
const investDepartment = departmentId('D05')
/** Who stands for the departments of 财投支部, and 办公室. */
export const investHead = '简青岩'
export const placer = '舒小荷'
const groupLeader = '程远山'
const published = ['scrutineer', 'financeSecretary', 'rareNameOne']

/** Where the pages of the year lie, by what they are about. */
export interface YearPlaces {
  pledgeId: string
  packageId: string
  drafted: string
  consulting: string
  consulted: string
  accepted: string
  proofReadOrder: string
  madeOrder: string
}

/** Asks as this person; what is refused fails the test. */
export const ask = async <Name extends CallName>(
  { product, platform }: Stage,
  key: string,
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> => {
  const caller = await product.loginPerson(person(key).personId, platform)
  const { status, body } = await caller.call(name, input)
  if (status !== 200) throw new Error(`${name}: ${body.sentence}`)
  return body
}

async function putPicture({ product, platform }: Stage, key: string): Promise<string> {
  const caller = await product.loginPerson(person(key).personId, platform)
  const headers = { 'Content-Type': 'image/jpeg', 'X-Request-Key': randomUUID() }
  return (await caller.send('attachment.uploadPicture', await cameraPhoto(), headers)).body.fileId
}

/** The duty has 30 characters, the three pledges 100 together. */
const sheetWords = ({ word }: Stage) => ({
  dutyText: word('负责本部门的日常工作', 30),
  studyPledge: word('每月学习2次。', 33),
  dutyPledge: word('当日事当日毕。', 33),
  integrityPledge: word('不收礼品。', 33),
})

export async function putPaper({ product, platform }: Stage, key: string): Promise<string> {
  const caller = await product.loginPerson(person(key).personId, platform)
  const headers = { 'Content-Type': 'image/jpeg', 'X-Request-Key': randomUUID(), 'X-File-Name': 'quote.jpg' }
  return (await caller.send('attachment.uploadDocument', await cameraPhoto(), headers)).body.fileId
}

/** Accepted sheets of 财务部, one of them with what was done about it and an opinion. */
async function putPledges(stage: Stage, campaignId: string): Promise<string> {
  const pledges = await stage.product.database.unitOfWork(null, 'job', async (work) => {
    const sheets = []
    for (const key of published) sheets.push(await putSheet(work, campaignId, key, sheetWords(stage)))
    return sheets
  })
  const pledgeId = pledges[0]?.id ?? ''
  const done = { fulfilmentId: randomUUID(), item: 'DUTY', doneDay: '2026-09-07' } as const
  await ask(stage, 'scrutineer', 'fulfilment.record', { ...done, content: stage.word('9月结账3天完成，差错为零', 200) })
  const opinion = {
    pledgeId,
    opinionId: randomUUID(),
    content: stage.word('报销窗口请固定时间', 300),
    anonymous: false,
  }
  await ask(stage, 'masses', 'supervision.submit', opinion)
  return pledgeId
}

/** 岗 and 区 on their way; the steps they have behind them are told elsewhere (storyThreeShows.ts). */
async function putPosts(stage: Stage, campaignId: string) {
  await ask(stage, 'financeSecretary', 'postArea.open', { branchId: finance })
  const here = { campaignId, branchId: finance, departmentId: financeDepartment }
  const nomineeId = person('scrutineer').personId
  const words = {
    goal: stage.word('全年产品一次合格率达到99%以上', 300),
    content: stage.word('当班问题当班解决。', 300),
    grounds: stage.word('近三年考核均为优秀。', 300),
    meetingPlace: stage.word('三楼会议室', 60),
  }
  const rows = {
    drafted: samplePostArea({ ...here, ...words, state: 'DRAFT', title: '', meetingDay: null }),
    consulting: samplePostArea({ ...here, ...words, state: 'CONSULTING', title: '', nomineeId }),
    consulted: samplePostArea({
      ...here,
      ...words,
      state: 'CONSULTED',
      kind: 'AREA',
      title: '',
      nomineeId,
      goal: '',
      content: '',
    }),
    accepted: samplePostArea({
      ...here,
      ...words,
      title: stage.word('生产一线示范岗', 60),
      departmentId: investDepartment,
      state: 'ACCEPTED',
      nomineeId: person(investHead).personId,
    }),
  }
  await stage.product.database.unitOfWork(null, 'job', async (work) => {
    for (const row of Object.values(rows))
      await work.insert(PostArea, { ...row, acceptedAt: row.state === 'ACCEPTED' ? work.now : null })
  })
  const asked = { exemptionId: randomUUID(), departmentId: investDepartment, kind: 'AREA' } as const
  await ask(stage, investHead, 'exemption.ask', { ...asked, reason: stage.word('本部门人员长期外派', 200) })
  return {
    drafted: rows.drafted.id,
    consulting: rows.consulting.id,
    consulted: rows.consulted.id,
    accepted: rows.accepted.id,
  }
}

/** An order whose design is back. */
async function proofReadOrder(stage: Stage, kinds: Input<'signOrder.start'>['kinds'], title: string): Promise<string> {
  const orderId = randomUUID()
  const agencyName = stage.word('江岳云上广告有限公司', 60)
  const start = { orderId, title: stage.word(title, 120), agencyName, kinds }
  let { revision } = await ask(stage, placer, 'signOrder.start', start)
  const exported = { exportId: randomUUID(), recipient: agencyName, signedForBy: stage.word('云经理', 40) }
  const terms = { purpose: stage.word('设计制作', 120), untilDay: '2026-12-31' }
  revision = (await ask(stage, placer, 'signOrder.export', { orderId, revision, ...exported, ...terms })).revision
  await ask(stage, placer, 'signOrder.sendProof', { orderId, revision })
  return orderId
}

/** An order in production, its price agreed to; the branch has not signed yet. */
async function madeOrder(stage: Stage): Promise<string> {
  const orderId = await proofReadOrder(stage, ['WORK_PLATE'], '2026年工作牌')
  const answer = { orderId, departmentId: financeDepartment, version: 1, answer: 'CONFIRMED' } as const
  await ask(stage, 'financeSecretary', 'signOrder.answerProof', answer)
  const quoteFileId = await putPaper(stage, placer)
  const { items, revision } = await ask(stage, placer, 'signOrder.read', { orderId })
  const priced = items.map(({ itemId, quantity }) => ({ itemId, quantity, unitPriceFen: 1250 }))
  const totalFen = priced.reduce((sum, { quantity }) => sum + quantity * 1250, 0)
  const quoted = { orderId, revision, items: priced, totalFen, quoteFileId }
  let next = await ask(stage, placer, 'signOrder.quote', quoted)
  next = await ask(stage, placer, 'signOrder.submit', { orderId, revision: next.revision })
  next = await ask(stage, 'office', 'signOrder.review', { orderId, revision: next.revision, decision: 'review' })
  await ask(stage, groupLeader, 'signOrder.approve', { orderId, revision: next.revision, decision: 'approve' })
  return orderId
}

async function putNotes(stage: Stage): Promise<void> {
  const pictureId = await putPicture(stage, 'financeSecretary')
  const posting = { postingId: randomUUID(), departmentId: financeDepartment, day: '2026-09-07', pictureId }
  await ask(stage, 'financeSecretary', 'posting.record', {
    ...posting,
    place: stage.word('三楼财务部走廊', 60),
  })
  const inspection = { inspectionId: randomUUID(), departmentId: financeDepartment, heldDay: '2026-09-07' }
  const notWearingIds = [person('scrutineer').personId]
  await ask(stage, 'financeSecretary', 'badge.record', { ...inspection, checked: 9, notWearing: 1, notWearingIds })
  const content = stage.word('负责总账、报表和税务申报', 1000)
  const reference = { referenceId: randomUUID(), positionTitle: '会计', content }
  await ask(stage, 'office', 'postReference.save', { ...reference, revision: 0 })
  const batch = { batchId: randomUUID(), kind: 'pledges', branchId: finance } as const
  await ask(stage, 'financeSecretary', 'document.startBatch', batch)
}

/** What 生技支部 hands in: its 书记's own sheet, the others with their reason; it waits for 党办. */
async function handedInPackage(stage: Stage, campaignId: string): Promise<string> {
  const secretary = await stage.product.loginPerson(sampleId('person:productionSecretary'), stage.platform)
  await handedIn(secretary, campaignId)
  const branch = branchId('production')
  await satisfyPosts(stage.product.database, branch)
  const { members } = (await secretary.call('pledge.branch', { branchId: branch })).body
  const others = members.filter(({ personId }) => personId !== sampleId('person:productionSecretary'))
  const missing = others.map(({ personId }) => ({ personId, reason: stage.word('正在外地出差', 200) }))
  const { status, body } = await secretary.call('package.submit', {
    branchId: branch,
    missing,
    note: stage.word('岗区下周补报', 200),
  })
  if (status !== 200) throw new Error(body.sentence)
  return body.package.packageId
}

/** From tomorrow 营销支部 has no 书记 (M10). */
async function emptyPost(stage: Stage): Promise<void> {
  const personId = sampleId('person:marketingSecretary')
  const { grants } = await ask(stage, 'office', 'organisation.person', { personId })
  const grantId = grants.find(({ role }) => role === 'BRANCH_SECRETARY')?.grantId ?? ''
  const toDay = await stage.product.database.read(null, 'job', async (work) => work.today)
  await ask(stage, 'office', 'organisation.endGrant', { grantId, toDay, reason: stage.word('另有任用', 200) })
}

/** 财投支部 in the middle of its year: something to see and something to do on every page of 三亮. */
export async function yearPlaces(stage: Stage, campaignId: string): Promise<YearPlaces> {
  const pledgeId = await putPledges(stage, campaignId)
  const posts = await putPosts(stage, campaignId)
  await putNotes(stage)
  await emptyPost(stage)
  const packageId = await handedInPackage(stage, campaignId)
  const made = await madeOrder(stage)
  const proofs = await proofReadOrder(stage, ['DESK_PLATE', 'POST_PLATE'], '2026年台牌和岗牌')
  return { pledgeId, packageId, ...posts, madeOrder: made, proofReadOrder: proofs }
}

export const proofPath = (orderId: string): string => `/sign-orders/${orderId}/proof/${financeDepartment}`
