import type { Output } from '../../server/contract'

export type Told = Output<'ballot.receipts'>
type ToldRight = Told['rights'][number]

/** One right to rate somebody, whichever ballot of it. */
export const rightKey = ({ subjectId, raterGroup }: { subjectId: string; raterGroup: string }): string =>
  `${subjectId}/${raterGroup}`

/** Of one ballot: the SHA-256 of its envelope, which says nothing of the answers, and which of this right it was. */
export interface Receipt {
  revision: number
  receipt: string
}

/** One right, by subject and group. */
export interface HeldRight {
  /** The last that is known to have arrived; `here`: cast on this phone. */
  held: (Receipt & { here: boolean }) | null
  /** Sent, and no answer heard. */
  trying: Receipt | null
}

/** The receipts of one person in one round, on this phone. */
export interface HeldReceipts {
  rights: Record<string, HeldRight>
  /** The list that was fixed at the closing, as this phone saw it first, and which rights it found in it. */
  list?: { hash: string; found: string[] }
}

/**
 * While the vote runs: it `lies` there, came from `elsewhere`, or is `gone`, an `older` one, or `changed` by somebody. Afterwards:
 * `counted`, `unopened` with its small group, replaced from `elsewhere`, or `missing` on the list. `waits`: there is no list to look in.
 */
export type Verdict = 'lies' | 'elsewhere' | 'gone' | 'older' | 'changed' | 'waits' | 'counted' | 'unopened' | 'missing'

export interface Line {
  key: string
  name: string
  groupName: string
  /** What this phone holds. */
  receipt: Receipt
  verdict: Verdict
}

/** To be sent again while that can be done. */
export const lostVerdicts: readonly Verdict[] = ['gone', 'older', 'changed']

/** What was sent before it is known whether it arrived. */
export function withTrying(before: HeldReceipts, sent: ReadonlyMap<string, Receipt>): HeldReceipts {
  const rights = { ...before.rights }
  for (const [key, trying] of sent) rights[key] = { held: rights[key]?.held ?? null, trying }
  return { ...before, rights }
}

/** It arrived; `false`: it was refused. */
export function withAnswer(before: HeldReceipts, sent: ReadonlyMap<string, Receipt>, arrived: boolean): HeldReceipts {
  const rights = { ...before.rights }
  for (const [key, receipt] of sent) {
    const held = arrived ? { ...receipt, here: true } : (rights[key]?.held ?? null)
    if (held) rights[key] = { held, trying: null }
    else delete rights[key]
  }
  return { ...before, rights }
}

const isSame = (one: Receipt | null, right: ToldRight): one is Receipt =>
  one !== null && one.revision === right.revision && one.receipt === right.receipt

/** What the house tells of a right is taken over where it is newer: it was cast on another device, or its answer got lost. */
function known({ held, trying }: HeldRight, right: ToldRight): HeldRight {
  if (isSame(trying, right)) return { held: { ...trying, here: true }, trying: null }
  const newer = held !== null && right.revision > held.revision && right.receipt !== null
  return newer
    ? { held: { revision: right.revision, receipt: right.receipt ?? '', here: false }, trying: null }
    : { held, trying }
}

function openVerdict(held: NonNullable<HeldRight['held']>, right: ToldRight): Verdict {
  if (right.revision === 0) return 'gone'
  if (right.revision < held.revision) return 'older'
  if (right.receipt !== held.receipt) return 'changed'
  return held.here ? 'lies' : 'elsewhere'
}

function closedVerdict(
  key: string,
  held: NonNullable<HeldRight['held']>,
  right: ToldRight,
  found: ReadonlySet<string>,
): Verdict {
  if (found.has(key)) return right.unopened ? 'unopened' : 'counted'
  return right.revision > held.revision ? 'elsewhere' : 'missing'
}

const nowhere = { revision: 0, receipt: null, unopened: false }

/** Of each right this phone holds a receipt of: what became of it. `found`: the rights whose receipt is on the fixed list. */
export function compared(before: HeldReceipts, told: Told, found: ReadonlySet<string> | null) {
  const rights: HeldReceipts['rights'] = {}
  const lines: Line[] = []
  const byKey = new Map(told.rights.map((right) => [rightKey(right), right]))
  for (const [key, right] of Object.entries(before.rights)) {
    const there = byKey.get(key)
    const now = there ? known(right, there) : right
    rights[key] = now
    if (!now.held || told.stage === 'VOIDED') continue
    const lying: ToldRight = there ?? ({ ...nowhere, name: '', groupName: '' } as unknown as ToldRight)
    const { here: _here, ...receipt } = now.held
    const verdict =
      told.stage === 'OPEN'
        ? openVerdict(now.held, lying)
        : found
          ? closedVerdict(key, now.held, lying, found)
          : 'waits'
    lines.push({ key, name: lying.name, groupName: lying.groupName, receipt, verdict })
  }
  return { held: { ...before, rights } satisfies HeldReceipts, lines }
}

const receiptBytes = 32

/** The list as it came, in hexadecimal digits. */
export function receiptsIn(base64: string): string[] {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  const list: string[] = []
  for (let at = 0; at < bytes.length; at += receiptBytes) list.push(hexOf(bytes.subarray(at, at + receiptBytes)))
  return list
}

const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')

const hashOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

/** The receipt of an envelope as it is sent, base64url: as the house makes it (server/sealing/rollRows.ts). */
export const receiptOf = (envelope: string): Promise<string> =>
  hashOf(
    Uint8Array.from(atob(envelope.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)),
  )

/** One hash over receipts in their own order: as the house makes that of the list. */
export const listHashOf = (receipts: readonly string[]): Promise<string> =>
  hashOf(
    new TextEncoder().encode(
      [...receipts]
        .sort()
        .map((one) => `${one}\n`)
        .join(''),
    ) as Uint8Array<ArrayBuffer>,
  )
