import { type CalendarDay, daysBetween } from '../../server/domain/calendar/calendarDay'
import type { Card } from '../port'
import { ballotLine } from './ballotLine'
import { type ClosedList, listFact } from './closedList'
import { openRound, plain } from './roundCard'
import { deadlineWords, shortDay } from './words'

/**
 * Cards about the half-year's 「三评」. Never a name, a score or a grade, and nothing that tells when or how somebody
 * voted (rules §4.6.3).
 */

const until = (day: CalendarDay, today: CalendarDay) => ({
  label: '截止',
  value: `${shortDay(day)}（${deadlineWords(day, today)}）`,
})

export const roundOpenedCard = (roundId: string, half: string, dueDay: CalendarDay, today: CalendarDay): Card => ({
  title: `请组织${half}评价`,
  tone: daysBetween(today, dueDay) <= 7 ? 'attention' : 'plain',
  summary: `${half}评价${deadlineWords(dueDay, today)}`,
  lines: ['评价党员、党组织书记和党组织。先核对名单、指定两名监票人，支委会确认等次后才算完成。'],
  facts: [until(dueDay, today)],
  buttons: [openRound('去办理', roundId)],
})

interface BallotFacts {
  roundId: string
  half: string
  votingToDay: CalendarDay
  minutes: number
}

export const ballotCard = ({ roundId, half, votingToDay, minutes }: BallotFacts, today: CalendarDay): Card => ({
  title: `请参加${half}评价`,
  tone: daysBetween(today, votingToDay) <= 2 ? 'attention' : 'plain',
  summary: `无记名评价${deadlineWords(votingToDay, today)}`,
  lines: [ballotLine(minutes), ...(minutes > 0 ? ['可以分几次评完。选择封在信封里，截止后混在一起才拆开。'] : [])],
  facts: [until(votingToDay, today)],
  buttons: [{ kind: 'open', label: '去评价', path: `/ballot/${roundId}`, primary: true }],
})

const toReceipts = (roundId: string) =>
  ({ kind: 'open', label: '看回执', path: `/ballot/${roundId}`, primary: true }) as const

export const ballotDoneCard = (roundId: string): Card => ({
  ...plain,
  title: '评价',
  tone: 'done',
  summary: '已完成',
  lines: ['已完成'],
  buttons: [toReceipts(roundId)],
})

/** With the list that was fixed at the closing, where ballots were sealed. */
export const votingEndedCard = (roundId: string, list: ClosedList | null): Card => ({
  ...plain,
  title: '评价',
  summary: '投票已截止',
  lines: ['投票已截止'],
  facts: listFact(list),
  buttons: [toReceipts(roundId)],
})

export const sheetMissingCard = (roundId: string): Card => ({
  ...plain,
  title: '请录入集体评定',
  tone: 'attention',
  summary: '投票时间已到，还缺集体评定',
  lines: ['投票时间已到。会议研究的集体评定录入后，才能截止和计票。'],
  buttons: [{ kind: 'open', label: '去录入', path: `/ballot/${roundId}`, primary: true }],
})

export const scrutineerNamedCard = (roundId: string): Card => ({
  ...plain,
  title: '请担任监票人',
  summary: '您已被指定为这一轮评价的监票人',
  lines: ['原来的监票人已不在单位，这一轮改由您监票。投票截止后请计票，谁投了什么任何人都看不到。'],
  buttons: [openRound('查看', roundId)],
})

export const tallyDueCard = (roundId: string): Card => ({
  ...plain,
  title: '请计票',
  summary: '投票已截止，请监票人计票',
  lines: ['投票已截止，请监票人计票。结果只算一次，不能修改。'],
  buttons: [openRound('去计票', roundId)],
})

export const reviewDueCard = (roundId: string): Card => ({
  ...plain,
  title: '请召开支委会确认等次',
  summary: '计票完成，请支委会确认等次',
  lines: ['计票已经完成。建议等次只供参考，等次由支委会研究确认。'],
  buttons: [openRound('去确认', roundId)],
})

export const secretaryGradeDueCard = (roundId: string): Card => ({
  ...plain,
  title: '请确认支部书记的等次',
  summary: '支部书记本人的等次要由机关党委确认',
  lines: ['本人的等次不能由本人确认，请机关党委办理。'],
  buttons: [openRound('去确认', roundId)],
})

export const reportWaitingCard = (roundId: string, branchName: string, today: CalendarDay): Card => ({
  ...plain,
  title: `${branchName}报送了表1`,
  summary: `${branchName}报送了评价结果汇总表`,
  lines: [`${shortDay(today)}报送，请核对后受理或退回。`],
  buttons: [{ kind: 'open', label: '查看表1', path: `/rounds/${roundId}` }],
})

export const reportAcceptedCard = (roundId: string, today: CalendarDay): Card => ({
  ...plain,
  title: '表1已受理',
  tone: 'done',
  summary: '机关党办已受理表1',
  lines: [`${shortDay(today)}由机关党办受理。请公开评价结果，并在党员大会上公布。`],
  buttons: [openRound('查看', roundId)],
})

export const reportReturnedCard = (roundId: string): Card => ({
  ...plain,
  title: '表1被退回',
  tone: 'attention',
  summary: '机关党办退回了表1',
  lines: ['请按退回原因补正后重新报送，原因写在评价页上。'],
  buttons: [openRound('去补正', roundId)],
})
