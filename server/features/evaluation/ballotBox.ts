import type { RoundLocks } from '../../../entities'
import { isEmptied } from '../../database/faults'
import { hotByCount } from '../../database/hotStatements'
import type { Work } from '../../database/work'
import type { InputMode } from '../../domain/evaluation/template'
import { packAnswers } from '../../domain/sealing/ballotBytes'
import { outerLength, type SealedOuter } from '../../domain/sealing/boundTo'
import { sealInner, sealOuter } from '../../sealing/envelopes'
import type { KeyFolder } from '../../sealing/keyFolder'
import { rowMark, wrapEnvelope } from '../../sealing/rollRows'
import type { RollRow } from './ballotRoll'
import { ballotAlreadyCast, ballotKeysMissing, ballotUnsealed } from './refusals'

/** A right on the roll with the sealed ballot that is put on it. */
export interface Rated {
  row: RollRow
  revision: number
  /** The outer envelope. */
  outer: Uint8Array
}

interface WrittenRow {
  subjectId: string
  envelope: string
  mark: string
}

/** What goes onto the roll by one statement each: most sheets are cast once, all their ballots with the same revision. */
export function partsOf<Ballot extends Omit<Rated, 'outer'>>(ballots: readonly Ballot[]): Ballot[][] {
  const parts = new Map<string, Ballot[]>()
  for (const ballot of ballots) {
    const { row, revision } = ballot
    const key = `${row.raterGroup} ${row.voterId} ${revision}`
    const part = parts.get(key)
    if (part) part.push(ballot)
    else parts.set(key, [ballot])
  }
  return [...parts.values()]
}

const placeOf = (roundId: string, { voterId, subjectId, raterGroup }: RollRow, revision: number): SealedOuter => {
  return { roundId, voterId, subjectId, raterGroup, revision }
}

/** What a phone sealed: base64url, of one size. Refuses anything else. */
export function readEnvelope(text: string, name: string): Uint8Array {
  const outer = Buffer.from(text, 'base64url')
  if (outer.length !== outerLength) throw ballotUnsealed({ name })
  return outer
}

/** At the door, for a phone that cannot seal: these answers pass the server in clear, which its page says. */
export function sealAtTheDoor(
  locks: RoundLocks,
  roundId: string,
  row: RollRow,
  revision: number,
  { mode, answers }: { mode: InputMode; answers: string },
): Uint8Array {
  const ballot = packAnswers(mode, answers)
  if (!ballot) throw ballotUnsealed({ name: row.name })
  const publicLocks = { first: Buffer.from(locks.first, 'base64'), second: Buffer.from(locks.second, 'base64') }
  const place = placeOf(roundId, row, revision)
  return sealOuter(publicLocks, place, sealInner(publicLocks, place, ballot))
}

// Statements written out for the same reason as in ballotRoll.ts.
const places = (count: number): string => Array(count).fill('?').join(', ')

async function write(work: Work, statement: string, parameters: (string | number | null)[]): Promise<number> {
  const outcome = await work.manager.queryRunner?.query(statement, parameters, true)
  return outcome?.affected ?? 0
}

/** Whether this ballot may lie on the row: nothing lies there, or an earlier one of the same right. */
const mayLie = `closed = false and (status = 'ISSUED' or (status = 'VOTED' and envelope is not null)) and sheetRevision < ?`

const bySubject = (column: string, count: number): string =>
  `${column} = case subjectId ${Array(count).fill('when ? then ?').join(' ')} end`

const partUpdate = hotByCount(
  (
    count,
  ) => `update round_assignment set sheetRevision = case when ${mayLie} then ? end, status = 'VOTED', votedDay = ?,
    castMark = ?, ${bySubject('envelope', count)}, ${bySubject('envelopeMark', count)}
    where roundId = ? and voterId = ? and raterGroup = ? and subjectId in (${places(count)})`,
)

/**
 * Puts one part's envelopes on the roll, all or none, be it in a transaction or not: a row that may not take its own would be left
 * without a revision, which the column does not allow, and the statement has done nothing. Servers set the columns from left to
 * right, so the revision comes first. False when nothing was done.
 */
async function putPart(
  work: Work,
  roundId: string,
  castMark: string | null,
  [first]: readonly Rated[],
  rows: readonly WrittenRow[],
): Promise<boolean> {
  if (!first) return false
  const {
    row: { voterId, raterGroup },
    revision,
  } = first
  const parameters = [
    revision,
    revision,
    work.today,
    castMark,
    ...rows.flatMap(({ subjectId, envelope }) => [subjectId, envelope]),
    ...rows.flatMap(({ subjectId, mark }) => [subjectId, mark]),
    roundId,
    voterId,
    raterGroup,
    ...rows.map(({ subjectId }) => subjectId),
  ]
  try {
    const written = await write(work, partUpdate(rows.length), parameters)
    // A roll that is voted by loses no rows.
    if (written > 0 && written < rows.length)
      throw new Error(`${written} of ${rows.length} rows of the roll were there`)
    return written > 0
  } catch (fault) {
    if (isEmptied(fault)) return false
    throw fault
  }
}

/**
 * Puts the envelopes on the roll by a conditional update per rater group and revision: whoever comes second with the same revision
 * changes nothing. False when another request was faster and nothing has been written here yet. Refuses where the round's keys are
 * not here.
 */
export async function putOnRoll(
  work: Work,
  keys: KeyFolder,
  roundId: string,
  rated: readonly Rated[],
  castMark: string | null,
): Promise<boolean> {
  const wrap = keys.wrapOf(roundId)
  if (!wrap) throw ballotKeysMissing()
  const house = keys.house()
  const put = ({ row, revision, outer }: Rated): WrittenRow => {
    const place = placeOf(roundId, row, revision)
    const envelope = wrapEnvelope(wrap, place, outer)
    return { subjectId: row.subjectId, envelope, mark: rowMark(house, place, envelope) }
  }
  let written = false
  for (const part of partsOf(rated)) {
    if (await putPart(work, roundId, castMark, part, part.map(put))) written = true
    // Some of the sheet was cast meanwhile: take everything back, so that nothing counts half.
    else if (written) throw ballotAlreadyCast()
    else return false
  }
  return true
}
