import type { InputMode } from '../../server/domain/evaluation/template'
import { packAnswers } from '../../server/domain/sealing/ballotBytes'
import { innerBinding, outerBinding, type SealedOuter, sealedFor } from '../../server/domain/sealing/boundTo'
import { asText, sealTo } from './suite'

/** Public locks of a round as base64, lock 1 for the outer envelope, lock 2 for the inner one. */
export interface PublicLocks {
  first: string
  second: string
}

/** One ballot in its two envelopes, as base64url; null where the answers are no ballot. Only https and localhost can do it. */
export async function sealBallot(
  locks: PublicLocks,
  place: SealedOuter,
  mode: InputMode,
  answers: string,
): Promise<string | null> {
  const ballot = packAnswers(mode, answers)
  if (!ballot) return null
  const inner = await sealTo(locks.second, sealedFor, innerBinding(place), ballot)
  return asText(await sealTo(locks.first, sealedFor, outerBinding(place), inner))
}
