import { departmentId } from '../../server/demo/sampleOrganisationPeople'
import { filingIdOf } from '../../server/features/filing/records'
import { raisedCare } from './careHouse'
import { handedIn, openedCampaign, openVote } from './house'
import { person, type Stage } from './stage'
import { finance, investHead, placer, proofPath, type YearPlaces, yearPlaces } from './yearHouse'

/** Where the records lie that a house has. */
export interface Year extends YearPlaces {
  roundId: string
  filingPath: string
  /** Of somebody whom nobody looks after: the 书记's. */
  carePath: string
}

/** One page, for one person. */
export interface Place {
  /** The route as the page's own table has it. */
  route: string
  /** Who opens it. */
  who: string
  /** What is to be seen when the page is ready; the heading of the page when not said. */
  ready?: string
  /** A step inside the page, told by the button that leads there. */
  press?: string
  /** The button of the step after that one. */
  next?: string
  /** The address, where the route has parts of its own. */
  at?: (year: Year) => string
}

const ofBranch = (page: string) => () => `/branch/${finance}/${page}`

/** Every page of the table of routes, some of them for more than one person (accessibility.test.ts sees to it). */
export const places: Place[] = [
  { route: '/', who: 'digitalSecretary' },
  { route: '/login', who: 'office', ready: '用飞书登录' },
  { route: '/not-on-roster', who: 'member' },
  { route: '/:first(set-up|enter)', who: 'member', ready: '先输入安装码', at: () => '/set-up' },
  { route: '/:first(set-up|enter)', who: 'member', ready: '登录码', at: () => '/enter' },
  { route: '/pledge', who: 'member', ready: '我的工作职责' },
  { route: '/pledge', who: 'memberSecond', ready: '已提交，等支部查收' },
  { route: '/pledge', who: 'scrutineer', ready: '记录践诺' },
  { route: '/fulfilments', who: 'scrutineer', ready: '做到一件记一件' },
  { route: '/fulfilments', who: 'scrutineer', ready: '现场、成果照片都可以', press: '给“履职”记一条' },
  { route: '/wall', who: 'member', ready: '共3份承诺书' },
  { route: '/wall/slides', who: 'office', ready: '退出' },
  {
    route: '/wall/:pledgeId',
    who: 'masses',
    ready: '不署名',
    press: '提意见',
    at: ({ pledgeId }) => `/wall/${pledgeId}`,
  },
  { route: '/badges', who: 'member', ready: '怎样佩戴党员徽章' },
  { route: '/ballot-help', who: 'masses', ready: '谁还能把票和人对上' },
  { route: '/ballot/:roundId', who: 'massesSecond', ready: '开始之前请先看一下' },
  { route: '/ballot/:roundId', who: 'memberSecond', ready: '第1位', press: '开始评价' },
  { route: '/visits', who: 'member', ready: '登记一次走访' },
  { route: '/care', who: 'financeSecretary', ready: '报告突发情况' },
  { route: '/care', who: 'financeSecretary', ready: '只选类别', press: '报告突发情况' },
  { route: '/care/:careId', who: 'financeSecretary', ready: '关心对象', at: ({ carePath }) => carePath },
  { route: '/care-sums', who: 'office', ready: '关怀统计' },
  { route: '/visits/about-me', who: 'masses', ready: '谈话内容不在这里显示' },
  { route: '/three-links', who: 'leader', ready: '登记一次活动' },
  { route: '/me', who: 'leader', ready: '文字大小' },
  {
    route: '/organisation/units/:unitId',
    who: 'office',
    ready: '更名的经过',
    at: () => `/organisation/units/${finance}`,
  },
  {
    route: '/organisation/units/:unitId',
    who: 'office',
    ready: '所属支部的经过',
    at: () => `/organisation/units/${departmentId('D07')}`,
  },
  { route: '/entries', who: 'member', ready: '还没有提交过' },
  { route: '/branch/:branchId?', who: 'digitalSecretary', ready: '未提交' },
  { route: '/branch/:branchId?', who: 'digitalSecretary', ready: '没有交的原因', press: '报送机关党办' },
  {
    route: '/branch/:branchId/opinions',
    who: 'financeSecretary',
    ready: '报销窗口请固定时间',
    at: ofBranch('opinions'),
  },
  { route: '/branch/:branchId/postings', who: 'financeSecretary', ready: '还没有张贴', at: ofBranch('postings') },
  {
    route: '/branch/:branchId/postings',
    who: 'financeSecretary',
    ready: '写清楼层和位置',
    press: '登记张贴：财务部',
    at: ofBranch('postings'),
  },
  { route: '/branch/:branchId/contacts', who: 'financeSecretary', ready: '对联系', at: ofBranch('contacts') },
  {
    route: '/branch/:branchId/visits',
    who: 'financeSecretary',
    ready: '只有登记人和本支部书记看得到',
    at: ofBranch('visits'),
  },
  { route: '/visit-sums', who: 'office', ready: '这里只有数字' },
  {
    route: '/branch/:branchId/contact-roster',
    who: 'financeSecretary',
    ready: '对联系',
    at: ofBranch('contact-roster'),
  },
  {
    route: '/branch/:branchId/contact-roster',
    who: 'financeSecretary',
    ready: '10分钟内可以下载',
    press: '下载内部版：2026年下半年',
    at: ofBranch('contact-roster'),
  },
  { route: '/branch/:branchId/badges', who: 'financeSecretary', ready: '还没有处理', at: ofBranch('badges') },
  {
    route: '/branch/:branchId/badges',
    who: 'financeSecretary',
    ready: '检查了多少人',
    press: '登记抽查',
    at: ofBranch('badges'),
  },
  { route: '/branch/:branchId/posts', who: 'financeSecretary', ready: '各部门岗区', at: ofBranch('posts') },
  { route: '/posts', who: 'financeSecretary', ready: '我负责的部门' },
  { route: '/posts', who: investHead, ready: '本部门人员长期外派', press: '申请免设' },
  { route: '/posts/:postAreaId', who: 'financeSecretary', ready: '开会地点', at: ({ drafted }) => `/posts/${drafted}` },
  { route: '/posts/:postAreaId', who: 'supervisor', ready: '无意见', at: ({ consulting }) => `/posts/${consulting}` },
  {
    route: '/posts/:postAreaId',
    who: 'financeSecretary',
    ready: '检查办法',
    at: ({ consulted }) => `/posts/${consulted}`,
  },
  { route: '/posts/:postAreaId', who: investHead, ready: '挂牌地点', at: ({ accepted }) => `/posts/${accepted}` },
  { route: '/post-references', who: 'office', ready: '负责总账' },
  { route: '/post-references', who: 'office', ready: '要和名册里的职务写得一样', press: '新增一条' },
  { route: '/sign-orders', who: placer, ready: '第2号' },
  { route: '/sign-orders', who: 'financeSecretary', ready: '等本支部签收的' },
  {
    route: '/sign-orders/:orderId',
    who: placer,
    ready: '部门校对',
    at: ({ proofReadOrder }) => `/sign-orders/${proofReadOrder}`,
  },
  {
    route: '/sign-orders/:orderId',
    who: 'office',
    ready: '办到哪一步',
    at: ({ madeOrder }) => `/sign-orders/${madeOrder}`,
  },
  {
    route: '/sign-orders/:orderId/reprint',
    who: placer,
    ready: '要重做哪些',
    at: ({ madeOrder }) => `/sign-orders/${madeOrder}/reprint`,
  },
  {
    route: '/sign-orders/:orderId/proof/:departmentId',
    who: 'financeSecretary',
    ready: '都对',
    at: ({ proofReadOrder }) => proofPath(proofReadOrder),
  },
  { route: '/documents', who: 'financeSecretary', ready: '以前下载过的' },
  { route: '/filings', who: 'office', ready: '点对点联系服务措施' },
  { route: '/filings/:form', who: 'office', ready: '导出表格', at: () => '/filings/measureFiling' },
  { route: '/filings/:form/:filingId', who: 'financeSecretary', ready: '措施内容', at: ({ filingPath }) => filingPath },
  { route: '/filings/:form/:filingId', who: 'office', ready: '办到哪一步', at: ({ filingPath }) => filingPath },
  { route: '/progress/:branchId?', who: 'office', ready: '用文字看', at: () => '/progress' },
  { route: '/progress/:branchId?', who: 'financeSecretary', ready: '用文字看', at: () => `/progress/${finance}` },
  { route: '/office', who: 'office', ready: '各支部进度' },
  {
    route: '/office/packages/:packageId',
    who: 'office',
    ready: '受理后',
    at: ({ packageId }) => `/office/packages/${packageId}`,
  },
  { route: '/office/campaign', who: 'office', ready: '依据文件' },
  { route: '/office/campaigns', who: 'office', ready: '还没有结束的活动' },
  { route: '/office/exemptions', who: 'office', ready: '本部门人员长期外派' },
  { route: '/office/vacancies', who: 'office', ready: '收集并报送承诺书' },
  { route: '/office/exemptions', who: 'office', ready: '不同意', press: '投资发展部' },
  { route: '/office/exemptions', who: 'office', ready: '情况属实，同意免设', press: '投资发展部', next: '同意免设' },
  { route: '/rounds', who: 'office', ready: '信息支部' },
  { route: '/rounds/:roundId', who: 'digitalSecretary', ready: '参评情况' },
  { route: '/safe-prints', who: 'hqCommittee', ready: '备份码' },
  { route: '/organisation', who: 'office' },
  { route: '/doctor', who: 'administrator', ready: '企业微信后台' },
  { route: '/directory', who: 'office', ready: '预演一遍' },
  { route: '/account-changes', who: 'office', ready: '确认换绑' },
  { route: '/account-changes', who: 'administrator', ready: '给人绑定或换绑账号' },
  { route: '/messages', who: 'office', ready: '投票通知' },
  { route: '/organisation/roster', who: 'office' },
  { route: '/organisation/calendar', who: 'office' },
  { route: '/three-links/board', who: 'office' },
  { route: '/:rest(.*)*', who: 'member' },
]

/** A house in which each of them has something to show. */
export async function openYear(stage: Stage): Promise<Year> {
  const campaignId = await openedCampaign(stage)
  const filingPath = `/filings/measureFiling/${filingIdOf('measureFiling', finance, campaignId, 1)}`
  await handedIn(await stage.product.login('memberSecond'), campaignId)
  const administrator = await stage.product.login('administrator')
  const another = {
    personId: person('massesSecond').personId,
    platform: 'feishu' as const,
    userId: 'ou_8403508440373846',
  }
  await administrator.call('account.link', another)
  const year = await yearPlaces(stage, campaignId)
  // The figures of a day are written down at night, and a line needs two of them.
  await stage.product.moveTo('2026-09-08')
  return {
    ...year,
    filingPath,
    carePath: `/care/${await raisedCare(stage, 'scrutineer')}`,
    roundId: await openVote(stage),
  }
}

/** Of a house without any record: places that need one are not there. */
export const noYear: Year = {
  pledgeId: '',
  packageId: '',
  drafted: '',
  consulting: '',
  consulted: '',
  accepted: '',
  proofReadOrder: '',
  madeOrder: '',
  roundId: '',
  filingPath: '',
  carePath: '',
}

/** Whether the house has what the place is about. */
export const isThere = (place: Place, year: Year): boolean => {
  const address = addressOf(place, year)
  return address === '/' || !/^$|\/\/|\/$/.test(address)
}

export const addressOf = ({ route, at }: Place, year: Year): string => {
  if (at) return at(year)
  return route === '/:rest(.*)*' ? '/nowhere' : route.replace('/:branchId?', '').replace(':roundId', year.roundId)
}
