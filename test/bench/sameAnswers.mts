import type { RawDatabase } from './bare/raw.mts'
import type { RoundFigures } from './client.mts'
import type { Task } from './tasks.mts'

export interface Compared {
  name: string
  raw: RawDatabase
  /** Lets it answer a few visits, the same for all who read. */
  play(): Promise<RoundFigures>
}

const counts = `select
  (select count(*) from pledge) as pledges,
  (select count(*) from request_key) as requestKeys,
  (select count(*) from audit_entry) as auditLines,
  (select count(*) from ballot) + (select count(*) from round_assignment where envelope is not null) as ballots,
  (select count(*) from round_assignment where status = 'VOTED') as votes`

async function countRows(raw: RawDatabase): Promise<Record<string, number>> {
  const [row] = await raw.all<Record<string, number | string>>(counts)
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, amount]) => [name, Number(amount)]))
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, inner]) => [key, key === 'dayEndsInSeconds' && isOfADay(inner) ? 'of a day' : sorted(inner)]),
  )
}

/** What is left of the day passes between two answers: that it is seconds of a day is all they can share. */
const isOfADay = (seconds: unknown): boolean =>
  Number.isInteger(seconds) && Number(seconds) >= 0 && Number(seconds) <= 86_400

const ids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Whoever writes makes up ids of its own, and says nothing it would have to read for. */
function factsOf(text: string, writes: boolean, like: unknown): string {
  const answer = JSON.parse(text) as Record<string, unknown>
  if (!writes) return JSON.stringify(sorted(answer))
  const known = Object.entries(answer).filter(([name]) => name in (like as object))
  return JSON.stringify(sorted(Object.fromEntries(known))).replace(ids, 'id')
}

function difference(ours: string, theirs: string): string {
  let at = 0
  while (at < ours.length && ours[at] === theirs[at]) at += 1
  const around = (text: string) => text.slice(Math.max(0, at - 60), at + 60)
  return `product …${around(ours)}…, it …${around(theirs)}…`
}

/**
 * What came of the visits: the answers, and how many rows of each kind. Everybody writes by his own voters: what those read before
 * is compared where nothing is written.
 */
async function outcomeOf({ raw, play }: Compared, writes: boolean): Promise<{ texts: string[]; rows: string }> {
  const before = await countRows(raw)
  const { answers: all } = await play()
  const answers = writes ? all.filter(({ method }) => method !== 'GET') : all
  const after = await countRows(raw)
  const rows = Object.entries(after).map(([kind, amount]) => `${amount - (before[kind] ?? 0)} ${kind}`)
  return { texts: answers.map(({ text }) => text), rows: rows.join(', ') }
}

/**
 * Names the opponents that do not answer what the product answers, or do not write as many rows of each kind, with the
 * reason. Throws when the product itself does not answer.
 */
export async function faultyOpponents(
  task: Task,
  product: Compared,
  opponents: readonly Compared[],
): Promise<Map<string, Error>> {
  const writes = task.pile !== 'read'
  const expected = await outcomeOf(product, writes)
  const faults = new Map<string, Error>()
  for (const opponent of opponents) {
    try {
      const { texts, rows } = await outcomeOf(opponent, writes)
      const like = texts.map((text) => JSON.parse(text))
      const ours = [...expected.texts.map((text, index) => factsOf(text, writes, like[index])), expected.rows].join(' ')
      const theirs = [...texts.map((text, index) => factsOf(text, writes, like[index])), rows].join(' ')
      if (ours !== theirs) throw new Error(`does not answer or write the same: ${difference(ours, theirs)}`)
    } catch (fault) {
      faults.set(opponent.name, fault as Error)
    }
  }
  return faults
}
