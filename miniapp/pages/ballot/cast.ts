import { call } from '../../api/call'
import { keptLater } from '../../keeping/later'
import { ballotsOf, type Sheet } from './sheet'
import type { Choices } from './unsent'

/** Refusals after which nothing can be cast in this round any more. */
export const endedCodes = new Set(['ballot.votingClosed', 'ballot.alreadyCast', 'ballot.notOnRoll'])

/** Sends the ballots of this sheet, which needs the network; throws the refusal. */
export const createCast = (roundId: string, sheet: Sheet, choices: Choices) => {
  let sealed: { key: string; ballots: Awaited<ReturnType<typeof ballotsOf>> } | null = null
  return async (): Promise<void> => {
    const key = choices.key()
    // Sealed once: pressed again after a lost answer, it is the very same envelopes.
    const ballots = sealed?.key === key ? sealed.ballots : await ballotsOf(roundId, sheet, choices.answers.value)
    sealed = { key, ballots }
    await call('ballot.cast', { roundId, ballots }, { key })
    choices.clear()
    // A sheet that is cast is never shown again, whether there is a network or not.
    void keptLater().then(({ forgetAnswer }) => forgetAnswer('ballot.sheet', { roundId }))
  }
}
