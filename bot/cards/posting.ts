import type { Card } from '../port'

/** The end of the reminder to put up a department's wall (R20). */
export const postingDoneCard = (): Card => ({
  title: '张贴已登记',
  tone: 'done',
  summary: '公开栏张贴已登记',
  lines: ['内容有变化时会再提醒重新张贴。'],
  facts: [],
  buttons: [],
})
