import type { Card } from '../port'

/** To whoever has to see to somebody in an emergency (R37): that there is something to look at, and nothing else (rules §6.3). */
export const careCard = (path: string): Card => ({
  title: '请尽快查看一条关怀任务',
  tone: 'attention',
  summary: '请尽快查看一条关怀任务',
  lines: [],
  facts: [],
  buttons: [{ kind: 'open', label: '打开查看', path, primary: true }],
})
