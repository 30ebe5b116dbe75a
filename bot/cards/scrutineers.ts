import { shortHash } from '../../server/domain/sealing/shortHash'
import type { Card } from '../port'
import { type ClosedList, listFact } from './closedList'
import { openRound, plain } from './roundCard'

/** Cards about the locks of a round and the opening of its box: to 监票人, and never with anything that opens one (rules §4.6.7). */

export const lockDueCard = (roundId: string): Card => ({
  ...plain,
  title: '请设监票码',
  tone: 'attention',
  summary: '名单已定，请设您的监票码',
  lines: ['您是这一轮评价的监票人。请准备纸和笔，两分钟设好监票码；两名监票人都设好，投票才能开始。'],
  buttons: [openRound('去设监票码', roundId)],
})

export const lockSetCard = (roundId: string): Card => ({
  ...plain,
  title: '监票码已设好',
  tone: 'done',
  summary: '监票码已设好',
  lines: ['请把码条折好收好，计票时要用。'],
  buttons: [openRound('查看', roundId)],
})

export const lockNotNeededCard: Card = {
  ...plain,
  title: '设监票码',
  tone: 'done',
  summary: '不用再设',
  lines: ['这一轮的监票人已改派。'],
}

export const locksStandCard = (roundId: string): Card => ({
  ...plain,
  title: '可以开始投票了',
  summary: '两名监票人都设好了监票码',
  lines: ['两名监票人都设好了监票码，请定投票截止日，开始投票。'],
  buttons: [openRound('去办理', roundId)],
})

/** To the 监票人 whose turn it is not yet: what was fixed lies outside the house from then on. */
export const listFixedCard = (roundId: string, list: ClosedList): Card => ({
  ...plain,
  facts: listFact(list),
  title: '票箱清单已定',
  summary: '投票已截止，票箱清单已定',
  lines: ['投票已截止，票箱里的清单从现在起不能再变。请记下校验码；轮到您用监票码时，页面上的要和这里一样。'],
  buttons: [openRound('查看', roundId)],
})

/** To both 监票人, once it was counted. */
export const roundCountedCard = (roundId: string, list: ClosedList | null, checksum: string, coded: boolean): Card => ({
  ...plain,
  facts: [...listFact(list), { label: '计票校验码', value: shortHash(checksum) }],
  title: '计票已完成',
  tone: coded ? 'attention' : 'done',
  summary: coded ? '计票已完成，请把码条撕掉' : '计票已完成，请保存校验码',
  lines: [
    coded ? '计票已完成。请把码条撕碎，再到页面上点“码条已撕掉”。' : '计票已完成。',
    '以后核验计票结果，校验码要和这里一样。',
  ],
  buttons: [openRound(coded ? '去办理' : '查看', roundId)],
})

/** What it turns to: the checksum stays where it was told. */
export const slipTornCard = (roundId: string, list: ClosedList | null, checksum: string | null): Card => ({
  ...plain,
  facts: [...listFact(list), ...(checksum ? [{ label: '计票校验码', value: shortHash(checksum) }] : [])],
  title: '码条已撕掉',
  tone: 'done',
  summary: '码条已撕掉',
  lines: ['以后核验计票结果，校验码要和这里一样。'],
  buttons: [openRound('查看', roundId)],
})

/** To both 监票人 of a house that was restored from a backup of before the count. */
export const takeInDueCard = (roundId: string): Card => ({
  ...plain,
  title: '请取回计票结果',
  tone: 'attention',
  summary: '系统用计票以前的备份恢复过，请取回计票结果',
  lines: [
    '这一轮已经计过票，系统后来用计票以前的备份恢复过。请找出“计票已完成”卡片，照卡片填上计票校验码，把结果取回来；两名监票人办一人就行，不用码条。',
  ],
  buttons: [openRound('去取回', roundId)],
})

/** What cards about steps of before turn to: they were taken already. */
export const countedBeforeCard = (roundId: string): Card => ({
  ...plain,
  title: '这一轮已经计过票',
  tone: 'done',
  summary: '不用再办',
  lines: ['系统用计票以前的备份恢复过，这一步以前已经办过。'],
  buttons: [openRound('查看', roundId)],
})

export const countTakenCard = (roundId: string): Card => ({
  ...plain,
  title: '计票结果已取回',
  tone: 'done',
  summary: '计票结果已取回',
  lines: ['计票结果已经取回，和档案一致。'],
  buttons: [openRound('查看', roundId)],
})

export const outerDueCard = (roundId: string, list: ClosedList | null): Card => ({
  ...plain,
  facts: listFact(list),
  title: '请开外封',
  summary: '投票已截止，请用您的监票码开外封',
  lines: ['投票已截止。请带上码条，用您的监票码开外封；之后由另一名监票人开内封并计票。'],
  buttons: [openRound('去开外封', roundId)],
})

export const innerDueCard = (roundId: string, list: ClosedList | null): Card => ({
  ...plain,
  facts: listFact(list),
  title: '请开内封并计票',
  summary: '外封已开，请用您的监票码开内封并计票',
  lines: ['外封已经打开。请带上码条，用您的监票码开内封并计票。结果只算一次，不能修改。'],
  buttons: [openRound('去开内封', roundId)],
})

export const boxConfirmCard = (roundId: string): Card => ({
  ...plain,
  title: '请看外封打开的情况',
  tone: 'attention',
  summary: '有缺少或被改动的评价，请写明原因',
  lines: ['外封打开后有缺少或被改动的评价。两名监票人都写明原因，才能接着计票。'],
  buttons: [openRound('去看', roundId)],
})
