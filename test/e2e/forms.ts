import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { PostArea, RoleGrant, RoundAssignment } from '../../entities'
import { branchId } from '../../server/demo/sampleOrganisationPeople'
import { sampleId } from '../../server/demo/sampleOrganisationSeed'
import { castApart } from '../../server/domain/scoring/collective'
import { samplePostArea } from '../support/samplePostArea'
import { metCarePath, putMetCare } from './careHouse'
import { votes } from './house'
import type { openYear } from './places'
import { everybody, person, type Stage } from './stage'
import { unitForms } from './unitForms'
import { ask, finance, financeDepartment, investHead, placer, proofPath, putPaper } from './yearHouse'

type Year = Awaited<ReturnType<typeof openYear>>

/** One form of the product: the sources its fields stand in, and how a person comes to it. */
export interface FormRow {
  /** Under miniapp/. */
  of: string[]
  who: string
  at: (year: Year) => string
  /** Buttons, rows or folds that lead to it, one after the other. */
  press?: readonly (string | RegExp)[]
  /** What comes before them. */
  before?: (page: Page) => Promise<unknown>
  /** The label of the field that is written in. */
  field: string
  text?: string
  /** It takes a picture or a paper: sent as soon as it is chosen, or after it has been framed. */
  file?: 'sent' | 'framed'
  /** The button that sends it, where half of it is wrong and the page says so itself. */
  send?: string
  /** What is written is itself wrong. */
  wrong?: boolean
  /** What has to happen in the house before. */
  first?: (stage: Stage, year: Year) => Promise<unknown>
}

const productionSecretary =
  everybody().find(({ personId }) => personId === sampleId('person:productionSecretary'))?.name ?? ''
const reason = '原因（不少于5个字）'
const words = '写到一半的话，接了一个电话'
/** The member says he has been with one of the 群众. */
const visitMasses = async (product: Stage['product']): Promise<void> => {
  const visit = {
    way: 'FACE' as const,
    purposes: ['LISTENING' as const],
    visitedDay: '2026-09-01',
    content: '谈了近况',
  }
  const member = await product.login('member')
  await member.call('visit.log', { visitId: randomUUID(), contactId: person('masses').personId, ...visit })
}
const inFinance = (page: string) => () => `/branch/${finance}/${page}`
const order = ({ proofReadOrder }: Year): string => `/sign-orders/${proofReadOrder}`
const made = ({ madeOrder }: Year): string => `/sign-orders/${madeOrder}`
const found = (name: string) => async (page: Page) => {
  await page.getByLabel('查找人员').fill(name)
  await page.getByRole('button', { name }).first().click()
}
const onPerson = (form: string, button: string | RegExp, field: string, more: Partial<FormRow> = {}): FormRow => ({
  of: [`pages/organisation/${form}.vue`],
  who: 'office',
  at: () => '/organisation',
  before: found(person('financeSecretary').name),
  press: [button],
  field,
  ...more,
})

/** Forms that are gone once the year has begun. */
export const earlyForms: FormRow[] = [
  {
    of: ['pages/office/OpenCampaign.vue'],
    who: 'office',
    at: () => '/office/campaign',
    field: '文件标题',
    send: '开始活动',
  },
  {
    of: ['pages/rounds/StartSheet.vue'],
    who: 'office',
    at: () => '/rounds',
    press: ['开始2026年下半年评价'],
    field: '评价名称',
    send: '开始评价',
  },
]

/** A 岗 whose plate hangs, while the half-year is being evaluated. */
const hangs = async ({ product }: Stage): Promise<void> => {
  await product.database.unitOfWork(null, 'job', async (work) => {
    const [one] = await work.manager.findBy(PostArea, { departmentId: financeDepartment })
    const here = { campaignId: one?.campaignId ?? '', branchId: finance, departmentId: financeDepartment }
    const nomineeId = person('financeSecretary').personId
    const hung = { acceptedAt: work.now, plateDay: '2026-09-07', platePlace: '三楼' }
    await work.insert(PostArea, { ...samplePostArea({ ...here, state: 'ACTIVE', nomineeId }), id: hungId, ...hung })
  })
}
const hungId = '7c2e9d54-1f4b-4c0e-9a5c-6f1b3f7a2d10'

/** Both departments find their plates right, and the agency names its price. */
const confirmed = async (stage: Stage, { proofReadOrder: orderId }: Year): Promise<void> => {
  const { proofs, proofVersion: version } = await ask(stage, placer, 'signOrder.read', { orderId })
  for (const { departmentId } of proofs) {
    const who = departmentId === financeDepartment ? 'financeSecretary' : investHead
    await ask(stage, who, 'signOrder.answerProof', { orderId, departmentId, version, answer: 'CONFIRMED' })
  }
}
const quoted = async (stage: Stage, { proofReadOrder: orderId }: Year): Promise<void> => {
  const { items, revision } = await ask(stage, placer, 'signOrder.read', { orderId })
  const priced = items.map(({ itemId, quantity }) => ({ itemId, quantity, unitPriceFen: 1000 }))
  const totalFen = priced.reduce((sum, { quantity }) => sum + quantity * 1000, 0)
  const quoteFileId = await putPaper(stage, placer)
  await ask(stage, placer, 'signOrder.quote', { orderId, revision, items: priced, totalFen, quoteFileId })
}
const cancelled = async (stage: Stage, { proofReadOrder: orderId }: Year): Promise<void> => {
  const { revision } = await ask(stage, placer, 'signOrder.read', { orderId })
  await ask(stage, placer, 'signOrder.cancel', { orderId, revision, reason: '换一家广告公司' })
}
const signedFor = async (stage: Stage, { madeOrder: orderId }: Year): Promise<void> => {
  const { deliveries } = await ask(stage, placer, 'signOrder.read', { orderId })
  for (const { branchId: where, due: quantity } of deliveries) {
    const input = { orderId, branchId: where, quantity, day: '2026-09-08', note: '' }
    await ask(stage, 'financeSecretary', 'signOrder.signFor', input)
  }
}

/** Everybody on the roll casts, then a scrutineer closes and counts. */
const counted = async (stage: Stage, { roundId }: Year): Promise<void> => {
  const { product, platform } = stage
  const marks = ['AABAA', 'ABBAB', 'BABBA', 'AAAAA', 'BBBBA']
  const roll = await product.database.read(null, 'job', ({ manager }) => manager.findBy(RoundAssignment, { roundId }))
  const voters = new Set(roll.map(({ voterId }) => voterId))
  for (const { personId } of everybody().filter((one) => one.feishuUserId && voters.has(one.personId))) {
    const voter = await product.loginPerson(personId, platform)
    const { status, body } = await voter.call('ballot.sheet', { roundId })
    const ballots = (status === 200 ? body.subjects : []).map(({ subjectId, raterGroup }, at) => ({
      subjectId,
      raterGroup,
      answers: marks[at % marks.length] ?? '',
    }))
    for (const part of castApart(ballots))
      await voter.call('ballot.cast', { roundId, ballots: part, minutesNumber: '信支委〔2026〕7号' })
  }
  const read = async () => (await ask(stage, 'digitalSecretary', 'round.read', { roundId })).round
  const { votingToDay } = await read()
  await product.moveTo(votingToDay ?? '')
  await product.moveTo('2026-09-30')
  const { scrutineers } = await ask(stage, 'digitalSecretary', 'round.read', { roundId })
  const counters = scrutineers.map((name) => everybody().find((one) => one.name === name)?.personId ?? '')
  const counter = scrutineers[0] ?? ''
  if ((await read()).state === 'VOTING')
    await ask(stage, counter, 'round.close', { roundId, revision: (await read()).revision })
  await votes.get(roundId)?.open(counters, async () => (await read()).revision)
}

const noOffice = async ({ product }: Stage): Promise<void> => {
  await product.database.unitOfWork(null, 'job', (work) => work.manager.delete(RoleGrant, { role: 'HQ_OFFICE' }))
  await product.moveTo('2026-10-09')
}

export const forms: FormRow[] = [
  {
    of: ['pages/pledge/PledgeForm.vue', 'pages/pledge/PhotoField.vue'],
    who: 'member',
    at: () => '/pledge',
    field: '我的工作职责',
    file: 'framed',
    send: '提交承诺书',
  },
  {
    of: ['pages/fulfilment/FulfilmentForm.vue'],
    who: 'scrutineer',
    at: () => '/fulfilments',
    press: ['给“履职”记一条'],
    field: '做了什么',
    file: 'sent',
    send: '保存',
  },
  {
    of: ['pages/fulfilment/FulfilmentsPage.vue'],
    who: 'scrutineer',
    at: () => '/fulfilments',
    press: ['撤回9月7日的记录'],
    field: reason,
    send: '撤回',
  },
  {
    of: [
      'pages/visits/VisitsPage.vue',
      'pages/visits/VisitFields.vue',
      'pages/visits/VisitAbout.vue',
      'pages/visits/VisitMore.vue',
      'pages/visits/VisitPictures.vue',
      'pages/visits/CompanionsField.vue',
    ],
    who: 'member',
    at: () => '/visits',
    field: '走访情况',
    send: '登记',
  },
  {
    of: ['pages/care/ReachStage.vue', 'pages/care/EarlierFields.vue'],
    who: 'financeSecretary',
    at: ({ carePath }) => carePath,
    before: (page) => page.getByText('早些时候').click(),
    field: '几点几分',
    text: '14:30',
    send: '联系上了',
  },
  {
    of: ['pages/care/LogStage.vue'],
    who: 'financeSecretary',
    first: putMetCare,
    at: metCarePath,
    field: '走访情况',
    send: '登记走访',
  },
  {
    of: ['pages/aboutMe/AboutMePage.vue'],
    who: 'masses',
    first: ({ product }) => visitMasses(product),
    at: () => '/visits/about-me',
    press: [/^不对/],
    field: '哪里不对',
    send: '提交更正',
  },
  {
    of: ['pages/threeLinks/ThreeLinksPage.vue', 'pages/threeLinks/ActivityFields.vue'],
    who: 'leader',
    at: () => '/three-links',
    field: '发现的问题',
    send: '登记',
  },
  {
    of: ['pages/branch/PackageSheet.vue'],
    who: 'digitalSecretary',
    at: () => '/branch',
    press: ['报送机关党办'],
    field: '说明',
    send: '确认报送',
  },
  {
    of: ['pages/branch/PledgeSheet.vue'],
    who: 'digitalSecretary',
    at: () => '/branch',
    before: (page) => page.getByRole('group', { name: '按状态筛选' }).getByText('已提交').click(),
    press: [`查看${person('memberSecond').name}的承诺书`, '退回修改'],
    field: reason,
    send: '退回修改',
  },
  {
    of: ['pages/opinions/BranchOpinionsPage.vue'],
    who: 'financeSecretary',
    at: inFinance('opinions'),
    press: [/报销窗口/, /^收起.*的意见$/],
    field: reason,
    send: '收起',
  },
  {
    of: ['pages/postings/PostingSheet.vue'],
    who: 'financeSecretary',
    at: inFinance('postings'),
    press: ['登记张贴：财务部'],
    field: '张贴地点',
    file: 'sent',
    send: '登记',
  },
  {
    of: ['pages/badges/InspectionSheet.vue'],
    who: 'financeSecretary',
    at: inFinance('badges'),
    press: ['登记抽查'],
    field: '备注',
    send: '登记抽查',
  },
  {
    of: ['pages/contacts/ContactSheet.vue'],
    who: 'financeSecretary',
    at: inFinance('contacts'),
    press: [`给${person('financeSecretary').name}加一位联系对象`],
    field: '从哪天开始',
    text: '2026-03-02',
    send: '保存',
  },
  {
    of: ['pages/contacts/EndSheet.vue'],
    who: 'financeSecretary',
    at: inFinance('contacts'),
    press: [/^结束/],
    field: reason,
    text: '好的',
    send: '结束联系',
  },
  {
    of: ['pages/badges/FollowUpSheet.vue'],
    who: 'financeSecretary',
    at: inFinance('badges'),
    press: [/财务部/, /^登记处理：/],
    field: '怎么处理的',
    text: '好的',
    send: '保存',
  },
  {
    of: ['pages/badges/BranchBadgesPage.vue'],
    who: 'financeSecretary',
    at: inFinance('badges'),
    press: [/财务部/, /^作废：/],
    field: reason,
    send: '确认作废',
  },
  {
    of: ['pages/posts/RecommendStage.vue'],
    who: 'financeSecretary',
    at: ({ drafted }) => `/posts/${drafted}`,
    field: '开会地点',
    file: 'sent',
    send: '提交推荐结果',
  },
  {
    of: ['pages/posts/FillStage.vue', 'pages/posts/AreaFields.vue'],
    who: 'financeSecretary',
    at: ({ consulted }) => `/posts/${consulted}`,
    field: '检查办法',
    send: '交部门第一负责人审核',
  },
  {
    of: ['pages/posts/MoreActions.vue'],
    who: 'financeSecretary',
    at: ({ consulted }) => `/posts/${consulted}`,
    press: ['其他办理', '换人选'],
    field: reason,
    send: '换人选',
  },
  {
    of: ['pages/posts/PlateStage.vue'],
    who: investHead,
    at: ({ accepted }) => `/posts/${accepted}`,
    field: '挂牌地点',
    file: 'sent',
    send: '登记挂牌',
  },
  {
    of: ['pages/posts/HalfYearStage.vue'],
    who: 'financeSecretary',
    at: () => `/posts/${hungId}`,
    field: '半年来作用发挥情况',
    send: '复核：继续',
    first: hangs,
  },
  {
    of: ['pages/posts/DesignateSheet.vue'],
    who: productionSecretary,
    at: () => `/branch/${branchId('production')}/posts`,
    press: ['指定负责人：安全环保部'],
    field: reason,
    send: '指定负责人',
  },
  {
    of: ['pages/posts/ExemptionSheet.vue'],
    who: investHead,
    at: () => '/posts',
    press: ['申请免设'],
    field: reason,
    send: '提交申请',
  },
  {
    of: ['pages/posts/ExemptionsPage.vue'],
    who: 'office',
    at: () => '/office/exemptions',
    press: [/投资发展部/, '不同意'],
    field: reason,
    send: '不同意',
  },
  {
    of: ['components/record/RecordActions.vue'],
    who: 'office',
    at: ({ packageId }) => `/office/packages/${packageId}`,
    press: ['写意见'],
    field: '意见（可以不写）',
  },
  {
    of: ['components/record/StepWordsSheet.vue'],
    who: 'office',
    at: ({ packageId }) => `/office/packages/${packageId}`,
    press: ['退回'],
    field: '退回原因（不少于5个字）',
    send: '退回',
  },
  {
    of: ['pages/postReferences/ReferenceForm.vue'],
    who: 'office',
    at: () => '/post-references',
    press: ['新增一条'],
    field: '岗位职责',
  },
  {
    of: ['pages/filings/FillStage.vue'],
    who: 'financeSecretary',
    at: ({ filingPath }) => filingPath,
    field: '措施内容',
    file: 'sent',
    send: '报送',
  },
  {
    of: ['pages/signOrders/ProofPage.vue'],
    who: 'financeSecretary',
    at: ({ proofReadOrder }) => proofPath(proofReadOrder),
    press: ['有错'],
    field: reason,
    send: '告诉经办人',
  },
  {
    of: ['pages/signOrders/ExportStage.vue'],
    who: placer,
    at: order,
    press: ['其他办理', '重新导出资料'],
    field: '接收人',
    send: '导出资料',
  },
  {
    of: ['pages/signOrders/ReprintPage.vue'],
    who: placer,
    at: (year) => `${made(year)}/reprint`,
    field: '重做的原因（不少于5个字）',
    send: '建补做单',
  },
  {
    of: ['pages/signOrders/SignForSheet.vue'],
    who: 'financeSecretary',
    at: () => '/sign-orders',
    press: [/^签收：/],
    field: '备注',
    send: '签收',
  },
  {
    of: ['pages/signOrders/PayStage.vue'],
    who: placer,
    at: made,
    field: '付款凭证号',
    send: '登记付款',
    first: signedFor,
  },
  {
    of: ['pages/signOrders/QuoteStage.vue'],
    who: placer,
    at: order,
    field: '报价单上的总价（元）',
    text: '8.80',
    file: 'sent',
    send: '登记报价',
    first: confirmed,
  },
  {
    of: ['pages/signOrders/SubmitStage.vue'],
    who: placer,
    at: order,
    field: '会议纪要编号',
    file: 'sent',
    first: quoted,
  },
  {
    of: ['pages/signOrders/MoreActions.vue'],
    who: placer,
    at: order,
    press: ['其他办理', '取消制作单'],
    field: reason,
    send: '取消制作单',
  },
  {
    of: ['pages/signOrders/StartSheet.vue'],
    who: placer,
    at: () => '/sign-orders',
    press: ['新建制作单'],
    field: '制作单名称',
    send: '建单',
    first: cancelled,
  },
  {
    of: ['pages/office/CampaignActions.vue'],
    who: 'office',
    at: () => '/office/campaign',
    press: ['取消这次活动'],
    field: reason,
    text: '好的',
    send: '取消活动',
  },
  {
    of: ['pages/office/CorrectSheet.vue'],
    who: 'office',
    at: () => '/office/campaign',
    press: ['更正'],
    field: '更正原因',
    send: '保存更正',
  },
  {
    of: ['pages/office/RulesForm.vue'],
    who: 'office',
    at: () => '/office/campaign',
    field: '受理后张贴上墙的工作日数',
    text: '61',
    wrong: true,
    send: '保存规定',
  },
  onPerson('GrantForm', '授予权限', '理由', { send: '保存' }),
  onPerson('EndGrantForm', /^结束/, '理由', { send: '保存' }),
  onPerson('TransferForm', '办理调动', '理由', { send: '保存' }),
  onPerson('AbsenceForm', '登记请假、出差', '到哪一天为止', { text: '2026-09-30', send: '保存' }),
  onPerson('LinkForm', '绑定聊天账号', '平台账号', { send: '保存' }),
  onPerson('JoinedPartyForm', '登记入党时间', '入党时间', { text: '2008-07-01' }),
  {
    of: ['pages/organisation/PasteNotice.vue'],
    who: 'office',
    at: () => '/organisation/calendar',
    field: '通知全文',
    send: '登记这一年',
  },
  {
    of: ['pages/organisation/AddDayForm.vue'],
    who: 'office',
    at: () => '/organisation/calendar',
    field: '名称',
    text: '调休',
    send: '加上',
  },
  {
    of: ['pages/threeLinks/KeepLinks.vue', 'components/links/KeptLinks.vue'],
    who: 'leader',
    at: () => '/three-links',
    press: ['有联系点不再联系，或者写错了？'],
    field: '原因',
  },
  {
    of: ['pages/organisation/AssignSheet.vue'],
    who: 'office',
    at: () => '/three-links/board',
    press: [new RegExp(person('leader').name), /指定联系点/],
    field: '零售药店',
    send: '保存',
  },
  {
    of: ['pages/rounds/SlipLost.vue'],
    who: 'digitalSecretary',
    at: ({ roundId }) => `/rounds/${roundId}`,
    press: ['码条丢了，或者监票人走了没有交出来？'],
    field: '怎么丢的',
  },
  {
    of: ['pages/rounds/VoidRound.vue'],
    who: 'digitalSecretary',
    at: ({ roundId }) => `/rounds/${roundId}`,
    press: ['这一轮办不下去了？请求作废重投'],
    field: reason,
  },
  {
    of: ['pages/rounds/GradesStage.vue', 'pages/rounds/MeetingFields.vue', 'pages/rounds/GradeEdit.vue'],
    who: 'digitalSecretary',
    at: ({ roundId }) => `/rounds/${roundId}`,
    field: '会议记录编号',
    send: '确认等次',
    first: counted,
  },
  ...unitForms,
  {
    of: ['pages/vacancies/AppointOffice.vue'],
    who: 'administrator',
    at: () => '/office/vacancies',
    field: '理由',
    send: '补任机关党办',
    first: noOffice,
  },
]

/** What takes words or files and keeps none of them, each with why. */
export const keepNothing: Readonly<Record<string, string>> = {
  'pages/opinions/OpinionForm.vue': 'an unsigned opinion must not stay on a device that somebody else may use',
  'pages/organisation/RosterPage.vue': 'a roster of everybody is checked at once and kept on no device',
  'pages/doctor/TrialForm.vue': 'says what is on the screen beside it, in a tap and one line',
  'pages/organisation/RosterHeadings.vue': 'goes with the roster that was checked, which is kept nowhere',
  'pages/organisation/RosterQuestions.vue': 'goes with the roster that was checked, which is kept nowhere',
  'pages/postReferences/PostReferencesPage.vue': 'a workbook is imported as soon as it is chosen',
  'pages/office/CampaignBasis.vue': 'a paper is attached as soon as it is chosen',
  'pages/signOrders/CloseStage.vue': 'one number',
  'pages/signOrders/DeletionSheet.vue': 'one day',
  'pages/ballot/CollectiveSign.vue': 'one number, of the minutes of a table that is kept',
  'pages/rounds/OpenVotingStage.vue': 'one day',
  'pages/rounds/SetLockStage.vue': 'a 监票码 is on its slip and nowhere else',
  'pages/rounds/SafeStage.vue': 'a 备份码 is on its sheet and nowhere else',
  'pages/safePrints/DrawPrint.vue': 'the same',
  'pages/rounds/BoxStage.vue': 'the same; the reason beside it is kept as every reason',
  'pages/rounds/TakeInStage.vue': 'sixteen digits that stand on a card',
  'pages/setUp/SetUpPage.vue': 'the code is on the console and nowhere else',
  'pages/setUp/HouseForm.vue': 'what is typed is kept; a house that has people shows no such form (firstStart.test.ts)',
  'pages/enter/EnterPage.vue': 'a code is in its link and nowhere else',
  'pages/rounds/TallyStage.vue':
    'its words are kept as those of every reason; it opens only where somebody has altered the database',
}

export const wordsOf = ({ text = words }: FormRow): string => text
