import type { ReasonChoice } from './packageReasons'

export const reasonChoiceNames: Record<ReasonChoice, string> = {
  LONG_SICK: '长病',
  SECONDED: '外派',
  LEAVE: '休假',
  OTHER: '其他',
}

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
