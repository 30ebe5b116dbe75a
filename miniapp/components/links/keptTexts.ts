export const keptTexts = {
  carried: '去年的联系点',
  carriedHelp: '选中今年接着联系的；不选的不会变成今年的。',
  all: (count: number) => `全部选中（${count}个）`,
  none: '全部不选',
  end: '有联系点不再联系，或者写错了？',
  ended: '选出不再联系的',
  endedHelp: '从今天起不再联系；以前去过的，记录和次数都保留。',
  reason: '原因',
  reasonShort: '请写明原因，不少于5个字。',
  nothing: '请先选一个联系点。',
} as const
