import { call } from '../../api/call'
import { Refused } from '../../api/refused'
import { mySession } from '../../client/session'
import { keptLater, keptNow } from '../../keeping/later'
import { type Receipt, receiptOf, rightKey, withAnswer, withTrying } from '../../sealing/receipts'
import { type Answers, ballotsOf, type Sheet } from './sheet'
import type { Choices } from './unsent'

/** Refusals after which nothing can be cast in this round any more. */
export const endedCodes = new Set([
  'ballot.votingClosed',
  'ballot.roundVoided',
  'ballot.alreadyCast',
  'ballot.notOnRoll',
])

type Ballots = Awaited<ReturnType<typeof ballotsOf>>

/** Of one's own rights: what was entered for a predecessor in office lies in his name. */
async function receiptsFor(sheet: Sheet, ballots: Ballots): Promise<Map<string, Receipt>> {
  const { personId } = mySession()
  const own = new Set(sheet.subjects.flatMap((subject) => (subject.voterId === personId ? [rightKey(subject)] : [])))
  const found = await Promise.all(
    ballots.map(async (ballot): Promise<[string, Receipt][]> => {
      const key = rightKey(ballot)
      if (!('envelope' in ballot) || !own.has(key)) return []
      return [[key, { revision: ballot.revision, receipt: await receiptOf(ballot.envelope) }]]
    }),
  )
  return new Map(found.flat())
}

/** Sends them; the phone has their receipts before it sends, so that none is lost with an answer. */
async function castWithReceipts(roundId: string, receipts: ReadonlyMap<string, Receipt>, send: () => Promise<unknown>) {
  if (!receipts.size) return void (await send())
  // Without the network it is said, not waited for.
  const { receiptBook } = await keptNow()
  await receiptBook.change(roundId, (before) => withTrying(before, receipts))
  try {
    await send()
  } catch (fault) {
    if (fault instanceof Refused) await receiptBook.change(roundId, (before) => withAnswer(before, receipts, false))
    throw fault
  }
  await receiptBook.change(roundId, (before) => withAnswer(before, receipts, true))
}

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
  let sealed: { key: string; ballots: Ballots } | null = null
  return async (more: { minutesNumber?: string } = {}): Promise<void> => {
    const key = choices.key()
    // Sealed once: pressed again after a lost answer, it is the very same envelopes.
    const ballots = sealed?.key === key ? sealed.ballots : await ballotsOf(roundId, sheet, whole(choices.answers.value))
    sealed = { key, ballots }
    await castWithReceipts(roundId, await receiptsFor(sheet, ballots), () =>
      call('ballot.cast', { roundId, ballots, ...more }, { key }),
    )
    choices.clear()
    // A sheet that is cast is never shown again, whether there is a network or not.
    void keptLater().then(({ forgetAnswer }) => forgetAnswer('ballot.sheet', { roundId }))
  }
}
