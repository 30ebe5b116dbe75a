/** What is said only once the ballot has begun. */
export const walkTexts = {
  progress: (index: number, total: number) => `第${index}位，共${total}位`,
  item: (index: number, total: number) => `第${index}项，共${total}项`,
  kinds: { MEMBER: '', SECRETARY: '支部书记', ORG: '党支部' } as Readonly<Record<string, string>>,
  points: (points: number) => `${points}分`,
  notYet: '还没选',
  missing: (titles: readonly string[]) => `还没选：${titles.join('、')}`,
  toPledges: '看承诺和践诺',
  toHints: '评价要点',
  toBoth: '看承诺、践诺和评价要点',
  ofPledges: (name: string) => `${name}的承诺和践诺`,
  doneTimes: (count: number) => `践诺${count}次`,
  latest: (day: string, content: string) => `最近${day}：${content}`,
  noneDone: '还没有登记践诺',
  backToBallot: '回到评价',
}

export const reviewTexts = {
  done: '全部评好了，可以提交。',
  left: (left: number) => `还有${left}位没有评完，评完才能提交。`,
  final: '提交后谁也看不到您选了什么；截止前可以改，以最后一次为准。',
  notKept: '这台设备存不下没提交的选择，请不要关掉这一页。',
  show: '显示我的选择',
  hide: '不显示我的选择',
  complete: '已评完',
  missing: (left: number) => `差${left}项`,
  none: '未选',
  change: '点开修改',
}
