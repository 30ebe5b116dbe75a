import { slipFoundCard, slipLostCard } from '../../../bot/cards/safePrints'
import { EvaluationRound, type LostSlip } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { refusal } from '../../refusals'
import { loadHolidays, sendingTime } from '../calendar'
import { holders } from '../organisation'
import { notCoded } from './lockGuards'
import { copyAt, isSlipNeeded, lostAt } from './lostSlips'
import { requireRound } from './records'
import { checkRoundReason } from './refusals'
import { placeOf } from './roundLocks'

const slipReplaceable = refusal(
  409,
  'round.slipReplaceable',
  '投票还没有开始，码条丢了不用报告：请监票人在这一页重新设一个监票码。',
)
const slipNotNeeded = refusal(409, 'round.slipNotNeeded', '这把锁已经开过，码条不用了，没有记下。')
const notYourSlip = refusal(403, 'round.notYourSlip', '这不是您的码条，没有记下。请它的监票人或者支部书记来报告。')

/** Whoever helps out with this lock, and 党办, which sees that it is done. */
async function whoHelps(work: Work, place: LockPlace, copied: boolean): Promise<string[]> {
  const keeper = place === 1 ? 'HQ_COMMITTEE' : 'HQ_DISCIPLINE'
  const held = await holders(work, ['HQ_OFFICE', keeper])
  const asked = held.filter(({ role }) => role === 'HQ_OFFICE' || copied)
  return [...new Set(asked.map(({ personId }) => personId))]
}

async function tellHelpers(work: Work, round: EvaluationRound, place: LockPlace): Promise<void> {
  const copied = copyAt(round, place) !== null
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  const people = await whoHelps(work, place, copied)
  await work.notifyAll(
    people.map((personId) => ({
      dedupeKey: onceFor.slipLost(round.id, place, work.today, personId),
      personId,
      kind: 'slipLost',
      subjectKeys: [subjectFor.slipLost(round.id, place)],
      card: slipLostCard(round.id, place, copied),
      notBefore,
    })),
  )
}

/**
 * 码条丢了: its 监票人 or the branch says so once the vote has begun, or takes it back because it was found. It is no step of the round;
 * who has to do what about it stands among the tasks from this day on (rules §4.6.13). Said twice it is said once.
 */
export async function reportSlip(work: Work, input: Checked<'round.reportSlip'>): Promise<Output<'round.reportSlip'>> {
  const { roundId, lock: place, lost, reason } = input
  work.must('reportSlip', (await requireRound(work, roundId)).record)
  // The locks stand in one column.
  await work.takeTurn('lostSlips')
  const { record: round } = await requireRound(work, roundId)
  const { locks } = round
  if (!locks?.holders) throw notCoded()
  if (round.state === 'ROSTER_FROZEN') throw slipReplaceable()
  if (!isSlipNeeded(round, place)) throw slipNotNeeded()
  const { personId } = work.who
  const own = placeOf(round, personId)
  if (own !== place && !work.may('askVoid', round)) throw notYourSlip()
  if ((lostAt(round, place) !== null) === lost) return { done: true }
  if (lost) checkRoundReason(reason)
  const others = (locks.lost ?? []).filter((one) => one.place !== place)
  const said: LostSlip[] = lost ? [{ place, personId, day: work.today, reason }] : []
  const news = { ...locks, lost: [...others, ...said] }
  await work.change(EvaluationRound, { id: roundId }, { locks: news as never })
  const action = lost ? 'round.slipLost' : 'round.slipFound'
  await work.audit({
    action,
    subjectKind: 'round',
    subjectId: roundId,
    change: { place, ...(lost ? { reason, copied: copyAt(round, place) !== null } : {}) },
  })
  if (lost) await tellHelpers(work, round, place)
  else await work.finishCards(subjectFor.slipLost(roundId, place), slipFoundCard(roundId))
  return { done: true }
}
