import type { Kind } from './postSteps'

export const fillTexts = {
  name: { POST: '填写推荐表', AREA: '填写确定表' } satisfies Record<Kind, string>,
  title: { POST: '岗位名称', AREA: '责任区名称' } satisfies Record<Kind, string>,
  titlePlaceholder: { POST: '例如：月度结账示范岗', AREA: '例如：原料库安全责任区' } satisfies Record<Kind, string>,
  labels: {
    POST: { goal: '结合生产经营的目标', content: '示范内容', grounds: '推荐理由' },
    AREA: { goal: '责任目标（结合生产经营）', content: '责任内容', grounds: '推荐理由' },
  },
  placeholders: {
    POST: {
      goal: '例如：每月3日前完成结账，差错为零',
      content: '例如：带头优化结账流程，带2名新员工',
      grounds: '例如：连续三年考核优秀',
    },
    AREA: { goal: '例如：全年安全事故为零', content: '例如：每周检查1次，有问题当天处理', grounds: '' },
  },
  earlierHint: (year: number) => `${year}年的可以沿用，改成今年的内容再交。`,
  earlierName: (title: string, name: string) => (name ? `${title}（${name}）` : title),
  earlier: '沿用',
  earlierStart: (title: string) => `沿用“${title}”`,
  goalHint: '建议写上数字，例如“每月3日前”“差错为零”。',
  chipsLabel: '点一下，把这些词加进去',
  chips: ['生产任务', '安全质量', '思想引导', '联系群众', '困难帮扶'],
  scope: '区域或业务范围',
  scopePlaceholder: '例如：办公楼三层财务区',
  coveredPeople: '覆盖群众人数',
  checking: '检查办法',
  checkingPlaceholder: '例如：每月检查1次',
  termToDay: '期限到哪天',
  needCount: '人数要是数字。',
  submit: '交部门第一负责人审核',
  done: '已交部门第一负责人审核',
} as const
