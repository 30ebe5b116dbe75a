import { halfName } from '../../server/domain/calendar/calendarDay'
import { safeNames } from '../../server/domain/sealing/safePrint'
import type { Card } from '../port'
import { openRound, plain } from './roundCard'

/** Cards about the prints in the two safes (rules §4.6.13): what is to be done, never a code. */
const lockNames = { 1: '第一把锁（开外封）', 2: '第二把锁（开内封）' } as const

const openPrints = (label: string) => ({ kind: 'open' as const, label, path: '/safe-prints', primary: true })

/** To the keepers of a safe whose print is missing. */
export const printDueCard = (half: string, place: 1 | 2): Card => ({
  ...plain,
  title: '请做评价的备份码',
  summary: `${halfName(half)}评价${lockNames[place]}的备份码还没有放进保险柜`,
  lines: [
    `${halfName(half)}评价${lockNames[place]}的备份码还没有放进${safeNames[place]}的保险柜。请到保险柜旁边做一份，抄好放进去；监票人设监票码以前放好，码条丢了才开得了票箱。`,
  ],
  buttons: [openPrints('去做备份码')],
})

export const printKeptCard = (half: string, place: 1 | 2): Card => ({
  ...plain,
  title: '备份码已放进保险柜',
  tone: 'done',
  summary: `${halfName(half)}评价的备份码已放进保险柜`,
  lines: [`${halfName(half)}评价${lockNames[place]}的备份码已经放进${safeNames[place]}的保险柜。`],
  buttons: [openPrints('查看')],
})

/** To the keeper of the safe and to 党办; where there is no print, to 党办 alone. */
export const slipLostCard = (roundId: string, place: 1 | 2, copied: boolean): Card => ({
  ...plain,
  title: '监票码条丢了',
  tone: 'attention',
  summary: '有一轮评价的监票码条丢了',
  lines: copied
    ? [
        `${lockNames[place]}的码条丢了。截止投票前还没有找到，轮到这把锁时，由${safeNames[place]}从保险柜取出备份码，到这一轮的页面上开封。`,
      ]
    : [`${lockNames[place]}的码条丢了，又没有备份码。截止投票前还没有找到，要由支部请求作废重投，机关党办决定。`],
  buttons: [openRound('去看这一轮', roundId)],
})

export const slipFoundCard = (roundId: string): Card => ({
  ...plain,
  title: '监票码条找到了',
  tone: 'done',
  summary: '码条找到了，不用备份码',
  lines: ['码条找到了，照常用它开封。'],
  buttons: [openRound('查看', roundId)],
})

/** To every voter. */
export const openedBySafeCard = (half: string, place: 1 | 2): Card => ({
  ...plain,
  title: '评价用备份码开了一把锁',
  summary: `${half}评价的${lockNames[place]}用保险柜里的备份码开封`,
  lines: [
    `${half}评价${lockNames[place]}的码条丢了，${safeNames[place]}用保险柜里的备份码开了封，已经记入留痕。另一把锁不归${safeNames[place]}管，一个人打不开您的评价。`,
  ],
})
