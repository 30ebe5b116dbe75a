import { createHmac, type KeyObject } from 'node:crypto'
import { EvaluationRound, RoundAssignment, type RoundLocks, type SafeCopy } from '../../../entities'
import type { Work } from '../../database/work'
import type { LockPlace } from '../../domain/sealing/boundTo'
import type { KeyFolder } from '../../sealing/keyFolder'
import { fingerprintOf } from '../../sealing/locks'
import { listHash } from '../../sealing/rollRows'

/** One right as a line of the frozen list. */
const rightLine = ({ voterId, subjectId, raterGroup }: Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup'>) =>
  `${voterId} ${subjectId} ${raterGroup}`

export const rollHashOf = (roll: readonly Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup'>[]): string =>
  listHash(roll.map(rightLine))

function markOf(house: KeyObject, roundId: string, locks: Omit<RoundLocks, 'mark'>): string {
  const { first, second, rollHash, holders } = locks
  // As rounds of the house were marked: nothing is added for them.
  const held = holders ? [holders.map((holder) => holder ?? '').join(' ')] : []
  return createHmac('sha256', house)
    .update(['locks', roundId, first, second, rollHash, ...held].join('\n'))
    .digest('hex')
}

/** The locks of a round over this list, from its keys in the folder, which must have been made before. */
export function locksOf(keys: KeyFolder, roundId: string, rollHash: string): RoundLocks {
  const { first, second } = keys.make(roundId)
  const locks = {
    first: first.publicKey.toString('base64'),
    second: second.publicKey.toString('base64'),
    fingerprint: fingerprintOf(first.publicKey, second.publicKey),
    rollHash,
  }
  return { ...locks, mark: markOf(keys.house(), roundId, locks) }
}

/** The locks of a round over this list, both still open: its 监票人 set them, each by his code. */
export function openLocks(keys: KeyFolder, roundId: string, rollHash: string): RoundLocks {
  keys.makeWrap(roundId)
  const locks: Omit<RoundLocks, 'mark'> = { first: '', second: '', fingerprint: '', rollHash, holders: [null, null] }
  return { ...locks, mark: markOf(keys.house(), roundId, locks) }
}

/** What somebody holds, at its place: another's takes the place of the one before, and null leaves it open. */
export interface HeldLock {
  /** The code sealed to the print in the safe. */
  copy?: SafeCopy | null
  place: LockPlace
  /** A point as base64. */
  publicKey: string
  holder: string | null
}

const noCopies: [null, null] = [null, null]
const noHolders: [null, null] = [null, null]

/** The locks with one of them set anew; where the house held both, the other one is open then. */
export function withLock(keys: KeyFolder, roundId: string, locks: RoundLocks, given: HeldLock): RoundLocks {
  const holders: [string | null, string | null] = [...(locks.holders ?? noHolders)]
  const points = locks.holders ? [locks.first, locks.second] : ['', '']
  holders[given.place - 1] = given.holder
  points[given.place - 1] = given.publicKey
  const [first = '', second = ''] = points
  const fingerprint = first && second ? fingerprintOf(Buffer.from(first, 'base64'), Buffer.from(second, 'base64')) : ''
  const changed = { first, second, fingerprint, rollHash: locks.rollHash, holders }
  const copies: [SafeCopy | null, SafeCopy | null] = [...(locks.copies ?? noCopies)]
  copies[given.place - 1] = given.copy ?? null
  return { ...changed, copies, mark: markOf(keys.house(), roundId, changed) }
}

/** Whether the mark is the house's own: nobody has put in another lock; of the list it says nothing. */
export const haveOwnMark = (keys: KeyFolder, roundId: string, locks: RoundLocks): boolean =>
  markOf(keys.house(), roundId, locks) === locks.mark

/** Whether this house has fixed these locks over this list, and nobody has changed either since. */
export const areOwnLocks = (keys: KeyFolder, roundId: string, locks: RoundLocks, rollHash: string): boolean =>
  locks.rollHash === rollHash && haveOwnMark(keys, roundId, locks)

/** Places whose code is still to be set; none where the house holds the keys. */
export const openPlaces = (locks: RoundLocks | null): LockPlace[] =>
  (locks?.holders ?? []).flatMap((holder, at) => (holder === null ? [(at + 1) as LockPlace] : []))

/** Which lock is somebody's, by the order in which the 监票人 were named; null for whoever is none of them. */
export function placeOf({ scrutineerIds }: Pick<EvaluationRound, 'scrutineerIds'>, personId: string): LockPlace | null {
  const at = scrutineerIds.indexOf(personId)
  return at === 0 || at === 1 ? ((at + 1) as LockPlace) : null
}

/**
 * The locks of a round that was frozen by a version of this product that had none: fixed over its list as it stands, once, however
 * many ask at the same instant.
 */
export async function ensureLocks(work: Work, keys: KeyFolder, roundId: string): Promise<RoundLocks> {
  const roll = await work.manager.find(RoundAssignment, {
    select: { roundId: true, voterId: true, subjectId: true, raterGroup: true },
    where: { roundId },
  })
  const locks = locksOf(keys, roundId, rollHashOf(roll))
  await work.change(EvaluationRound, { id: roundId }, { locks })
  return locks
}
