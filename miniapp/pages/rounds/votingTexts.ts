/** What is seen while the vote is open; with the page, since most come for it. */
export const votingTexts = {
  turnout: '参评情况',
  secret: '这里只有份数。谁投了票、投了什么，任何人都看不到。',
  group: (returned: number, issued: number, percent: number) => `发出${issued}份，收回${returned}份，占${percent}%`,
  until: (day: string) => `投票到${day}为止`,
  people: (voted: number, voters: number) => `${voters}人里已有${voted}人投完`,
  unreachable: '收不到卡片的人',
  unreachableHint: '下面的同志没有聊天账号又没投票，请当面请他们投票：',
  close: '截止投票',
  closeHint: '。到期或全部投完后可以截止，截止后不能再投。',
} as const
