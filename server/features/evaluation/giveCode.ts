import type { EvaluationRound } from '../../../entities'
import type { Work } from '../../database/work'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { refusal } from '../../refusals'
import type { LockKeys } from '../../sealing/hpke'
import type { CodeFault, GivenCode } from '../../sealing/opening'
import { mayOpenBySafe, opensBySafe } from './lostSlips'
import { placeOf } from './roundLocks'

const notYourLock = refusal(403, 'round.notYourLock', '这一步要由第{place}把锁的监票人办，您的监票码没有使用。')
const noPrintTurn = refusal(
  409,
  'round.noPrintTurn',
  '这一轮现在不用备份码开封：没有人报告码条丢失，或者还没有轮到这把锁。',
)
const otherHand = refusal(
  409,
  'round.otherHand',
  '这把锁不能由您开：报告丢失的人和开过另一把锁的人，都不能再用备份码，请另一位同志来办。',
)
const codeMissing = refusal(422, 'round.codeMissing', '请输入您的监票码。')
const codeWrong = refusal(422, 'round.codeWrong', '监票码不对，什么都没有改动。请看清是不是这一轮的码条，再输一遍。')
const doorChanged = refusal(409, 'round.doorChanged', '系统刚才换了一次钥匙，监票码没有使用。请再点一次。')
const listDiffers = refusal(
  409,
  'round.listDiffers',
  '您手机上看到的清单和系统里的不一样，监票码没有使用。请刷新页面；还不一样就联系机关纪委。',
)

/** With the 监票人's own slip, or with the print in the safe in its place. */
export type OpenedBy = 'slip' | 'safe'

/** Whether the actor may open this lock so. */
export const mayOpen = (work: Work, round: EvaluationRound, place: LockPlace, by: OpenedBy): boolean =>
  by === 'slip'
    ? work.may('superviseRound', round)
    : opensBySafe(round) === place &&
      mayOpenBySafe(round, place, work.who.personId) &&
      work.may('useSafePrint', { ...round, place })

export function mustOpen(work: Work, round: EvaluationRound, place: LockPlace, by: OpenedBy): void {
  if (by === 'slip') work.must('superviseRound', round)
  else if (requireSafeTurn(work, round) !== place) throw noPrintTurn()
}

/** The lock that the keeper is to open with his print now. */
export function requireSafeTurn(work: Work, round: EvaluationRound): LockPlace {
  const turn = opensBySafe(round)
  if (turn && work.may('useSafePrint', { ...round, place: turn })) {
    if (!mayOpenBySafe(round, turn, work.who.personId)) throw otherHand()
    return turn
  }
  const kept = ([1, 2] as const).find((place) => work.may('useSafePrint', { ...round, place }))
  work.must('useSafePrint', { ...round, place: kept ?? 1 })
  throw noPrintTurn()
}

/** The code as it came, for the one lock and the one list it may open; nothing of it is read here. */
export function givenCode(
  work: Work,
  door: LockKeys,
  round: EvaluationRound,
  place: LockPlace,
  by: OpenedBy,
  given: { sealedCode?: string | undefined; listHash?: string | undefined },
): GivenCode {
  const { personId } = work.who
  if (by === 'slip' && placeOf(round, personId) !== place) throw notYourLock({ place: place === 1 ? '一' : '二' })
  if (!given.sealedCode) throw codeMissing()
  const { box, locks } = round
  if (!box || !locks || given.listHash !== box.listHash) throw listDiffers()
  return {
    door,
    sealed: Buffer.from(given.sealedCode, 'base64url'),
    about: { roundId: round.id, place, personId, listHash: box.listHash },
    lock: Buffer.from(place === 1 ? locks.first : locks.second, 'base64'),
  }
}

/** What the locks say of it from then on: nothing where the slip was used. */
export function openedSo(work: Work, { locks }: EvaluationRound, place: LockPlace, by: OpenedBy) {
  if (by === 'slip' || !locks) return {}
  const opened = { place, personId: work.who.personId, day: work.today }
  return { locks: { ...locks, openedBySafe: [...(locks.openedBySafe ?? []), opened] } }
}

/** What was opened, or why nothing was. */
export function opened<Found extends object>(outcome: Found | CodeFault): Found {
  if (outcome === 'otherDoor') throw doorChanged()
  if (outcome === 'wrongCode') throw codeWrong()
  return outcome as Found
}
