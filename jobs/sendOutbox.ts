import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import { In, LessThanOrEqual } from 'typeorm'
import type { Card, ChatPlatform, MessageRef, PlatformIdentity } from '../bot/port'
import { OutboxMessage, PlatformAccount } from '../entities'
import type { Database } from '../server/database/work'
import { accountsOf } from '../server/features/organisation/accounts'
import { describeFault } from '../server/web/errorDoor'
import type { Platforms } from '../server/web/exchangeCode'

const batchSize = 20
const leaseMilliseconds = 60_000
const mostAttempts = 12

const identityOf = (account: PlatformAccount): PlatformIdentity => ({
  tenant: account.tenant,
  userId: account.userId,
  ...(account.unionId ? { unionId: account.unionId } : {}),
})

/**
 * Carries the outbox to the platforms. A claim is a conditional update with a lease, so any number of instances may run
 * this at once, and the message of one that died is taken up by another. Sending is at least once; the row's id goes with
 * it as the platform's own duplicate key. `stopping` ends it after the messages under way: a full outbox takes minutes.
 */
export function createSender(database: Database, platforms: Platforms, log: Logger, stopping?: AbortSignal) {
  const pacePerSecond = Math.min(...Object.values(platforms).map((platform) => platform.abilities.pacePerSecond))
  type Field = 'state' | 'doneState'
  const open: Record<Field, string[]> = { state: ['PENDING', 'LEASED'], doneState: ['WANTED', 'LEASED'] }

  const claim = async (field: Field): Promise<OutboxMessage[]> => {
    const now = database.clock.now()
    const due = {
      [field]: In(open[field]),
      nextAt: LessThanOrEqual(now),
      ...(field === 'doneState' ? { state: 'SENT' as const } : {}),
    }
    const found = await database.read(null, 'job', (work) =>
      work.manager.find(OutboxMessage, { select: { id: true }, where: due, order: { nextAt: 'ASC' }, take: batchSize }),
    )
    if (!found.length) return []
    const leaseOwner = randomUUID()
    await database.unitOfWork(null, 'job', (work) =>
      work.change(
        OutboxMessage,
        { ...due, id: In(found.map((row) => row.id)) },
        { [field]: 'LEASED', leaseOwner, nextAt: now + leaseMilliseconds },
      ),
    )
    return database.read(null, 'job', (work) => work.manager.findBy(OutboxMessage, { leaseOwner, [field]: 'LEASED' }))
  }

  /** Only the holder of the lease may write the outcome. */
  const settle = (message: OutboxMessage, changes: Partial<OutboxMessage>) =>
    database.unitOfWork(null, 'job', (work) =>
      work.change(OutboxMessage, { id: message.id, leaseOwner: message.leaseOwner ?? '' }, changes as object),
    )

  /** Tried again later, unless its matter was finished in the meantime. */
  const putOff = (message: OutboxMessage, nextAt: number, reason: string) =>
    database.unitOfWork(null, 'job', async (work) => {
      const own = { id: message.id, leaseOwner: message.leaseOwner ?? '' }
      const facts = { attempts: message.attempts + 1, nextAt, failReason: reason.slice(0, 120) }
      const waits = await work.change(OutboxMessage, { ...own, doneState: 'NONE' }, { ...facts, state: 'PENDING' })
      if (!waits) await work.change(OutboxMessage, own, { ...facts, state: 'CANCELLED' })
    })

  const reachable = async (message: OutboxMessage): Promise<[ChatPlatform, PlatformAccount] | null> => {
    const accounts = await database.read(null, 'job', (work) => accountsOf(work, message.personId))
    for (const account of accounts) {
      const platform = platforms[account.platform]
      if (platform && !account.unreachable) return [platform, account]
    }
    return null
  }

  const sendOne = async (message: OutboxMessage): Promise<void> => {
    if (message.expiresAt !== null && database.clock.now() > message.expiresAt) {
      await settle(message, { state: 'CANCELLED', failReason: 'expired' })
      return
    }
    const target = await reachable(message)
    if (!target) {
      await settle(message, { state: 'FAILED', failReason: 'noAccount' })
      return
    }
    const [platform, account] = target
    const outcome = await platform.send(identityOf(account), message.card as Card, message.id)
    if (outcome.kind === 'sent') {
      const { ref } = outcome
      // nextAt stays in the past, so that an end wanted meanwhile is carried out next.
      await settle(message, {
        state: 'SENT',
        platform: platform.name,
        messageId: ref.messageId,
        messageRef: ref,
        sentAt: database.clock.now(),
        nextAt: 0,
      })
    } else if (outcome.kind === 'later' && message.attempts < mostAttempts) {
      const nextAt =
        database.clock.now() + Math.max(outcome.afterMilliseconds, 1000 * 2 ** Math.min(message.attempts, 8))
      await putOff(message, nextAt, outcome.reason)
    } else if (outcome.kind === 'unreachable') {
      await database.unitOfWork(null, 'job', (work) =>
        work.change(PlatformAccount, { id: account.id }, { unreachable: outcome.reason.slice(0, 40) }),
      )
      // Another account of the same person may still work.
      await putOff(message, database.clock.now(), outcome.reason)
    } else {
      log.error({ kind: message.kind, platform: platform.name, reason: outcome.reason }, 'message refused')
      await settle(message, { state: 'FAILED', failReason: outcome.reason.slice(0, 120) })
    }
  }

  const endOne = async (message: OutboxMessage): Promise<void> => {
    const platform = platforms[message.platform as 'feishu' | 'wecom']
    const accounts = await database.read(null, 'job', (work) => accountsOf(work, message.personId))
    const account = accounts.find((each) => each.platform === message.platform)
    if (!platform || !account) {
      await settle(message, { doneState: 'FAILED' })
      return
    }
    const outcome = await platform.update(
      identityOf(account),
      message.messageRef as MessageRef,
      message.doneCard as Card,
    )
    if (outcome.kind === 'later') {
      const nextAt = database.clock.now() + Math.max(outcome.afterMilliseconds, 1000)
      const spent = message.attempts >= mostAttempts
      await settle(message, { doneState: spent ? 'FAILED' : 'WANTED', attempts: message.attempts + 1, nextAt })
    } else {
      await settle(message, { doneState: outcome.kind === 'updated' ? 'DONE' : 'FAILED' })
    }
  }

  const pause = (milliseconds: number) => new Promise((resume) => setTimeout(resume, milliseconds))

  /** Begins one message after the other at the platform's pace, without waiting for the answers in between. */
  const paced = async (messages: OutboxMessage[], body: (message: OutboxMessage) => Promise<void>): Promise<void> => {
    const begun: Promise<void>[] = []
    for (const message of messages) {
      if (stopping?.aborted) break
      begun.push(
        body(message).catch((fault) =>
          log.error({ kind: message.kind, fault: describeFault(fault) }, 'sending failed'),
        ),
      )
      await pause(1000 / pacePerSecond)
    }
    await Promise.all(begun)
  }

  let running: Promise<number> = Promise.resolve(0)
  /** Sends and updates everything that is due; answers how many rows it handled. */
  return function deliver(): Promise<number> {
    // A round that failed, the database being away, must not stop the next one.
    const before = running.catch(() => 0)
    running = before.then(async () => {
      let handled = 0
      for (;;) {
        if (stopping?.aborted) return handled
        const sending = await claim('state')
        await paced(sending, sendOne)
        const ending = await claim('doneState')
        await paced(ending, endOne)
        handled += sending.length + ending.length
        if (sending.length + ending.length === 0) return handled
      }
    })
    return running
  }
}
