export const roundTexts = {
  title: '评价',
  facts: '名单与依据',
  titleOf: (branch: string, half: string) => `${branch}${half}评价`,
  basis: (number: string, version: string) => `依据${number} · 评价表${version.replace('DEFAULT-', '默认')}版`,
  due: '评价办结期限',
  reportDue: '表1报送截止（完成后10日内）',
  late: '已逾期',
} as const

export const rosterTexts = {
  title: '定名单',
  intro: '冻结后，评价谁、谁来评都按今天的名册定下来，之后的调动不影响这一轮。',
  freeze: '冻结名单',
  scrutineerLine: (names: string) => `监票人：${names}`,
  lockLine: (place: number, name: string, set: boolean) =>
    `第${place === 1 ? '一' : '二'}把锁：${name}${set ? '' : '（还没有设监票码）'}`,
  fingerprint: (digits: string) => `本轮锁号：${digits.slice(0, 4)} ${digits.slice(4)}`,
  widenings: '参评范围的调整',
  wideningsHint: '有的部门人太少，为了不让人猜出谁投的票，范围已按规则放宽：',
  subjectCount: (members: number, all: number) => `党员${members}人，连同书记和党组织共${all}个`,
} as const

/** Words around the reason of a step. */
export const stepWords = {
  return: {
    hint: '原因会发给支部书记。',
    reasons: ['表1和会议记录不一致，请核对', '缺少参评统计或监票人签名', '等次和建议不同但没有写清理由'],
  },
} as const
