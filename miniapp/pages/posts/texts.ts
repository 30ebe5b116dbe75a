import { shortKindNames } from '../../../server/domain/postArea/kinds'
import type { Exemption, Kind, Listed } from './postSteps'

/** What is asked of the reader, on the list and on the home page. */
export const taskNames: Partial<Record<Listed['allowed'][number], string>> = {
  recommend: '请召集推荐，会后登记',
  consult: '请征求分管领导意见',
  giveOpinion: '请对推荐人选提意见',
  fill: '请填表',
  review: '请审核内容',
  agree: '请决定是否同意',
  collect: '请收集',
  hangPlate: '请挂牌，拍照登记',
}

export const texts = {
  title: '示范岗和责任区',
  waiting: '等您办的',
  nothingWaiting: '现在没有等您办的',
  nothing: '还没有示范岗和责任区',
  nothingHint: '支部书记发起后，部门党员负责人召集推荐。',
  led: '我负责的部门',
  ledBy: (name: string) => `${name}的岗区`,
  others: '其他岗区',
  complete: '已经设齐',
  notOpened: '支部书记还没有发起，发起后才能推荐。',
  startPost: '推荐示范岗',
  startArea: '确定责任区',
  askExemption: '申请免设',
  board: '看本支部岗区',
  late: '逾期',
  earlier: '往年',
  reviewDue: '待半年复核',
  nominee: (kind: Kind, name: string | null) =>
    name ? `${kind === 'POST' ? '推荐' : '负责人'}：${name}` : '还没有推荐人选',
} as const

export const listTexts = {
  task: '要办的事',
  name: '岗区',
  title: '名称',
  nominee: '人选',
  state: '进度',
} as const

export const recordTexts = {
  plainTitle: '岗区',
  facts: '表格内容',
  nominee: { POST: '推荐人选', AREA: '负责人' } satisfies Record<Kind, string>,
  members: '责任党员',
  meeting: '集体推荐',
  meetingLine: (day: string, place: string, way: 'BALLOT' | 'HANDS') =>
    `${day}，${place}，${way === 'BALLOT' ? '投票' : '举手'}`,
  counts: (due: number, present: number, votes: number) => `应到${due}人，实到${present}人，同意${votes}人`,
  meetingPicture: '会议照片',
  plate: '挂牌',
  plateLine: (day: string, place: string) => `${day}，${place}`,
  platePicture: '挂牌照片',
  removed: '摘牌',
  coveredPeople: (count: number) => `${count}人`,
  download: '下载表格',
  docx: 'Word版',
  pdf: 'PDF版',
  replace: { POST: '重新推荐示范岗', AREA: '重新确定责任区' } satisfies Record<Kind, string>,
} as const

export const committee = '机关党委'

/** 部门第一负责人 and 分管领导 give back for the same reasons. */
const judged = {
  hint: '原因会发给部门党员负责人，修改后重新推荐、填表。',
  reasons: ['没有结合生产经营', '目标没有写数字或时限', '内容写得太笼统', '人选需要再商量'],
}

export const moreTexts = {
  removedDay: '摘牌日期',
  needDay: '请选择摘牌日期。',
  futureDay: '摘牌日期不能晚于今天。',
  actions: {
    changeNominee: {
      name: '换人选',
      hint: '推荐从头开始，已经征求的意见作废。',
      reasons: ['本人工作有变动', '分管领导有不同意见', '本人主动提出'],
      done: '已退回重新推荐',
    },
    returnByBranch: {
      hint: '推荐、审核和同意都要重来。',
      reasons: ['机关党办要求修改内容', '内容和实际不符', '表格有错漏'],
    },
    suspend: {
      hint: '暂停后公开栏不再展示。',
      reasons: ['本人调离本部门', '本人长期离岗', '作用发挥不够', '支部研究决定'],
    },
    resume: { hint: '恢复后重新公开。', reasons: ['本人已回到岗位', '支部研究决定'] },
    remove: {
      name: '摘牌',
      hint: '摘牌后不能恢复，可以重新推荐。',
      reasons: ['本人调离本部门', '作用发挥不够', '支部研究决定'],
      done: '已摘牌',
    },
    void: { hint: '作废后不能恢复，可以重新推荐。', reasons: ['重复发起', '填错了部门'] },
    resumeUnhung: { hint: '恢复后等部门挂牌。', reasons: ['本人已回到岗位', '支部研究决定'] },
    returnByHead: judged,
    disagree: judged,
  },
} as const

export const exemptionTexts = {
  title: '免设申请',
  askTitle: (department: string) => `${department}申请免设`,
  kind: '免设哪一样',
  needKind: '请选择免设哪一样。',
  askHint: '由机关党办决定。同意后这一样就不用设。',
  askReasons: ['本部门没有合适的在职党员', '本部门人员长期外派', '部门正在合并或撤销'],
  ask: '提交申请',
  asked: '申请已交机关党办',
  states: { ASKED: '等机关党办决定', GRANTED: '同意免设', REFUSED: '不同意免设' } satisfies Record<
    Exemption['state'],
    string
  >,
  tones: { ASKED: 'wait', GRANTED: 'done', REFUSED: 'late' } as const,
  department: '部门',
  branch: '支部',
  kindHead: '免设',
  askedBy: '申请人',
  reasonHead: '原因',
  decisionHead: '答复说明',
  state: '进度',
  all: '全部',
  search: '部门、支部、原因',
  line: (kind: Kind) => `免设${shortKindNames[kind]}`,
  reason: (reason: string) => `原因：${reason}`,
  decision: (reason: string) => `说明：${reason}`,
  by: (name: string) => `${name}申请`,
  waiting: '等您决定的',
  decided: '已经决定的',
  none: '没有等您决定的申请',
  noneHint: '部门申请免设后，会出现在这里。',
  grant: '同意免设',
  refuse: '不同意',
  deedTitle: (grants: boolean, what: string) => `${grants ? '同意' : '不同意'}${what}`,
  decideTitle: (department: string, kind: Kind) => `${department}免设${shortKindNames[kind]}`,
  grantReasons: ['情况属实，同意免设', '由相邻部门党员兼顾'],
  grantHint: '说明会发给部门和支部书记。',
  refuseReasons: ['本部门有在职党员，应当设置', '请先和支部商量后再申请'],
  granted: '已同意免设',
  refused: '已答复不同意',
} as const
