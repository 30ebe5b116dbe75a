import type { Work } from '../../database/work'
import { dayName, halfName, toCalendarDay } from '../../domain/calendar/calendarDay'
import { safeNames } from '../../domain/sealing/safePrint'
import { type LostLock, lostLocks, type roundFlow } from '../evaluation'
import { owedPrints } from '../safePrint'
import { type Task, task } from './task'

type KnownRound = Awaited<ReturnType<typeof roundFlow.near>>[number]

const lockNames = { 1: '第一把锁', 2: '第二把锁' } as const

/** What each is to do about a lost slip, and by when: the last day of the vote, then at once (rules §4.6.13). */
function wordsFor(work: Work, { record }: KnownRound, lost: LostLock): string | null {
  const { place, copied, due } = lost
  const until = due ? '' : `${dayName(record.votingToDay)}以前`
  const own = record.scrutineerIds[place - 1] === work.who.personId
  const safe = safeNames[place]
  if (!copied && (own || work.may('decideVoid'))) return `${until}找不到，就由支部请求作废重投（没有备份码）`
  if (own) return `${until}找到就点“码条找到了”；找不到，由${safe}用备份码开封`
  if (work.may('decideVoid')) return `${until}找不到，请督促${safe}用保险柜里的备份码开封`
  const keeps = copied && !due && work.may('useSafePrint', { ...record, place })
  return keeps ? `投票截止时还没有找到，请用保险柜里的备份码开封` : null
}

/** Slips that are lost, from that day until their lock is opened: for the 监票人, for 党办, and for the keeper of the safe. */
export const slipTasks = (work: Work, rounds: readonly KnownRound[]): Task[] =>
  rounds.flatMap((known) =>
    lostLocks(known.record).flatMap((lost) => {
      const words = wordsFor(work, known, lost)
      const { record, branchName, campaign } = known
      const about = `${branchName}${halfName(campaign.half)}评价${lockNames[lost.place]}的码条丢了`
      const dueDay = record.votingToDay ? toCalendarDay(record.votingToDay) : null
      return words ? [task(work, 'round', about, words, `/rounds/${record.id}`, dueDay)] : []
    }),
  )

/** 备份码 that are missing in the safe one keeps, while locks are still to be set. */
export async function printTasks(work: Work): Promise<Task[]> {
  const keeps = ([1, 2] as const).filter((place) => work.may('keepSafePrint', { place }))
  if (!keeps.length) return []
  const owed = (await owedPrints(work)).filter(({ place }) => keeps.includes(place))
  return owed.map(({ half, place }) =>
    task(
      work,
      'round',
      `做${halfName(half)}评价的备份码`,
      `${lockNames[place]}用，抄好放进${safeNames[place]}的保险柜`,
      '/safe-prints',
      null,
    ),
  )
}
