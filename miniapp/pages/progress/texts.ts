const cell = (done: number, owed: number): string => (owed === 0 ? '不需要' : `${done}/${owed}`)

/** Every word of the progress pages. */
export const texts = {
  title: (level: 'house' | 'branch', name: string): string => (level === 'house' ? '“三亮”进度' : `${name}进度`),
  loading: '进度',
  noCampaign: '今年的“三亮”活动还没有开始',
  noCampaignText: '机关党办开展活动后，这里会显示各支部的进度。',
  howTo: (level: 'house' | 'branch'): string =>
    `这里是${level === 'house' ? '各支部' : '各部门'}现在的进度，每格是已有和应有的数。点开一格，可以看到还缺哪些。`,
  rowTitle: (level: 'house' | 'branch'): string => (level === 'house' ? '支部' : '部门'),
  total: '合计',
  caption: '各项应有和已有',
  cell,
  /** Says what is to be seen, too: whoever speaks to the device names what he sees. */
  cellLabel: (row: string, measure: string, done: number, owed: number): string =>
    `${row}，${measure}，${cell(done, owed)}${owed === 0 ? '' : '，点开看名单'}`,
  listTitle: (row: string, measure: string): string => `${row} · ${measure}`,
  standing: [
    { value: 'missing' as const, label: '还缺' },
    { value: 'done' as const, label: '已有' },
  ],
  standingLabel: '看哪些',
  emptyMissing: '都齐了，没有缺的。',
  emptyDone: '还没有。',
  trendTitle: '每天的进度',
  trendMeasure: '看哪一项',
  trendHelp: '每天夜里记一次，今天的数是现在的。',
  trendDone: '已有',
  trendOwed: '应有',
  trendTable: '用文字看',
  trendDay: (day: string, done: number, owed: number): string => `${day}：已有${done}，应有${owed}`,
  trendShort: '再过一天就能看到走势。',
  looseTitle: '还没有编好组的',
  sheet: '下载进度表（.xlsx）',
}
