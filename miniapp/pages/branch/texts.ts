import { numberedPledges } from '../../../server/domain/wording/pledgeNames'
import type { BranchPackage, MemberFilter, ReasonChoice } from './branchMembers'

export const filterNames: Record<MemberFilter, string> = {
  missing: '未提交',
  submitted: '已提交',
  returned: '退回',
  handedIn: '已报送',
}

export const reasonChoiceNames: Record<ReasonChoice, string> = {
  LONG_SICK: '长病',
  SECONDED: '外派',
  LEAVE: '休假',
  OTHER: '其他',
}

export const packageStateNames: Record<BranchPackage['state'], string> = {
  NOT_STARTED: '还没报送',
  SUBMITTED: '等待受理',
  ACCEPTED: '已受理',
  RETURNED: '已退回',
}

export const texts = {
  title: '支部承诺书',
  titleOf: (branch: string) => `${branch}承诺书`,
  noBranchTitle: '您不在任何支部',
  noBranchHint: '请联系机关党办登记。',
  onDuty: '在岗',
  returnReason: (reason: string) => `退回原因：${reason}`,
  noCampaignTitle: '今年的“三亮”活动还没有开始',
  noCampaignHint: '机关党办开始后，这里会列出本支部每位党员的进度。',
  progress: (done: number, all: number) => `已交${done}人，共${all}人`,
  memberList: '党员名单',
  name: '姓名',
  department: '部门',
  state: '进度',
  notes: '说明',
  search: '姓名、部门',
  noPhoto: '缺照片',
  remindedToday: '今天已提醒',
  tellInPerson: '请当面提醒',
  tellInPersonList: (names: string) => `${names}没有聊天账号，收不到提醒，请当面告诉。`,
  nudgeOne: '提醒',
  nudgeOneFor: (name: string) => `提醒${name}`,
  nudgeAll: (count: number) => `提醒未交的${count}人`,
  nudgeNobody: '未交的人今天都提醒过了',
  nudged: (sent: number) => `已提醒${sent}人`,
  nobodyNudged: '没有发出提醒',
  skipped: (name: string, reason: string) => `${name}：${reason}`,
  late: '逾期',
  read: '查看',
  readFor: (name: string) => `查看${name}的承诺书`,
  nobody: '名册里还没有本支部的党员',
  nobodyHint: '请联系机关党办，把人员导入名册。',
  empty: {
    missing: ['都交齐了', '可以报送机关党办。'],
    submitted: ['没有待报送的承诺书', '党员提交后会出现在这里。'],
    returned: ['没有退回的承诺书', ''],
    handedIn: ['还没有报送过', '收齐后点“报送机关党办”。'],
  } satisfies Record<MemberFilter, [string, string]>,
  submitPackage: '报送机关党办',
  withOffice: (number: number) => `第${number}次报送正等机关党办受理`,
  nothingToSubmit: '还没有可以报送的承诺书和岗区表',
  returnedTitle: '机关党办退回了报送材料',
  returnedHint: '承诺书已退给本人。请按原因改好、重新交来后，再报送一次。',
  history: '报送记录',
  packageNumber: (number: number) => `第${number}次报送`,
  packageCount: (count: number, posts: number, areas: number) =>
    [`承诺书${count}份`, posts > 0 ? `示范岗${posts}个` : '', areas > 0 ? `责任区${areas}个` : '']
      .filter(Boolean)
      .join('，'),
  packageNote: (note: string) => `说明：${note}`,
  toOpinions: '群众意见',
  paper: '纸质照片已收',
  paperFor: (name: string) => `${name}的纸质照片已收`,
  toPosts: '示范岗和责任区',
  toPostings: '公开栏张贴',
  toBadges: '佩戴党徽抽查',
  packageMissing: (lines: readonly string[]) => `没有交的人：${lines.join('；')}`,
  noHistory: '还没有报送过。',
} as const

export const packageTexts = {
  title: '报送机关党办',
  count: (count: number) => `这次报送${count}份承诺书。`,
  missingIntro: (count: number) => `还有${count}人没有交，请写明每个人的原因：`,
  allIn: '本支部党员都交齐了。',
  reasonOf: (name: string) => `${name}没有交的原因`,
  reasonText: (name: string) => `${name}的原因（不少于5个字）`,
  needReason: '请写明原因，不少于5个字。',
  stillMissing: (count: number) => `还有${count}人没有写原因`,
  posts: (posts: number, areas: number) => `随同报送示范岗${posts}个、责任区${areas}个。`,
  noPosts: '这次没有示范岗和责任区。',
  unready: '这些部门还没有收集齐，现在不能报送：',
  unreadyLine: (name: string, posts: number, areas: number) =>
    `${name}：${[posts > 0 ? `差示范岗${posts}个` : '', areas > 0 ? `差责任区${areas}个` : ''].filter(Boolean).join('，')}`,
  toPosts: '去看岗区',
  note: '说明',
  noteHelp: '有一部分以后再报时，写明原因。',
  submit: '确认报送',
  sent: (number: number) => `第${number}次报送已交给机关党办`,
  warning: '报送后承诺书由机关党办受理，支部不能再退回给本人。',
} as const

export const pledgeTexts = {
  photoOf: (name: string) => `${name}的登记照片`,
  noPhoto: '没有照片',
  photoHidden: '本人不同意公开照片',
  notPublic: '本人不同意上墙公开',
  duty: '工作职责',
  study: numberedPledges.study,
  dutyPledge: numberedPledges.duty,
  integrity: numberedPledges.integrity,
  returnedBefore: (reason: string) => `退回原因：${reason}`,
  return: '退回修改',
  returnTitle: (name: string) => `退回${name}的承诺书`,
  returnHint: '原因会发给本人，改好后重新提交。',
  returned: (name: string) => `已退回给${name}`,
  reasons: [
    '照片不是红底登记照片，请重新上传',
    '工作职责写得太笼统，请写具体',
    '承诺没有写数量或完成时限',
    '文字有错漏，请检查后再交',
  ],
} as const
