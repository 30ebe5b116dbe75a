import type { EvaluationRound } from '../../../entities'
import type { RoundEvent } from '../../domain/workflows/evaluationRound'
import { type Refusal, refusal } from '../../refusals'
import type { KnownRound } from './records'
import { openPlaces } from './roundLocks'
import { unconfirmed } from './scrutineers'

const locksMissing = refusal(409, 'round.locksMissing', '还有{count}名监票人没有设监票码，两人都设好以后才能开始投票。')
const notStripped = refusal(
  409,
  'round.notStripped',
  '要先由第一把锁的监票人开外封，再由第二把锁的监票人开内封并计票。',
)
const boxUnconfirmed = refusal(
  409,
  'round.boxUnconfirmed',
  '外封打开后有缺少或被改动的评价，两名监票人都写明原因后才能计票。',
)
const boxConfirmed = refusal(409, 'round.boxConfirmed', '这一轮没有等着您写明原因的事，可以直接计票。')
export const notCoded = refusal(409, 'round.notCoded', '这一轮没有监票码，钥匙由系统保管，请直接计票。')

export const bundleMissing = refusal(
  409,
  'round.bundleMissing',
  '这一轮没有计票档案：还没有计票，或者是系统有计票档案以前计的票。',
)
export const countKept = refusal(
  409,
  'round.countKept',
  '这一轮已经计过票，数据库是用计票以前的备份恢复的。请监票人在这一轮的评价页取回计票结果；不能再投票，也不能再计票。',
)
const voidAsked = refusal(409, 'round.voidAsked', '有人请求把这一轮作废重投，要等机关党办决定以后才能接着办。')
const voidNotAsked = refusal(409, 'round.voidNotAsked', '这一轮没有人请求作废重投。')

/** Whether 党办 has still to decide if the round goes on. */
export const isVoidAsked = ({ voiding }: Pick<EvaluationRound, 'voiding'>): boolean =>
  voiding !== null && voiding.decidedById === undefined

/** Of a round whose count waits to be taken in nothing else is done than that, and what lets somebody do it. */
const whileKept: readonly RoundEvent[] = ['takeIn', 'renameScrutineers', 'keepRound']

/** Taking in is no way out of a state but in a house that was restored, and there it is the only one (rules §4.6.11). */
export function keptBlock({ record }: KnownRound, event: RoundEvent): Refusal | null {
  if (!record.countKept) return event === 'takeIn' ? bundleMissing() : null
  return whileKept.includes(event) ? null : countKept()
}

const deciding: readonly RoundEvent[] = ['void', 'keepRound']

/** While it is asked whether the round is void nothing else is done to it. */
export function voidBlock({ record }: KnownRound, event: RoundEvent): Refusal | null {
  if (isVoidAsked(record)) return deciding.includes(event) ? null : voidAsked()
  return deciding.includes(event) ? voidNotAsked() : null
}

/** What the locks of a round do not allow in its state (rules §4.6.7); null where they have nothing against the step. */
export function lockBlock({ record }: KnownRound, event: RoundEvent): Refusal | null {
  const { state, locks, box, scrutineerIds } = record
  const missing = openPlaces(locks).length
  if (event === 'openVoting') return missing ? locksMissing({ count: missing }) : null
  if (event === 'strip') return locks?.holders ? null : notCoded()
  const open = box?.stripped ? unconfirmed(scrutineerIds, box.stripped).length : 0
  if (event === 'confirmBox') return open ? null : boxConfirmed()
  if (event !== 'tally' || !locks?.holders) return null
  if (state === 'CLOSED') return notStripped()
  return open ? boxUnconfirmed() : null
}
