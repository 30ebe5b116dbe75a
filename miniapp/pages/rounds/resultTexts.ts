export const resultTexts = {
  hint: '建议等次只供参考，等次由支委会确认。人数太少的一组不显示得分。',
  caption: { MEMBER: '评价党员', SECRETARY: '评价党组织书记', ORG: '评价党组织' },
  name: '姓名',
  total: '总分',
  suggestion: '建议等次',
  grade: '等次',
  suggested: (grade: string) => `建议${grade}`,
  meanOf: (group: string, mean: string) => `${group}${mean}`,
  notGraded: '预备党员，不评等次',
  noMean: '—',
  download: '下载表1',
  fileName: (branch: string, half: string) => `${branch}${half}评价结果汇总表.xlsx`,
} as const
