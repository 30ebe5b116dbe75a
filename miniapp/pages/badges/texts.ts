export const texts = {
  title: '佩戴党徽',
  guideTitle: '怎样佩戴党员徽章',
  guide: [
    '全体在职党员上班期间必须佩戴。',
    '佩戴在左胸中央。',
    '和其他徽章一起佩戴时，戴在其他徽章之上。',
    '保持干净、完好。',
    '丢失或损坏的，请告诉所在党支部。',
  ],
  mineTitle: '我的抽查情况',
  mineText: '抽查时没有佩戴的日期只有您本人和支部书记能看到。',
  mineNone: '没有未佩戴的记录',
  mineFound: (day: string) => `${day}抽查时没有佩戴`,
  followedUp: (text: string) => `处理：${text}`,
  branchTitle: '支部抽查记录',
  branchLink: (name: string) => (name ? `${name}抽查记录` : '本支部抽查记录'),
} as const
