import type { Logger } from 'pino'
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity'
import { cutCharacters } from '../../bot/cards/limits'
import type { Card, ChatPlatform, MessageRef, PlatformIdentity, SendOutcome, UpdateOutcome, Wait } from '../../bot/port'
import { never, OutboxMessage, PlatformAccount } from '../../entities'
import type { Database, Work } from '../../server/database/work'
import { accountReached } from '../../server/features/organisation/accounts'
import { describeFault } from '../../server/web/errorDoor'
import type { Platforms } from '../../server/web/exchangeCode'
import type { InHand } from './claim'
import type { Standings } from './standings'

interface CallParts {
  database: Database
  platforms: Platforms
  standings: Standings
  log: Logger
  /** Of this sitting: only whose the message still is writes what came of it. */
  token: string
  /** No call of this kind for so many milliseconds. */
  rest(hand: InHand, milliseconds: number): void
}

/** After 1, 2, 4 … seconds; where nobody knows what is wrong, after minutes and hours. */
const retries = { busy: { first: 1000, last: 256_000 }, unclear: { first: 60_000, last: 6 * 3_600_000 } } as const

/** An adapter that threw has said nothing of what the platform did. */
const noOutcome: Wait = {
  kind: 'later',
  cause: 'busy',
  afterMilliseconds: 2000,
  reason: 'no outcome',
  words: '发送时出了差错，稍后自动再试',
  unsure: true,
}

const identityOf = (account: PlatformAccount): PlatformIdentity => ({
  tenant: account.tenant,
  userId: account.userId,
  ...(account.unionId ? { unionId: account.unionId } : {}),
})

/** What was not answered keeps the instant since when; a first try that surely did not arrive leaves none. */
const sureAgain = ({ isFirstTry }: InHand): { unsureSince?: null } => (isFirstTry ? { unsureSince: null } : {})

/** As long as the column. */
const cut = (words: string): string => cutCharacters(words, 120)

const notDone = "doneState = 'NONE'"

type Changes = QueryDeepPartialEntity<OutboxMessage>

/** Makes the calls of messages in hand and writes what came of each. */
export function createCalls({ database, platforms, standings, log, token, rest }: CallParts) {
  const now = () => database.clock.now()

  const settle = async (work: Work, { message }: InHand, changes: Changes, values: object = {}): Promise<void> => {
    const row = work.manager.createQueryBuilder().update(OutboxMessage)
    await row
      .set({ ...changes, leaseOwner: null })
      .where('id = :id and leaseOwner = :token', { id: message.id, token, ...values })
      .execute()
  }
  const settled = (hand: InHand, changes: Changes, values: object = {}) =>
    database.unitOfWork(null, 'job', (work) => settle(work, hand, changes, values))

  /** When the call is made again, and what the message waits for until then. */
  async function again(hand: InHand, wait: Wait): Promise<{ nextAt: number; waitsOn: string | null }> {
    const { platform, message } = hand
    const { cause, afterMilliseconds } = wait
    if (cause === 'outage' || cause === 'setting') {
      const nextAt = await standings.failed(platform, wait)
      return { nextAt, waitsOn: standings.troubleOf(platform) ? platform : null }
    }
    if (wait !== noOutcome) await standings.worked(platform)
    if (cause === 'pace') {
      rest(hand, afterMilliseconds)
      await standings.rest(platform, now() + afterMilliseconds)
      return { nextAt: now() + afterMilliseconds, waitsOn: null }
    }
    const { first, last } = retries[cause]
    const pause = Math.min(last, first * 2 ** Math.min(message.attempts, 16))
    return { nextAt: now() + Math.max(afterMilliseconds, pause), waitsOn: null }
  }

  /** Sent later, unless its matter was finished in the meantime and it surely is not there. */
  async function sendLater(hand: InHand, wait: Wait): Promise<void> {
    const { nextAt, waitsOn } = await again(hand, wait)
    const facts = { attempts: hand.message.attempts + 1, failReason: cut(wait.words), waitsOn }
    if (wait.unsure || !hand.isFirstTry) return settled(hand, { ...facts, state: 'PENDING', nextAt })
    await settled(
      hand,
      {
        ...facts,
        unsureSince: null,
        nextAt: () => `case when ${notDone} then :nextAt else ${never} end`,
        state: () => `case when ${notDone} then 'PENDING' else 'CANCELLED' end`,
      },
      { nextAt },
    )
  }

  async function noteSent(hand: InHand, ref: MessageRef): Promise<void> {
    await database.unitOfWork(null, 'job', async (work) => {
      await settle(work, hand, {
        state: 'SENT',
        messageId: ref.messageId,
        messageRef: ref as object,
        sentAt: now(),
        unsureSince: null,
        failReason: null,
        // An end wanted meanwhile is carried out next.
        nextAt: () => `case when ${notDone} then ${never} else 0 end`,
      })
      if (hand.account.unreachable !== null) await accountReached(work, hand.account)
    })
    await standings.worked(hand.platform)
  }

  /** Another account of the person may still work: the message is looked at again at once. */
  async function noteUnreachable(hand: InHand, outcome: Extract<SendOutcome, { kind: 'unreachable' }>): Promise<void> {
    const { reason, words } = outcome
    await database.unitOfWork(null, 'job', async (work) => {
      const account = { unreachable: reason.slice(0, 40), unreachableAt: work.now }
      await work.change(PlatformAccount, { id: hand.account.id }, account)
      await settle(work, hand, { ...sureAgain(hand), state: 'PENDING', failReason: cut(words), nextAt: work.now })
    })
    await standings.worked(hand.platform)
  }

  async function noteRefused(hand: InHand, outcome: Extract<SendOutcome, { kind: 'refused' }>): Promise<void> {
    log.error({ kind: hand.message.kind, platform: hand.platform, reason: outcome.reason }, 'message refused')
    await settled(hand, { state: 'FAILED', failReason: cut(outcome.words), nextAt: never })
    await standings.worked(hand.platform)
  }

  async function attempt<Outcome>(hand: InHand, call: Promise<Outcome>): Promise<Outcome | Wait> {
    return call.catch((fault) => {
      log.error({ kind: hand.message.kind, fault: describeFault(fault) }, 'sending failed')
      return noOutcome
    })
  }

  async function send(hand: InHand, platform: ChatPlatform): Promise<void> {
    const { message, account } = hand
    const outcome = await attempt(hand, platform.send(identityOf(account), message.card as Card, message.id))
    if (outcome.kind === 'sent') return noteSent(hand, outcome.ref)
    if (outcome.kind === 'unreachable') return noteUnreachable(hand, outcome)
    if (outcome.kind === 'refused') return noteRefused(hand, outcome)
    return sendLater(hand, outcome)
  }

  /** Wanted once more while the call was under way, it stays wanted. The state stands last: MySQL reads the new value. */
  const ended = (hand: InHand, outcome: Exclude<UpdateOutcome, Wait>): Promise<void> => {
    const own = "doneState = 'LEASED'"
    return settled(
      hand,
      {
        nextAt: () => `case when ${own} then ${never} else nextAt end`,
        doneState: () => `case when ${own} then :end else doneState end`,
      },
      { end: outcome.kind === 'updated' ? 'DONE' : 'FAILED' },
    )
  }

  async function change(hand: InHand, platform: ChatPlatform): Promise<void> {
    const { message, account } = hand
    const { messageRef, doneCard } = message
    const call = platform.update(identityOf(account), messageRef as MessageRef, doneCard as Card)
    const outcome = await attempt(hand, call)
    if (outcome.kind === 'later') {
      const { nextAt, waitsOn } = await again(hand, outcome)
      return settled(hand, { doneState: 'WANTED', attempts: message.attempts + 1, nextAt, waitsOn })
    }
    await ended(hand, outcome)
    await standings.worked(hand.platform)
  }

  /** Back as it was: the call was never begun. */
  const putBack = (hand: InHand): Promise<void> =>
    settled(hand, hand.call === 'send' ? { ...sureAgain(hand), state: 'PENDING' } : { doneState: 'WANTED' })

  const make = (hand: InHand): Promise<void> => {
    const platform = platforms[hand.platform] as ChatPlatform
    return hand.call === 'send' ? send(hand, platform) : change(hand, platform)
  }
  return { make, putBack }
}
