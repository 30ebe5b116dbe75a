import { table2RenderingNames } from '../../../server/domain/organisation/table2'

type Rendering = keyof typeof table2RenderingNames

export const texts = {
  title: (branch: string) => (branch ? `${branch}联系群众名册` : '联系群众名册'),
  hint: '表2从联系对象和走访记录里自动生成；每半年结束的夜里定稿，以后不再变。',
  sum: (members: number, pairs: number) => `${members}名党员，现在有${pairs}对联系。`,
  covered: (masses: number) => `${masses}名群众都有党员联系。`,
  uncovered: (masses: number, left: number) => `${masses}名群众里，还有${left}名没有党员联系。`,
  toContacts: '安排联系对象',
  half: (half: string, closed: boolean) => `${half}（${closed ? '已定稿' : '到今天为止'}）`,
  pairs: (count: number) => `${count}对联系`,
  take: (rendering: Rendering) => `下载${table2RenderingNames[rendering]}`,
  takeOf: (rendering: Rendering, half: string) => `下载${table2RenderingNames[rendering]}：${half}`,
  ready: (rendering: Rendering) => `${table2RenderingNames[rendering]}已备好，10分钟内可以下载`,
  internalHint: '每一页印着您的姓名和时间。支部保存，不外传、不上墙。',
  publicHint: '群众只写姓，不写岗位和联系方式，可以上墙。',
  formats: { xlsx: '下载Excel表格', pdf: '下载PDF，直接打印' },
  fileName: (branch: string, half: string, rendering: Rendering, format: string) =>
    `党员干部联系群众名册（${table2RenderingNames[rendering]}）-${branch}-${half}.${format}`,
  readings: (count: number) => `谁下载过（最近${count}次）`,
  noReadings: '还没有人下载过。',
  reading: (name: string, at: string, half: string, rendering: Rendering) =>
    `${name}，${at}，${half}${table2RenderingNames[rendering]}`,
} as const
