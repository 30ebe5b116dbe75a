import { createHmac, type KeyObject } from 'node:crypto'
import { EvaluationRound, RoundAssignment, type RoundLocks } from '../../../entities'
import type { Work } from '../../database/work'
import type { KeyFolder } from '../../sealing/keyFolder'
import { fingerprintOf } from '../../sealing/locks'
import { listHash } from '../../sealing/rollRows'

/** One right as a line of the frozen list. */
const rightLine = ({ voterId, subjectId, raterGroup }: Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup'>) =>
  `${voterId} ${subjectId} ${raterGroup}`

export const rollHashOf = (roll: readonly Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup'>[]): string =>
  listHash(roll.map(rightLine))

const markOf = (house: KeyObject, roundId: string, { first, second, rollHash }: Omit<RoundLocks, 'mark'>): string =>
  createHmac('sha256', house).update(['locks', roundId, first, second, rollHash].join('\n')).digest('hex')

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

/** Whether this house has fixed these locks over this list, and nobody has changed either since. */
export const areOwnLocks = (keys: KeyFolder, roundId: string, locks: RoundLocks, rollHash: string): boolean =>
  locks.rollHash === rollHash && markOf(keys.house(), roundId, locks) === locks.mark

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
