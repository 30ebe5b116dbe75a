import type { Card } from '../port'

/** Says that there is something to read and nothing else: neither of whom it speaks nor what it says (rules §6.3). */
export const opinionsCard = (branchId: string): Card => ({
  title: '有新的群众意见',
  tone: 'plain',
  summary: '有新的群众意见',
  lines: ['请打开页面查看。'],
  facts: [],
  buttons: [{ kind: 'open', label: '去查看', path: `/branch/${branchId}/opinions`, primary: true }],
})
