// Opening a whole round, in memory: what comes out is ordered by its own content alone, so that no order of what went in is left.
import { setImmediate as others } from 'node:timers/promises'
import type { InputMode } from '../domain/evaluation/template'
import { unpackAnswers } from '../domain/sealing/ballotBytes'
import type { SealedMatter, SealedOuter } from '../domain/sealing/boundTo'
import { innerOpener, outerOpener } from './envelopes'
import type { LockKeys } from './hpke'

export interface OuterEnvelope extends SealedOuter {
  outer: Uint8Array
}

export interface InnerEnvelope extends SealedMatter {
  inner: Uint8Array
}

export interface Stripped {
  /** By their bytes; of equal ones one. */
  inner: InnerEnvelope[]
  /** Outer envelopes that did not open. */
  refused: SealedOuter[]
  /** All outer envelopes of inner ones that came more than once. */
  copied: SealedOuter[]
}

export interface OpenedBallot {
  subjectId: string
  raterGroup: SealedMatter['raterGroup']
  answers: string
}

export interface OpenedRound {
  /** By subject, group and answers. */
  ballots: OpenedBallot[]
  /** 无效: how many opened to something that is no ballot, or did not open. */
  invalid: number
}

/** Some ten milliseconds of work: then whoever else waits comes first. */
const atOnce = 50

const placeOf = ({ roundId, voterId, subjectId, raterGroup, revision }: SealedOuter): SealedOuter => {
  return { roundId, voterId, subjectId, raterGroup, revision }
}

/** Takes off the outer envelopes of a whole round, with lock 1. Equal inner ones are counted once and all theirs named. */
export async function stripRound(first: LockKeys, envelopes: readonly OuterEnvelope[]): Promise<Stripped> {
  const open = outerOpener(first)
  const refused: SealedOuter[] = []
  const found = new Map<string, { inner: InnerEnvelope; of: SealedOuter[] }>()
  for (const [at, envelope] of envelopes.entries()) {
    if (at % atOnce === 0) await others()
    const bytes = open(envelope, envelope.outer)
    const place = placeOf(envelope)
    if (!bytes) {
      refused.push(place)
      continue
    }
    const { roundId, subjectId, raterGroup } = place
    const key = bytes.toString('base64')
    const known = found.get(key)
    if (known) known.of.push(place)
    else found.set(key, { inner: { roundId, subjectId, raterGroup, inner: bytes }, of: [place] })
  }
  const all = [...found.values()]
  return {
    inner: all.map(({ inner }) => inner).sort((left, right) => Buffer.compare(left.inner, right.inner)),
    refused,
    copied: all.flatMap(({ of }) => (of.length > 1 ? of : [])),
  }
}

const textOf = ({ subjectId, raterGroup, answers }: OpenedBallot): string => `${subjectId} ${raterGroup} ${answers}`

/** Opens the inner envelopes of a whole round, with lock 2. `items`: how many a subject has. No byte of what is 无效 is kept. */
export async function openRound(
  second: LockKeys,
  envelopes: readonly InnerEnvelope[],
  mode: InputMode,
  items: ReadonlyMap<string, number>,
): Promise<OpenedRound> {
  const open = innerOpener(second)
  const ballots: OpenedBallot[] = []
  for (const [at, envelope] of envelopes.entries()) {
    if (at % atOnce === 0) await others()
    const { subjectId, raterGroup } = envelope
    const bytes = open(envelope, envelope.inner)
    const answers = bytes && unpackAnswers(mode, items.get(subjectId) ?? 0, bytes)
    if (answers) ballots.push({ subjectId, raterGroup, answers })
  }
  ballots.sort((left, right) => (textOf(left) < textOf(right) ? -1 : 1))
  return { ballots, invalid: envelopes.length - ballots.length }
}
