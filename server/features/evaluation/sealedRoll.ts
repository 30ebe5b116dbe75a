import { setImmediate as others } from 'node:timers/promises'
import { type EvaluationRound, Person, type RoundAssignment, type RoundBox } from '../../../entities'
import type { Work } from '../../database/work'
import type { SealedOuter } from '../../domain/sealing/boundTo'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { OuterEnvelope } from '../../sealing/openRound'
import { isOwnRow, listHash, receiptOf, unwrapEnvelope } from '../../sealing/rollRows'
import { namesOf } from '../organisation'
import { ballotKeysMissing } from './refusals'
import { areOwnLocks, rollHashOf } from './roundLocks'

const roundLocksChanged = refusal(
  409,
  'round.locksChanged',
  '这一轮评价的锁或名单在定下以后被人从数据库改动过，不能截止和计票。请联系机关纪委和系统管理员。',
)
const roundListChanged = refusal(
  409,
  'round.listChanged',
  '截止时箱里有{before}份评价，现在的{now}份与那时不同，被人从数据库改动过，不能计票。请联系机关纪委和系统管理员。',
)
const roundEnvelopesForeign = refusal(
  409,
  'round.envelopesForeign',
  '{names}的评价有{count}份不是本人这一次投出的，或者被改动过。核实后写明原因可以不计这几份，继续计票。',
)

/** What lies on the roll of a round, and what lies there that this house has not put there so. */
export interface SealedRoll {
  envelopes: OuterEnvelope[]
  foreign: SealedOuter[]
}

/** Few enough that whoever else waits comes next within some ten milliseconds. */
const rowsAtOnce = 250

type RollRow = Pick<
  RoundAssignment,
  'voterId' | 'subjectId' | 'raterGroup' | 'sheetRevision' | 'status' | 'envelope' | 'envelopeMark'
>

/** The roll of a round, part by part: the whole of a large one would hold up everybody else for seconds. */
async function readParts<Row>({ manager }: Work, roundId: string, columns: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let part = rowsAtOnce; part === rowsAtOnce; await others()) {
    const some = await manager.query<Row[]>(
      `select ${columns} from round_assignment
       where roundId = ? order by voterId, subjectId, raterGroup limit ${rowsAtOnce} offset ${rows.length}`,
      [roundId],
    )
    part = some.length
    rows.push(...some)
  }
  return rows
}

type Right = Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup'>

/** Who rates whom, as it was fixed at the freeze. */
export const readRights = (work: Work, roundId: string): Promise<Right[]> =>
  readParts(work, roundId, 'voterId, subjectId, raterGroup')

/** Every envelope of the round with its outer one; refuses where the locks or the list are not those of the freeze. */
export async function readSealedRoll(work: Work, keys: KeyFolder, round: EvaluationRound): Promise<SealedRoll> {
  const { id: roundId, locks } = round
  if (!locks) return { envelopes: [], foreign: [] }
  const rows = await readParts<RollRow>(
    work,
    roundId,
    'voterId, subjectId, raterGroup, sheetRevision, status, envelope, envelopeMark',
  )
  const wrap = keys.wrapOf(roundId)
  if (!wrap) throw ballotKeysMissing()
  if (!areOwnLocks(keys, roundId, locks, rollHashOf(rows))) throw roundLocksChanged()
  const house = keys.house()
  const found: SealedRoll = { envelopes: [], foreign: [] }
  for (const [at, row] of rows.entries()) {
    if (at % rowsAtOnce === 0) await others()
    const { voterId, subjectId, raterGroup, sheetRevision: revision, status, envelope, envelopeMark } = row
    // Never used, or used before ballots were sealed; one with a revision and no envelope has lost it.
    if (envelope === null && revision === 0) continue
    const place: SealedOuter = { roundId, voterId, subjectId, raterGroup, revision }
    const own = envelope !== null && status === 'VOTED' && isOwnRow(house, place, envelope, envelopeMark ?? '')
    const outer = own ? unwrapEnvelope(wrap, place, envelope) : null
    if (outer) found.envelopes.push({ ...place, outer })
    else found.foreign.push(place)
  }
  return found
}

/**
 * Whether anything was put on the roll or taken off it since: between two looks that answer the same nothing was. A revision only
 * rises until its right is struck, and whoever is struck stays so.
 */
async function stateOf({ manager }: Work, roundId: string): Promise<string> {
  const [counted = {}] = await manager.query<Record<string, unknown>[]>(
    `select count(*) rights, sum(status = 'VOTED') voted, sum(status = 'STRUCK') struck, sum(sheetRevision) revisions
     from round_assignment where roundId = ?`,
    [roundId],
  )
  return Object.values(counted).map(Number).join(' ')
}

/** The box of a round whose vote still runs, as somebody has looked into it, and what its list would be. */
export interface SeenBox {
  state: string
  box: RoundBox
  receipts: string[]
}

/** Most of the work of closing. What was seen before the step holds as long as nothing has changed on the roll (`isStill`). */
export async function lookIntoBox(work: Work, keys: KeyFolder, round: EvaluationRound): Promise<SeenBox | null> {
  if (!round.locks) return null
  const state = await stateOf(work, round.id)
  const receipts = receiptsOf(await readSealedRoll(work, keys, round)).sort()
  return { state, receipts, box: { envelopes: receipts.length, listHash: listHash(receipts) } }
}

export const isStill = async (work: Work, roundId: string, { state }: SeenBox): Promise<boolean> =>
  (await stateOf(work, roundId)) === state

/** What each voter's phone can look for in the list. */
const receiptsOf = ({ envelopes }: SealedRoll): string[] => envelopes.map(({ outer }) => receiptOf(outer))

/** The list is fixed: how many there are, and what nobody can change any more unseen. */
function boxOf(roll: SealedRoll): RoundBox {
  return { envelopes: roll.envelopes.length, listHash: listHash(receiptsOf(roll)) }
}

/** Refuses where another list lies there than when the vote was closed. */
export function checkBox(box: RoundBox | null, roll: SealedRoll): void {
  const now = boxOf(roll)
  if (box && (box.listHash !== now.listHash || box.envelopes !== now.envelopes))
    throw roundListChanged({ before: box.envelopes, now: now.envelopes })
}

/** Names whose envelopes cannot be counted, unless a 监票人 has said why the count goes on without them. */
export async function checkForeign(
  work: Work,
  foreign: readonly SealedOuter[],
  despite: string | undefined,
): Promise<void> {
  if (!foreign.length || despite) return
  const names = await namesOf(work, Person, [...new Set(foreign.map(({ voterId }) => voterId))])
  throw roundEnvelopesForeign({ names: [...names.values()].join('、'), count: foreign.length })
}
