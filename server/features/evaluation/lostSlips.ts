import type { EvaluationRound, LostSlip, SafeCopy } from '../../../entities'
import type { LockPlace } from '../../domain/sealing/boundTo'
import type { KnownRound } from './records'

type Locked = Pick<EvaluationRound, 'locks' | 'state'>

const places = [1, 2] as const

/** In which states a lock is still to be opened, and its slip needed. */
const neededIn: Readonly<Record<LockPlace, readonly string[]>> = {
  1: ['VOTING', 'CLOSED'],
  2: ['VOTING', 'CLOSED', 'STRIPPED'],
}
/** In which state it is that lock's turn. */
const turnOfPlace: Readonly<Record<LockPlace, string>> = { 1: 'CLOSED', 2: 'STRIPPED' }

export const isSlipNeeded = ({ locks, state }: Locked, place: LockPlace): boolean =>
  locks?.holders !== undefined && neededIn[place].includes(state)

/** That the slip of a lock is lost, as long as it is needed. */
export const lostAt = (round: Locked, place: LockPlace): LostSlip | null =>
  (isSlipNeeded(round, place) && round.locks?.lost?.find((lost) => lost.place === place)) || null

/** Locks whose slip is lost and still needed. */
export const lostPlaces = (round: Locked): LockPlace[] => places.filter((place) => lostAt(round, place))

/** The code of this lock, sealed to the print in the safe. */
export const copyAt = ({ locks }: Pick<EvaluationRound, 'locks'>, place: LockPlace): SafeCopy | null =>
  locks?.copies?.[place - 1] ?? null

/** The lock that is to be opened with the print in the safe now; null where there is none. */
export const opensBySafe = (round: Locked): LockPlace | null =>
  places.find(
    (place) => turnOfPlace[place] === round.state && lostAt(round, place) !== null && copyAt(round, place) !== null,
  ) ?? null

/** Not both locks by one person, and nothing by whoever said that the slip is lost: he would need nobody else. */
export const mayOpenBySafe = (round: EvaluationRound, place: LockPlace, personId: string): boolean =>
  !round.scrutineerIds.includes(personId) &&
  lostAt(round, place)?.personId !== personId &&
  !round.locks?.openedBySafe?.some((opened) => opened.personId === personId)

/** Whether the keeper of a safe is asked in this capacity. */
export function isSafeAsked(place: LockPlace, personId: string, { record }: KnownRound): boolean {
  return opensBySafe(record) === place && mayOpenBySafe(record, place, personId)
}

/** A lock whose slip is lost and still needed. */
export interface LostLock {
  place: LockPlace
  /** The print in the safe opens it. */
  copied: boolean
  /** Its turn has come. */
  due: boolean
  day: string
}

export const lostLocks = (round: EvaluationRound): LostLock[] =>
  lostPlaces(round).map((place) => ({
    place,
    copied: copyAt(round, place) !== null,
    due: turnOfPlace[place] === round.state,
    day: lostAt(round, place)?.day ?? '',
  }))
