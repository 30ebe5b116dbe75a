import { vacancyWords } from '../../server/domain/organisation/vacantPosts'
import type { ReminderItem, ReminderKind } from '../../server/domain/reminders/facts'
import { ballotLine } from './ballotLine'

interface ItemWords {
  title: (item: ReminderItem) => string
  line: (item: ReminderItem) => string
  button: string
  path: (item: ReminderItem, branchId: string) => string
}

/** What each kind of reminder says and opens. Counts and dates only (rules §6.3); for the names see branchProgress.ts. */
export const reminderWords: Record<ReminderKind, ItemWords> = {
  pledgeDue: {
    title: () => '请填写“三亮”公开承诺书',
    line: () => '职责不超过30字，三条承诺不超过100字，再上传一张2寸红底照片，约5分钟。',
    button: '去填写',
    path: () => '/pledge',
  },
  pledgeReturned: {
    title: () => '公开承诺书待修改',
    line: () => '支部退回了您的承诺书，请修改后重新提交。',
    button: '去修改',
    path: () => '/pledge',
  },
  branchPackageDue: {
    title: () => '请收集并报送本支部材料',
    line: () => '请查看还有谁没有提交，催交后报送机关党办。',
    button: '去查看',
    path: (item) => `/branch/${item.subjectId}`,
  },
  branchPackageReturned: {
    title: () => '支部报送待补正',
    line: () => '机关党办退回了支部报送，请补正后重新报送。',
    button: '去补正',
    path: (item) => `/branch/${item.subjectId}`,
  },
  officeSummary: {
    title: () => '各支部报送汇总',
    line: (item) => `还有${item.count ?? 0}个支部没有受理完毕。`,
    button: '去查看',
    path: () => '/office',
  },
  roundDue: {
    title: () => '请组织本支部评价',
    line: () => '评价党员、书记和党组织，支委会确认等次后才算完成。',
    button: '去办理',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  ballotDue: {
    title: () => '请参加评价',
    line: ({ minutes = 0 }) => ballotLine(minutes),
    button: '去评价',
    path: (item) => `/ballot/${item.subjectId}`,
  },
  ballotClosing: {
    title: () => '评价今天截止',
    line: () => '请监票人按时截止投票并计票。',
    button: '去办理',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  scrutineersGone: {
    title: () => '请改派监票人',
    line: () => '该办这一步的监票人已不在单位，改派后评价才能接着办。',
    button: '去改派',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  lockDue: {
    title: () => '请设监票码',
    line: () => '两名监票人都设好监票码，投票才能开始。',
    button: '去设监票码',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  boxDue: {
    title: () => '请打开票箱',
    line: () => '投票已截止，请带上码条，用您的监票码开封。',
    button: '去办理',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  takeInDue: {
    title: () => '请取回计票结果',
    line: () => '系统用计票以前的备份恢复过，请照“计票已完成”卡片填计票校验码，取回结果。',
    button: '去取回',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  slipLost: {
    title: () => '监票码条还没有找到',
    line: () => '请再找一找。找到了到页面上点“码条找到了”；找不到，请按页面上写的办。',
    button: '去看',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  safeDue: {
    title: () => '请用备份码开封',
    line: () => '监票码条丢了，轮到这把锁了。请从保险柜取出备份码，到页面上开封。',
    button: '去开封',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  reportDue: {
    title: () => '请报送表1',
    line: () => '评价完成后10日内报送机关党办。',
    button: '去报送',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  reportReturned: {
    title: () => '表1待补正',
    line: () => '机关党办退回了表1，请补正后重新报送。',
    button: '去补正',
    path: (item) => `/rounds/${item.subjectId}`,
  },
  reportOverdue: {
    title: () => '有支部逾期未报表1',
    line: () => '请了解情况并督促。',
    button: '去查看',
    path: () => '/rounds',
  },
  visitDue: {
    title: () => '请走访联系对象',
    line: (item) => `本季度还有${item.count ?? 0}位联系对象没有走访。`,
    button: '去登记',
    path: () => '/visits',
  },
  threeLinksDue: {
    title: () => '请开展“三联系”活动',
    line: (item) => `还有${item.count ?? 0}个联系点本半年没有活动。`,
    button: '去登记',
    path: () => '/three-links',
  },
  postAreaDue: {
    title: () => '请办理示范岗和责任区',
    line: (item) => `本部门还有${item.count ?? 0}项要您办理：集体推荐、征求意见、填表。`,
    button: '去办理',
    path: () => '/posts',
  },
  postAreaWaiting: {
    title: () => '示范岗和责任区等您办理',
    line: (item) => `有${item.count ?? 0}份表在等您答复。`,
    button: '去办理',
    path: () => '/posts',
  },
  plateDue: {
    title: () => '请挂牌公开',
    line: (item) => `本部门有${item.count ?? 0}块牌子还没有登记挂牌。`,
    button: '去登记',
    path: () => '/posts',
  },
  branchPlatesDue: {
    title: () => '请督促挂牌公开',
    line: (item) => `本支部有${item.count ?? 0}块牌子还没有登记挂牌。`,
    button: '去查看',
    path: (item) => `/branch/${item.subjectId}/posts`,
  },
  postingDue: {
    title: () => '请张贴公开栏海报',
    line: (item) => `本支部有${item.count ?? 0}个部门还没有张贴，或张贴的不是最新内容。`,
    button: '去登记',
    path: (item) => `/branch/${item.subjectId}/postings`,
  },
  reviewPostsDue: {
    title: () => '请复核示范岗和责任区',
    line: (item) => `本支部有${item.count ?? 0}个岗区还没有做半年复核。`,
    button: '去复核',
    path: (item) => `/branch/${item.subjectId}/posts`,
  },
  proofDue: {
    title: () => '请校对牌子样稿',
    line: () => '请逐块核对本部门的牌子，有错请写明。',
    button: '去校对',
    path: () => '/sign-orders',
  },
  vacancies: {
    title: () => '请补任空缺岗位',
    line: ({ posts = 0, count = 0 }) => `${vacancyWords({ posts, things: count })}。`,
    button: '去补任',
    path: () => '/office/vacancies',
  },
  officeVacant: {
    title: () => '请补任机关党办',
    line: () => '机关党办没有人任职，报送无人受理，权限也无人授予。',
    button: '去补任',
    path: () => '/office/vacancies',
  },
  signOrderDue: {
    title: () => '请终审工作牌费用',
    line: () => '机关党办已审核，等您终审。',
    button: '去办理',
    path: (item) => `/sign-orders/${item.subjectId}`,
  },
  officeDuty: {
    title: ({ filing }) => filing?.title ?? '',
    line: ({ filing }) => filing?.line ?? '',
    button: '去办理',
    path: ({ filing }) => filing?.path ?? '/',
  },
  stalled: {
    title: ({ filing }) => filing?.title ?? '',
    line: ({ filing }) => filing?.line ?? '',
    button: '去查看',
    path: ({ filing }) => filing?.path ?? '/',
  },
  filingDue: {
    title: ({ filing }) => filing?.title ?? '',
    line: ({ filing }) => filing?.line ?? '',
    button: '去办理',
    path: ({ filing }) => filing?.path ?? '/filings',
  },
}
