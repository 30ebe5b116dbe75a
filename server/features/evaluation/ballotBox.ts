import { randomInt, randomUUID } from 'node:crypto'
import type { Work } from '../../database/work'
import type { RollRow } from './ballotRoll'
import { ballotAlreadyCast } from './refusals'

/** A right on the roll with the answers it is used for; they part here for good. */
export interface Rated {
  row: RollRow
  answers: string
}

// Statements written out for the same reason as in ballotRoll.ts.
const places = (count: number): string => Array(count).fill('?').join(', ')

async function write(work: Work, statement: string, parameters: (string | null)[]): Promise<number> {
  const outcome = await work.manager.queryRunner?.query(statement, parameters, true)
  return outcome?.affected ?? 0
}

/**
 * ISSUED → VOTED by a conditional update per rater group: whoever comes second changes nothing. False when another
 * request was faster and nothing has been written here yet.
 */
export async function markVoted(
  work: Work,
  roundId: string,
  rated: readonly Rated[],
  castMark: string | null,
): Promise<boolean> {
  const parts = new Map<string, RollRow[]>()
  for (const { row } of rated) {
    const key = `${row.raterGroup} ${row.voterId}`
    parts.set(key, [...(parts.get(key) ?? []), row])
  }
  let written = false
  for (const rows of parts.values()) {
    const [{ voterId, raterGroup }] = rows as [RollRow]
    const changed = await write(
      work,
      `update round_assignment set status = 'VOTED', votedDay = ?, castMark = ?
      where roundId = ? and voterId = ? and raterGroup = ? and status = 'ISSUED' and subjectId in (${places(rows.length)})`,
      [work.today, castMark, roundId, voterId, raterGroup, ...rows.map((row) => row.subjectId)],
    )
    if (changed === 0 && !written) return false
    // Some of the sheet was cast meanwhile: take everything back, so that nothing counts half.
    if (changed !== rows.length) throw ballotAlreadyCast()
    written = true
  }
  return true
}

/** In an order that says nothing of the order on the sheet (rules §4.6.1). */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const mixed = [...items]
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const place = randomInt(last + 1)
    ;[mixed[last], mixed[place]] = [mixed[place] as Item, mixed[last] as Item]
  }
  return mixed
}

/** The ballots alone: a random key, the subject, the group, the answers. Nothing else is known here on purpose. */
export async function putIntoBox(work: Work, roundId: string, rated: readonly Rated[]): Promise<void> {
  const rows = shuffled(rated).map(({ row: { subjectId, raterGroup }, answers }) => {
    return [randomUUID(), roundId, subjectId, raterGroup, answers, 'APP']
  })
  const values = rows.map((row) => `(${places(row.length)})`).join(', ')
  const columns = 'id, roundId, subjectId, raterGroup, answers, source'
  await write(work, `insert into ballot (${columns}) values ${values}`, rows.flat())
}
