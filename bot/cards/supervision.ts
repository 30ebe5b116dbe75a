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

/** To 党办: opinions that nobody can read any more. How many, never whose branch: few may be somebody's. */
export const opinionsLostCard = (count: number): Card => ({
  title: '有意见打不开了',
  tone: 'attention',
  summary: `${count}条不署名的意见打不开了`,
  lines: [
    `${count}条不署名的意见打不开了，没有进意见簿：那几天的钥匙不在钥匙目录里，或者数据库被人改动过。`,
    '请系统管理员检查钥匙目录。写意见的人不知道，可以告诉大家近几天的意见请再写一遍。',
  ],
  facts: [],
  buttons: [],
})
