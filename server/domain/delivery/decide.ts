const minute = 60_000
const hour = 60 * minute

/** As far apart as the clocks of two instances may be, on either side of the right time; and what a call takes. */
const clockMargin = 20 * minute
/** Somebody out of range is tried once a day, at the hour at which the card was first to come. */
export const personRestMilliseconds = 24 * hour
const almostRested = personRestMilliseconds - 2 * hour

export interface Account {
  platform: string
  /** When the platform last said that it cannot reach the account; null while it can. */
  unreachableAt: number | null
}

export interface Sendable {
  /** Not sent at all after this instant. */
  expiresAt: number | null
  /** Since when nobody knows whether it arrived; null when it surely has not. */
  unsureSince: number | null
  /** Where it was tried last. */
  platform: string | null
}

export interface Standing {
  /** Whether cards go out on the platform now. */
  isOpen: boolean
  /** How long the platform drops a second sending under the same key, in milliseconds. */
  memoryMilliseconds: number
}

export type Decision =
  | { kind: 'send'; platform: string }
  | { kind: 'wait'; on: string }
  /** Its time is over. */
  | { kind: 'expired' }
  /** Sent again it could come twice: the platform no longer knows whether it had it. */
  | { kind: 'unknown' }

export const waitsOnPerson = 'person'

/** May be tried again: it was never unreachable, or its day is over. */
const isDue = ({ unreachableAt }: Account, now: number): boolean =>
  unreachableAt === null || now - unreachableAt >= almostRested

/** Only where it was tried, and only while the platform would drop the second one. */
function decideUnsure(
  message: Sendable,
  standings: ReadonlyMap<string, Standing>,
  since: number,
  now: number,
): Decision {
  const platform = message.platform ?? ''
  const standing = standings.get(platform)
  if (!standing || now - since > standing.memoryMilliseconds - clockMargin) return { kind: 'unknown' }
  if (!standing.isOpen) return { kind: 'wait', on: platform }
  return { kind: 'send', platform }
}

/**
 * What becomes of a message that is due. `accounts` are the person's, the one he came in through last first; `standings` are
 * the platforms in use. All instants in UTC milliseconds.
 */
export function decide(
  message: Sendable,
  accounts: readonly Account[],
  standings: ReadonlyMap<string, Standing>,
  now: number,
): Decision {
  const { expiresAt, unsureSince } = message
  const isOver = expiresAt !== null && now > expiresAt
  if (unsureSince !== null) return isOver ? { kind: 'unknown' } : decideUnsure(message, standings, unsureSince, now)
  if (isOver) return { kind: 'expired' }
  const usable = accounts.filter((account) => standings.has(account.platform) && isDue(account, now))
  // Who is known to be there before who may be there again.
  const inOrder = [
    ...usable.filter(({ unreachableAt }) => unreachableAt === null),
    ...usable.filter(({ unreachableAt }) => unreachableAt !== null),
  ]
  const open = inOrder.find(({ platform }) => standings.get(platform)?.isOpen)
  if (open) return { kind: 'send', platform: open.platform }
  return { kind: 'wait', on: inOrder[0]?.platform ?? waitsOnPerson }
}
