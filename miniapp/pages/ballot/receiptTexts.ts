/** Words about the receipts of somebody's own ballots (rules §4.6.10). */
export const receiptTexts = {
  title: '我的回执',
  received: (count: number, code: string) => `已收到${count}份，回执 ${code}`,
  lies: '，和票箱里的一致。',
  lostTitle: (count: number) => `有${count}份评价不在票箱里了`,
  lost: (names: string) =>
    `您在这台设备上投过的评价（${names}），票箱里没有了，或者被换成了别的。数据库可能被恢复或改动过。请重新评价，并告诉监票人。`,
  resend: (count: number) => `重新评价这${count}位`,
  noResend: '这里不能重新评价，请马上告诉监票人或机关纪委。',
  elsewhere: (count: number, names: string) =>
    `有${count}份后来在另一台设备上投过，以那一份为准：${names}。不是您本人投的，请重新评价，并告诉监票人。`,
  closed: (envelopes: number, code: string) => `投票已截止，票箱里一共${envelopes}份，清单校验码 ${code}。`,
  checksum: (code: string) => `计票校验码 ${code}。`,
  listed: (count: number) => `您的${count}份已计入清单，等监票人开箱计票。`,
  counted: (count: number) => `您的${count}份已计入。`,
  unopened: (count: number, names: string) => `有${count}份所在的组份数太少，为了不让人猜出是谁，没有拆开：${names}。`,
  missingTitle: (count: number) => `有${count}份未计入`,
  missing: (names: string) => `截止时的清单里没有您投的这几份：${names}。请把本页给监票人看，或者向机关纪委反映。`,
  refused: '您有评价没有打开，监票人会找您核实。',
  otherList: '清单和这台设备上先前看到的不一样，可能有人改动过。请马上联系机关纪委。',
  voided: '这一轮已作废，投出的票都没有拆开。重新投票会另外通知您。',
  unread: '现在查不到票箱里的情况，有网络时再打开看。',
  each: (count: number) => `每一份的回执（${count}份）`,
  line: (name: string, group: string) => (name ? `${name}，${group}` : '名单上已没有的一位'),
  what: '回执只说明您的信封在不在票箱里，看不出您选了什么。',
} as const
