import { linkKindNames } from '../../../server/domain/quotas/threeLinks'

export const linksTexts = {
  title: '三联系',
  hint: (year: number) => `${year}年每位党员领导干部联系1个销售市场、1个下属企业、10家零售药店。`,
  leader: '领导干部',
  market: linkKindNames.MARKET,
  subsidiary: linkKindNames.SUBSIDIARY,
  pharmacy: linkKindNames.PHARMACY,
  activities: '活动次数',
  branch: '支部',
  state: '进度',
  all: '全部',
  notYet: '还没覆盖',
  search: '姓名、支部',
  complete: '已覆盖',
  noBranch: '不在支部',
  progress: (market: number, subsidiary: number, pharmacy: number) =>
    `${linkKindNames.MARKET}${market}/1，${linkKindNames.SUBSIDIARY}${subsidiary}/1，${linkKindNames.PHARMACY}${pharmacy}/10`,
  count: (count: number) => `活动${count}次`,
  emptyTitle: '还没有党员领导干部',
  emptyHint: '在名册里把“党员领导干部”填为“是”，再导入一次。',
  assign: '指定联系点',
  assignFor: (name: string) => `给${name}指定联系点`,
  assignHint: '新的联系点：一行写一个名称，可以一次写多个。已经有的不会重复。',
  kindNames: linkKindNames,
  toRoster: '去导入名册',
  nothing: '请至少写一个联系点，或者选一个。',
  tooLong: (name: string) => `“${name}”太长，名称最多80字。`,
  tooMany: (count: number) => `一次最多30个，现在有${count}个。`,
  save: '保存',
  added: (name: string, count: number, ended: number) =>
    [...(count ? [`已给${name}加上${count}个联系点`] : []), ...(ended ? [`结束了${ended}个联系点`] : [])].join('，') ||
    '这些联系点已经有了',
  current: '今年联系点',
  offered: (count: number) => `去年的${count}个可以沿用`,
} as const
