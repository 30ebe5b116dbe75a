import { call } from '../../api/call'
import { keptLater } from '../../keeping/later'
import { type Answers, ballotsOf, type Sheet } from './sheet'
import type { Choices } from './unsent'

/** Refusals after which nothing can be cast in this round any more. */
export const endedCodes = new Set(['ballot.votingClosed', 'ballot.alreadyCast', 'ballot.notOnRoll'])

/**
 * Sends the ballots of this sheet, which needs the network; throws the refusal. `whole`: what the choices come to; `minutesNumber`
 * goes with the sheets of a meeting.
 */
export const createCast = (
  roundId: string,
  sheet: Sheet,
  choices: Choices,
  whole: (chosen: Answers) => Answers = (chosen) => chosen,
) => {
  let sealed: { key: string; ballots: Awaited<ReturnType<typeof ballotsOf>> } | null = null
  return async (more: { minutesNumber?: string } = {}): Promise<void> => {
    const key = choices.key()
    // Sealed once: pressed again after a lost answer, it is the very same envelopes.
    const ballots = sealed?.key === key ? sealed.ballots : await ballotsOf(roundId, sheet, whole(choices.answers.value))
    sealed = { key, ballots }
    await call('ballot.cast', { roundId, ballots, ...more }, { key })
    choices.clear()
    // A sheet that is cast is never shown again, whether there is a network or not.
    void keptLater().then(({ forgetAnswer }) => forgetAnswer('ballot.sheet', { roundId }))
  }
}
