import type { VoidCause } from '../../server/domain/evaluation/voiding'
import { voidCauses } from '../../server/domain/evaluation/voiding'
import type { Card } from '../port'
import { openRound, plain } from './roundCard'

/** Cards about a round that is declared void (rules §4.6.9): the cause is one of a few sentences, never free words (rules §6.3). */

export const roundVoidedCard = (half: string, cause: VoidCause): Card => ({
  ...plain,
  title: `${half}评价作废，重新投票`,
  tone: 'attention',
  summary: '这一轮评价已作废，要重新投票',
  lines: [`${voidCauses[cause]}，这一轮评价作废。已投的评价没有拆开，全部销毁，不计入结果。重新投票时会再发卡片。`],
})

export const voidAskedCard = (roundId: string, branchName: string): Card => ({
  ...plain,
  title: `${branchName}请求作废重投`,
  tone: 'attention',
  summary: `${branchName}请求把这一轮评价作废重投`,
  lines: ['作废以后，已投的评价全部销毁，按同一名单重新投票。请核实后决定。'],
  buttons: [openRound('去决定', roundId)],
})

export const voidDecidedCard = (roundId: string): Card => ({
  ...plain,
  title: '作废请求已决定',
  tone: 'done',
  summary: '已决定',
  lines: ['机关党办已经决定。'],
  buttons: [openRound('查看', roundId)],
})

export const voidDeclinedCard = (roundId: string): Card => ({
  ...plain,
  title: '没有同意作废重投',
  summary: '机关党办没有同意作废，这一轮评价接着办',
  lines: ['机关党办没有同意作废，这一轮评价接着办。原因写在评价页的办理过程里。'],
  buttons: [openRound('查看', roundId)],
})
