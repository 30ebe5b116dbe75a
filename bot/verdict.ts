import type { SendOutcome, UpdateOutcome, Wait, WaitCause } from './port'

/** What a number of the platform means for a message; a table of them stands in each adapter's failure.ts. */
export interface Meaning {
  /** `person`: waits for the person; `card`: the card itself is wrong, and nothing but this ends a message. */
  means: WaitCause | 'person' | 'card'
  /** For whoever can mend it; the number is added. */
  words: string
  pauseMilliseconds?: number
  unsure?: boolean
}

/** What may be known about a failed call: codes only, never a request, an answer's text or a token. */
export interface CallFacts {
  code?: number | undefined
  /** HTTP status. */
  status?: number | undefined
  /** Why there was no answer at all, e.g. ECONNRESET. */
  network?: string | undefined
  /** The call itself was never made: what comes before it (the token) failed. */
  isUnsent?: boolean
}

export type Verdict = Required<Meaning>

const pauses: Record<Meaning['means'], number> = {
  busy: 2000,
  pace: 2000,
  outage: 5000,
  setting: 30_000,
  unclear: 60_000,
  person: 0,
  card: 0,
}

/** There was no connection, so nothing can have arrived. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const isForeignCertificate = (network: string): boolean => /CERT|SIGNATURE|ALTNAME/.test(network)

/** An answer without a number is none of the platform's: an outage, or something between us and it. */
function withoutCode(name: string, { status, network }: CallFacts): Meaning {
  if (network !== undefined && isForeignCertificate(network))
    return { means: 'setting', words: `${name}的地址给出了别的证书（${network}），请管理员检查服务器的出网代理` }
  if (network !== undefined)
    return { means: 'outage', words: `${name}没有应答（${network}）`, unsure: !neverLeft.has(network) }
  if (status === 429) return { means: 'pace', words: `${name}要求慢一些（HTTP 429）` }
  if (status === undefined || status < 300 || status >= 500 || status === 408)
    return { means: 'outage', words: `${name}没有正常应答（HTTP ${status ?? '无'}）`, unsure: true }
  return {
    means: 'setting',
    words: `${name}的地址上答复的不是${name}（HTTP ${status}），请管理员检查接口地址和服务器的出网代理、防火墙`,
  }
}

/** What a failed call means, by the platform's table. `name` is how people call the platform. */
export function judge(name: string, table: ReadonlyMap<number, Meaning>, facts: CallFacts): Verdict {
  const { code } = facts
  const known = code === undefined ? undefined : table.get(code)
  const unknown: Meaning = { means: 'unclear', words: `${name}答复了没有见过的编号，请管理员查看说明` }
  const meaning = code === undefined ? withoutCode(name, facts) : (known ?? unknown)
  return {
    means: meaning.means,
    words: code === undefined ? meaning.words : `${meaning.words}（编号${code}）`,
    pauseMilliseconds: meaning.pauseMilliseconds ?? pauses[meaning.means],
    unsure: !facts.isUnsent && (meaning.unsure ?? false),
  }
}

/** Why a call has to wait; null where waiting mends nothing. */
export function waitOf({ means, words, pauseMilliseconds, unsure }: Verdict, reason: string): Wait | null {
  if (means === 'person' || means === 'card') return null
  return { kind: 'later', cause: means, afterMilliseconds: pauseMilliseconds, reason, words, unsure }
}

export function sendOutcomeOf(verdict: Verdict, reason: string): Exclude<SendOutcome, { kind: 'sent' }> {
  const { means, words } = verdict
  return waitOf(verdict, reason) ?? { kind: means === 'person' ? 'unreachable' : 'refused', reason, words }
}

/** A change is worth less than a card: where nobody knows what the number means it is given up. */
export function updateOutcomeOf(verdict: Verdict, reason: string): Exclude<UpdateOutcome, { kind: 'updated' }> {
  const wait = verdict.means === 'unclear' ? null : waitOf(verdict, reason)
  return wait ?? { kind: 'gone', reason }
}
