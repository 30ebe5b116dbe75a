import type { Package } from './useOffice'

type Tone = 'grey' | 'wait' | 'done' | 'late'
export const packageStates: Record<Package['state'], { name: string; tone: Tone }> = {
  NOT_STARTED: { name: '还没报送', tone: 'grey' },
  SUBMITTED: { name: '等待受理', tone: 'wait' },
  ACCEPTED: { name: '已受理', tone: 'done' },
  RETURNED: { name: '已退回', tone: 'late' },
}

export const texts = {
  title: '机关党办',
  links: '常用',
  campaign: '“三亮”活动',
  campaignHint: '依据文件、截止日、字数和期限',
  exemptions: '岗区免设申请',
  exemptionsHint: '部门申请不设示范岗、责任区',
  vacancies: '空缺岗位',
  vacanciesHint: '没有人任职的岗位和等着办的事',
  rounds: '评价',
  roundsHint: '开始半年评价，看各支部进度',
  organisation: '组织与名册',
  organisationHint: '支部、部门、权限、导入名册',
  postReferences: '岗位职责参考',
  postReferencesHint: '党员填写工作职责时旁边显示的“三岗”职责',
  threeLinks: '三联系',
  threeLinksHint: '领导联系销售市场、下属企业、零售药店的进度',
  noCampaignTitle: '今年的“三亮”活动还没有开始',
  noCampaignHint: '填写依据文件和截止日后，系统会提醒每位党员。',
  toCampaign: '去开始',
  progress: '各支部进度',
  branch: '支部',
  secretary: (name: string | null) => (name ? `书记${name}` : '还没有书记'),
  due: '应交',
  submitted: '已交',
  accepted: '已受理',
  published: '已公开',
  latest: '最近一次报送',
  totals: (sum: { due: number; submitted: number; accepted: number; published: number }) =>
    `应交${sum.due} · 已交${sum.submitted} · 已受理${sum.accepted} · 已公开${sum.published}`,
  none: '还没有报送',
  noBranchTitle: '还没有支部',
  noBranchHint: '先在“组织与名册”里导入名册。',
  packageLine: (number: number, contents: string, day: string) => `第${number}次，${contents}，${day}`,
  contents: (pledges: number, posts: number, areas: number) =>
    [`承诺书${pledges}份`, posts > 0 ? `示范岗${posts}个` : '', areas > 0 ? `责任区${areas}个` : '']
      .filter(Boolean)
      .join('、'),
  readPosts: '查看示范岗和责任区',
  late: '逾期',
  earlier: '往年',
  readAll: '逐份查看承诺书',
  review: '审看',
  reviewFor: (branch: string) => `审看${branch}的报送`,
  packageTitle: (branch: string, number: number) => `${branch}第${number}次报送`,
  packagePlainTitle: '支部报送',
  handedInDay: '报送日期',
  contentsTitle: '报送内容',
  noteTitle: '支部说明',
  missingTitle: '没有交的人',
  nobodyMissing: '全部党员都交了。',
  acceptHint: '受理后，本人同意公开的承诺书会上墙。',
  reports: '等待受理的表1',
  reportsEmpty: '没有等待受理的表1。',
  reportDue: (day: string) => `应于${day}前报送`,
  toReport: '去受理',
  toReportFor: (branch: string) => `去受理${branch}的表1`,
} as const

export const campaignTexts = {
  title: '“三亮”活动',
  name: '活动名称',
  basis: '依据文件',
  basisLine: (number: string, title: string) => `${number}《${title}》`,
  basisDay: '印发日期',
  openedDay: '开始日期',
  dueDay: '截止日',
  anchor: (day: string) => `截止日当天或之前的最后一个工作日是${day}，提醒按这一天安排。`,
  provisional: '这一年的放假安排还没有公布，工作日按周末推算。',
  limitMode: '承诺字数限制',
  modes: {
    TOTAL: ['三条合计不超过100字', '三条承诺加起来算，能放进一块工作牌。通常选这个。'],
    PER_ITEM: ['每条不超过100字', '三条分别算，写得更细。已经交的承诺书不受影响。'],
  },
  modeChanged: '字数限制已改',
  openTitle: (year: number) => `开始${year}年的活动`,
  openIntro: '开始后，每位在职党员都会在截止日前收到提醒。',
  year: '年度',
  basisNumber: '文号',
  basisNumberHint: '例如 ×机委发〔2018〕9号',
  basisTitle: '文件标题',
  defaultName: (year: number) => `${year}年“三亮”公开承诺`,
  open: '开始活动',
  opened: '活动已开始',
  missing: '请填写这一项。',
  taken: (year: number) => `${year}年的活动已经开始，下一年的活动到${year + 1}年再开。`,
} as const

/** Words around the reason of a step. */
export const stepWords = {
  return: {
    hint: '原因会发给支部书记，这一批承诺书都会退给本人修改。',
    reasons: [
      '有照片不是红底登记照片，请换好再报',
      '未交人员的原因没有写清楚',
      '部分承诺没有写数量或时限',
      '人数和名册不一致，请核对',
    ],
  },
} as const
