import type { SendOutcome, UpdateOutcome } from '../port'

/** What may be known about a failed call: codes only. `errmsg` stays out, it repeats our input and changes at will. */
interface FailureFacts {
  errcode?: number | undefined
  /** HTTP status. */
  status?: number | undefined
  /** Why there was no answer at all, e.g. ECONNRESET. */
  network?: string
  /** The app's own credentials are wrong; nothing works until somebody changes them. */
  isCredentials?: boolean
}

export class WecomFailure extends Error {
  constructor(readonly facts: FailureFacts) {
    super(reasonOf(facts))
    this.name = 'WecomFailure'
  }
}

/** wecom §1.3: no such member, not visible to the app, nobody left to send to. */
const UNREACHABLE = new Set([40003, 46004, 50002, 60011, 60111, 81013, 82001])
/** Busy, version conflict, too fast, too many at once → pause in milliseconds (a minute's limit blocks for 60 s, wecom §1.4). */
const LATER = new Map([
  [-1, 2000],
  [6000, 2000],
  [45009, 60_000],
  [45033, 2000],
])
const OUTAGE_MILLISECONDS = 5000

function reasonOf({ errcode, status, network, isCredentials }: FailureFacts): string {
  const parts = [
    isCredentials && 'credentials refused',
    network && `no answer (${network})`,
    errcode !== undefined && `errcode ${errcode}`,
    status !== undefined && status !== 200 && `HTTP ${status}`,
  ]
  return `wecom: ${parts.filter(Boolean).join(', ')}`
}

/** A broken answer is an outage like no answer; a 404 is a wrong address of ours (wecom §1.1). */
function isOutage({ errcode, status, network }: FailureFacts): boolean {
  if (network !== undefined) return true
  return errcode === undefined && (status === undefined || status >= 500 || status < 400 || status === 429)
}

function laterOutcome(failure: WecomFailure): Extract<SendOutcome, { kind: 'later' }> | undefined {
  const { facts, message: reason } = failure
  if (facts.isCredentials) return undefined
  const afterMilliseconds = LATER.get(facts.errcode ?? 0) ?? (isOutage(facts) ? OUTAGE_MILLISECONDS : undefined)
  return afterMilliseconds === undefined ? undefined : { kind: 'later', afterMilliseconds, reason }
}

export function toSendOutcome(failure: WecomFailure): SendOutcome {
  const reason = failure.message
  if (UNREACHABLE.has(failure.facts.errcode ?? 0)) return { kind: 'unreachable', reason }
  return laterOutcome(failure) ?? { kind: 'refused', reason }
}

/** `gone` stands for every failure that no repetition mends: the card stays as it is. */
export function toUpdateOutcome(failure: WecomFailure): UpdateOutcome {
  return laterOutcome(failure) ?? { kind: 'gone', reason: failure.message }
}
