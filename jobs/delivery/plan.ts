import type { PlatformName } from '../../bot/port'
import type { OutboxMessage, PlatformAccount } from '../../entities'
import { decide, personRestMilliseconds, type Standing, waitsOnPerson } from '../../server/domain/delivery/decide'

/** What becomes of a message that is due. */
export type Plan =
  | { kind: 'send'; platform: PlatformName; account: PlatformAccount }
  | { kind: 'change'; platform: PlatformName; account: PlatformAccount }
  | { kind: 'wait'; on: string; until: number; words: string | null }
  | { kind: 'end'; state: 'EXPIRED' | 'UNKNOWN'; words: string | null }
  /** The end of its card is given up: the card stays as it is. */
  | { kind: 'leave' }

export interface PlanFacts {
  /** The platforms in use. */
  standings: ReadonlyMap<string, Standing>
  troubleOf(platform: string): { words: string; openAt: number } | null
  /** How long a card can be changed, in days. */
  cardLifeDays(platform: string): number
  now: number
}

type Accounts = ReadonlyMap<string, readonly PlatformAccount[]>

/** Whoever waits with the platform need not be looked at again and again: it is set free when cards go out again. */
const parkedMilliseconds = 5 * 60_000
const dayMilliseconds = 24 * 3_600_000
const unknownWords = '发送时没有等到答复，平台已经不记得这一条，不能确定是否送达；再发一次有可能收到两张'
const noAccountWords = '没有绑定飞书或企业微信的账号，请机关党办绑定，或者请本人登录一次'

function planEnd(message: OutboxMessage, accounts: readonly PlatformAccount[], facts: PlanFacts): Plan {
  const platform = message.platform as PlatformName
  const account = accounts.find((each) => each.platform === platform)
  const standing = facts.standings.get(platform)
  const age = facts.now - (message.sentAt ?? facts.now)
  if (!account || !standing || age > facts.cardLifeDays(platform) * dayMilliseconds) return { kind: 'leave' }
  if (!standing.isOpen) return waitFor(platform, facts, null)
  return { kind: 'change', platform, account }
}

const waitFor = (on: string, { troubleOf, now }: PlanFacts, words: string | null): Plan => ({
  kind: 'wait',
  on,
  until: now + parkedMilliseconds,
  words: words ?? troubleOf(on)?.words ?? null,
})

/** Of accounts marked before that instant was kept nobody knows it: they may be tried, after the others. */
const asKnown = ({ platform, unreachable, unreachableAt }: PlatformAccount) => ({
  platform,
  unreachableAt: unreachable === null ? null : (unreachableAt ?? 0),
})

function planSending(message: OutboxMessage, accounts: readonly PlatformAccount[], facts: PlanFacts): Plan {
  const { now, standings } = facts
  const decision = decide(message, accounts.map(asKnown), standings, now)
  if (decision.kind === 'expired') return { kind: 'end', state: 'EXPIRED', words: null }
  if (decision.kind === 'unknown') return { kind: 'end', state: 'UNKNOWN', words: unknownWords }
  const on = decision.kind === 'wait' ? decision.on : decision.platform
  if (on === waitsOnPerson) {
    const words = accounts.length ? (message.failReason ?? null) : noAccountWords
    return { kind: 'wait', on, until: now + personRestMilliseconds, words }
  }
  if (decision.kind === 'wait') return waitFor(on, facts, null)
  const account = accounts.find((each) => each.platform === on)
  // Linked to somebody else since: nobody can ask for it any more.
  if (!account) return { kind: 'end', state: 'UNKNOWN', words: unknownWords }
  return { kind: 'send', platform: account.platform, account }
}

/**
 * Of each message what becomes of it. Of those that wait for a platform the first comes back when the platform is tried again;
 * of a platform that is tried one alone goes out.
 */
export function planOf(
  messages: readonly OutboxMessage[],
  accounts: Accounts,
  facts: PlanFacts,
): { message: OutboxMessage; plan: Plan }[] {
  const scouts = new Set<string>()
  const trials = new Set<string>()
  return messages.map((message) => {
    const own = accounts.get(message.personId) ?? []
    const first = message.state === 'SENT' ? planEnd(message, own, facts) : planSending(message, own, facts)
    const isTrial = (first.kind === 'send' || first.kind === 'change') && facts.troubleOf(first.platform)
    const plan = isTrial && trials.has(first.platform) ? waitFor(first.platform, facts, null) : first
    if (isTrial) trials.add(first.platform)
    const trouble = plan.kind === 'wait' ? facts.troubleOf(plan.on) : null
    if (plan.kind !== 'wait' || !trouble || scouts.has(plan.on)) return { message, plan }
    scouts.add(plan.on)
    return { message, plan: { ...plan, until: trouble.openAt } }
  })
}
