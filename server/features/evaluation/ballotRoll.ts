import { RoundAssignment, type RoundLocks } from '../../../entities'
import type { Checked } from '../../contract'
import { hotByCount } from '../../database/hotStatements'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { isCollective } from '../../domain/scoring/collective'
import type { RaterGroup, SubjectKind } from '../../domain/scoring/terms'
import type { RoundState } from '../../domain/workflows/evaluationRound'
import { orphanedSheets } from './collectiveSheets'
import { requireRound, stateOf } from './records'
import { ballotForeign, ballotNotOnRoll } from './refusals'

type Ballots = Checked<'ballot.cast'>['ballots']

/** One right to rate one subject in one group. */
export interface RollRow {
  voterId: string
  subjectId: string
  raterGroup: RaterGroup
  status: RoundAssignment['status']
  castMark: string | null
  /** Which ballot of this right lies on the roll, 0 for none. */
  sheetRevision: number
  kind: SubjectKind
  name: string
}

/** Not struck, not lapsed, and not used before ballots were sealed: those cannot be found any more. */
export const isUsable = ({ status, sheetRevision }: Pick<RollRow, 'status' | 'sheetRevision'>): boolean =>
  status === 'ISSUED' || (status === 'VOTED' && sheetRevision > 0)

/** What a voter wants to use of the roll now, and the state of the round. */
export interface OpenRoll {
  state: RoundState
  votingToDay: string | null
  campaignId: string
  branchId: string
  locks: RoundLocks | null
  /** Rights of this voter not used yet, on the whole roll. */
  open: number
  /** A card about his ballot has not come to its end. */
  hasCard: boolean
  rows: RollRow[]
}

type FlatRow = RollRow &
  Omit<OpenRoll, 'rows' | 'open' | 'hasCard' | 'locks'> & {
    open: number | string
    cards: number | string
    locks: string | null
  }

/**
 * Written out: casting is the busiest call of the product, building the same statement anew costs more than running it,
 * and a roll can hold a hundred rows of which a phone sends one.
 */
const rollQuery = hotByCount(
  (subjects) => `select a.voterId as voterId, a.subjectId as subjectId, a.raterGroup as raterGroup, a.status as status,
  a.castMark as castMark, a.sheetRevision as sheetRevision, s.kind as kind, s.name as name, r.state as state,
  r.votingToDay as votingToDay, r.evaluationCampaignId as campaignId, r.branchId as branchId, r.locks as locks,
  (select count(*) from round_assignment o where o.roundId = ? and o.voterId = ? and o.status = 'ISSUED') as open,
  (select count(*) from outbox_subject c where c.subjectKey = ? and c.finished = false) as cards
  from round_assignment a join round_subject s on s.id = a.subjectId join evaluation_round r on r.id = a.roundId
  where a.roundId = ? and a.voterId = ? and a.subjectId in (${Array(subjects).fill('?').join(', ')})`,
)

/** The voter's own rows for these ballots; null when there is none. */
export async function readRoll(work: Work, roundId: string, ballots: Ballots): Promise<OpenRoll | null> {
  const subjectIds = [...new Set(ballots.map((ballot) => ballot.subjectId))]
  const roll = [roundId, work.who.personId]
  // Twice: counted once for the whole sheet, not once a row.
  const parameters = [...roll, subjectFor.ballot(roundId, work.who.personId), ...roll, ...subjectIds]
  const rows: FlatRow[] = await work.manager.query(rollQuery(subjectIds.length), parameters)
  const [first] = rows
  if (!first) return null
  const { state, votingToDay, campaignId, branchId, open, cards } = first
  const locks = first.locks === null ? null : (JSON.parse(first.locks) as RoundLocks)
  return { state, votingToDay, campaignId, branchId, locks, open: Number(open), hasCard: Number(cards) > 0, rows }
}

/** Sheets that somebody newly in office takes over, if he has the right to any. */
async function takeOver(work: Work, roundId: string): Promise<OpenRoll | null> {
  const { record: round } = await requireRound(work, roundId)
  const sheets = await orphanedSheets(work, roundId, round.branchId)
  if (!sheets.length) return null
  const rows = sheets.map(({ subject, voterId, subjectId, raterGroup }): RollRow => {
    const { kind, name } = subject
    return { voterId, subjectId, raterGroup, status: 'ISSUED', castMark: null, sheetRevision: 0, kind, name }
  })
  const { votingToDay, evaluationCampaignId: campaignId, branchId, locks } = round
  return { state: stateOf(round), votingToDay, campaignId, branchId, locks, open: 0, hasCard: true, rows }
}

/** The own rows, and the sheets a newcomer in office takes over where the ballots name any. */
export async function rollFor(work: Work, roundId: string, ballots: Ballots): Promise<OpenRoll> {
  const roll = await readRoll(work, roundId, ballots)
  const own = new Set(roll?.rows.map((row) => `${row.subjectId} ${row.raterGroup}`))
  const others = ballots.some((one) => isCollective(one.raterGroup) && !own.has(`${one.subjectId} ${one.raterGroup}`))
  const takenOver = others ? await takeOver(work, roundId) : null
  const known = roll ?? takenOver
  if (!known) {
    const onRoll = await work.manager.existsBy(RoundAssignment, { roundId, voterId: work.who.personId })
    throw work.may('castBallot', { onRoll }) ? ballotForeign() : ballotNotOnRoll()
  }
  return roll && takenOver ? { ...known, rows: [...roll.rows, ...takenOver.rows] } : known
}
