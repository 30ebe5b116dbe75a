import type { KeyObject } from 'node:crypto'
import { type EvaluationRound, RoundAssignment, RoundSubject } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { groupLabel, type SubjectKind } from '../../domain/scoring/terms'
import type { SealedOuter } from '../../domain/sealing/boundTo'
import { openRollStates } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import type { KeyFolder } from '../../sealing/keyFolder'
import { isOwnRow, receiptOf, unwrapEnvelope } from '../../sealing/rollRows'
import { readClosedList } from './closedList'
import { refuseKept } from './countKept'
import { requireRound } from './records'
import { ballotKeysMissing, ballotNotOnRoll } from './refusals'

type Receipts = Output<'ballot.receipts'>

interface OwnRow
  extends Pick<RoundAssignment, 'voterId' | 'subjectId' | 'raterGroup' | 'status' | 'envelope' | 'envelopeMark'> {
  sheetRevision: number | string
  kind: SubjectKind
  name: string
}

const ownRows = (work: Work, roundId: string): Promise<OwnRow[]> =>
  work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .innerJoin(RoundSubject, 'subject', 'subject.id = roll.subjectId')
    .select('roll.voterId', 'voterId')
    .addSelect('roll.subjectId', 'subjectId')
    .addSelect('roll.raterGroup', 'raterGroup')
    .addSelect('roll.status', 'status')
    .addSelect('roll.envelope', 'envelope')
    .addSelect('roll.envelopeMark', 'envelopeMark')
    .addSelect('roll.sheetRevision', 'sheetRevision')
    .addSelect('subject.kind', 'kind')
    .addSelect('subject.name', 'name')
    .where('roll.roundId = :roundId and roll.voterId = :me', { roundId, me: work.who.personId })
    .orderBy('subject.position')
    .addOrderBy('roll.raterGroup')
    .getRawMany<OwnRow>()

/** The hash of what lies on the roll; null where nothing does, and where this house has not put it there so. */
function receiptIn(house: KeyObject, wrap: KeyObject | null, place: SealedOuter, row: OwnRow): string | null {
  const { status, envelope, envelopeMark } = row
  if (!wrap || envelope === null || status !== 'VOTED') return null
  if (!isOwnRow(house, place, envelope, envelopeMark ?? '')) return null
  const outer = unwrapEnvelope(wrap, place, envelope)
  return outer && receiptOf(outer)
}

function stageOf({ state, checksum }: EvaluationRound): Receipts['stage'] {
  if (state === 'VOIDED') return 'VOIDED'
  if ((openRollStates as readonly string[]).includes(state)) return 'OPEN'
  return checksum === null ? 'CLOSED' : 'COUNTED'
}

async function listOf(work: Work, { id, box }: EvaluationRound, whole: boolean): Promise<Receipts['list']> {
  if (!box) return null
  const { envelopes, listHash: hash } = box
  return { envelopes, hash, receipts: whole ? (await readClosedList(work, id)).toString('base64') : null }
}

/**
 * What lies in the box of the actor's own ballots, for his phone to compare with its receipts (rules §4.6.10): hashes, never an
 * answer. From the closing on the list that was fixed then; whoever asks for all of it looks for his own ones by himself.
 */
export const readReceipts =
  (keys: KeyFolder, bundles: BundleFolder) =>
  async (work: Work, { roundId, whole }: Checked<'ballot.receipts'>): Promise<Receipts> => {
    const { record: round } = await requireRound(work, roundId)
    const rows = await ownRows(work, roundId)
    if (!work.may('castBallot', { onRoll: rows.length > 0 })) throw ballotNotOnRoll()
    const stage = stageOf(round)
    refuseKept(bundles, round)
    const lying = rows.some(({ envelope }) => envelope !== null)
    const wrap = lying ? keys.wrapOf(roundId) : null
    if (stage === 'OPEN' && lying && !wrap) throw ballotKeysMissing()
    const house = keys.house()
    const closed = new Set(round.box?.stripped?.closed.map((one) => `${one.subjectId} ${one.raterGroup}`))
    return {
      stage,
      rights: rows.map((row) => {
        const { voterId, subjectId, raterGroup, kind, name } = row
        const revision = Number(row.sheetRevision)
        const receipt = receiptIn(house, wrap, { roundId, voterId, subjectId, raterGroup, revision }, row)
        const groupName = groupLabel(kind, raterGroup)
        return {
          subjectId,
          raterGroup,
          name,
          groupName,
          revision,
          receipt,
          unopened: closed.has(`${subjectId} ${raterGroup}`),
        }
      }),
      refused: round.box?.stripped?.refused.includes(work.who.personId) ?? false,
      list: await listOf(work, round, whole === 'yes'),
      checksum: round.checksum,
    }
  }
