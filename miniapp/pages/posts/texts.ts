import type { Kind, Listed } from './postSteps'

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
