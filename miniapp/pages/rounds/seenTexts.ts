export const seenTexts = {
  openedBySafe: (place: number) =>
    place === 1 ? '第一把锁是机关党委用备份码打开的。' : '第二把锁是机关纪委用备份码打开的。',
  otherList: '这份清单和这台手机上先前看到的不一样。请不要输入监票码，马上联系机关纪委。',
  otherLocks: '本轮锁号和这台手机上先前看到的不一样。请不要输入监票码，马上联系机关纪委。',
  otherCount: '计票校验码和这台手机上先前看到的不一样，计票结果可能被人改动过。请马上联系机关纪委。',
  list: (envelopes: number, code: string) => `票箱清单：${envelopes}份，校验码 ${code}`,
  unopened: (count: number) => `有${count}份所在的组份数太少，没有拆开，不计入结果。`,
  checksum: (code: string) => `计票校验码 ${code}`,
} as const
