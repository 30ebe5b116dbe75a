import type { SendOutcome, UpdateOutcome } from '../port'

/** What may be known about a failed call: codes only, never a request, an answer's text or a token. */
interface FailureFacts {
  code?: number | undefined
  /** HTTP status. */
  status?: number | undefined
  /** ErrCode inside a 230099. */
  subCode?: number | undefined
  isCardLocked?: boolean
  /** Header x-ogw-ratelimit-reset. */
  resetSeconds?: number | undefined
  logId?: string | undefined
  /** Why there was no answer at all, e.g. ECONNRESET. */
  network?: string
}

export class FeishuFailure extends Error {
  constructor(readonly facts: FailureFacts) {
    super(reasonOf(facts))
    this.name = 'FeishuFailure'
  }
}

const UNREACHABLE = new Set([230013, 230029, 230034, 230035, 230053, 99992351])
const GONE = new Set([230011, 230031, 230110])
const RATE_LIMIT = 99991400
/** Codes that pass by themselves → pause in milliseconds (feishu §3.1, §3.6, §3.7). */
const LATER = new Map([
  [RATE_LIMIT, 2000],
  [230020, 2000],
  [230049, 2000],
  [11232, 60_000],
  [11233, 60_000],
  [1500, 5000],
  [2200, 5000],
])
const LOCKED_MILLISECONDS = 1000
const OUTAGE_MILLISECONDS = 5000

function reasonOf({ code, status, subCode, logId, network }: FailureFacts): string {
  const parts = [
    network && `no answer (${network})`,
    code !== undefined && `code ${code}`,
    subCode !== undefined && `card error ${subCode}`,
    status !== undefined && `HTTP ${status}`,
    logId && `log ${logId}`,
  ]
  return `feishu: ${parts.filter(Boolean).join(', ')}`
}

/** A broken answer (HTTP 200 without a code) is an outage like no answer: the call may have been carried out. */
function isOutage({ code, status, network }: FailureFacts): boolean {
  if (network !== undefined) return true
  return (
    status === undefined || status >= 500 || (code === undefined && (status < 400 || status === 408 || status === 429))
  )
}

/** Milliseconds to wait when the call may succeed later; undefined when it never will. */
function pauseOf(facts: FailureFacts): number | undefined {
  if (facts.resetSeconds !== undefined && (facts.code === RATE_LIMIT || facts.status === 429)) {
    return Math.max(1000, Math.ceil(facts.resetSeconds * 1000))
  }
  if (facts.isCardLocked) return LOCKED_MILLISECONDS
  return LATER.get(facts.code ?? 0) ?? (isOutage(facts) ? OUTAGE_MILLISECONDS : undefined)
}

function laterOutcome(failure: FeishuFailure): Extract<SendOutcome, { kind: 'later' }> | undefined {
  const afterMilliseconds = pauseOf(failure.facts)
  return afterMilliseconds === undefined ? undefined : { kind: 'later', afterMilliseconds, reason: failure.message }
}

export function toSendOutcome(failure: FeishuFailure): SendOutcome {
  const reason = failure.message
  if (UNREACHABLE.has(failure.facts.code ?? 0)) return { kind: 'unreachable', reason }
  return laterOutcome(failure) ?? { kind: 'refused', reason }
}

export function isGone(failure: FeishuFailure): boolean {
  return GONE.has(failure.facts.code ?? 0)
}

/** `gone` stands for every failure that no repetition mends: the card stays as it is. */
export function toUpdateOutcome(failure: FeishuFailure): UpdateOutcome {
  return (!isGone(failure) && laterOutcome(failure)) || { kind: 'gone', reason: failure.message }
}
