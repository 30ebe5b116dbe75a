import { createHash } from 'node:crypto'
import { ballotDoneCard } from '../../../bot/cards/evaluation'
import type { RoundLocks } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { isCollective } from '../../domain/scoring/collective'
import type { SubjectKind } from '../../domain/scoring/terms'
import type { BundleFolder } from '../../files/bundleFolder'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { FileFacts, PreparedRun } from '../call'
import { answersFault } from './ballotAnswers'
import { partsOf, putOnRoll, type Rated, readEnvelope, sealAtTheDoor } from './ballotBox'
import { isUsable, type OpenRoll, type RollRow, readRoll, rollFor } from './ballotRoll'
import { mayEnter } from './collectiveSheets'
import { countKept } from './lockGuards'
import { ballotAlreadyCast, ballotForeign, ballotVotingClosed } from './refusals'
import { ensureLocks } from './roundLocks'
import { templateFor } from './templates'

type CastInput = Checked<'ballot.cast'>

interface Paired {
  row: RollRow
  ballot: CastInput['ballots'][number]
}

/** Pairs each ballot with its right on the roll. Refuses what is not the voter's, and one subject twice. */
function pair(rows: readonly RollRow[], ballots: CastInput['ballots']): Paired[] {
  const open = new Map(rows.map((row) => [`${row.subjectId} ${row.raterGroup}`, row]))
  return ballots.map((ballot) => {
    const key = `${ballot.subjectId} ${ballot.raterGroup}`
    const row = open.get(key)
    open.delete(key)
    if (!row || row.status === 'STRUCK') throw ballotForeign()
    return { row, ballot }
  })
}

/** What the roll knows this submission by; null where the phone gave no key. */
const markOf = (roundId: string, requestKey: string): string | null =>
  requestKey ? createHash('sha256').update(`${roundId}:${requestKey}`).digest('hex') : null

/** This very submission lies on the roll: whoever sends another one must not hear that his counts. */
const isRepeat = (paired: readonly Paired[], mark: string | null): boolean =>
  mark !== null && paired.every(({ row }) => row.status === 'VOTED' && row.castMark === mark)

/** A meeting's sheet is entered by its office; whoever lost that since the freeze has lost the sheet too. */
function checkOffice(work: Work, { branchId }: OpenRoll, paired: readonly Paired[]): void {
  const out = paired.some(({ row }) => isCollective(row.raterGroup) && !mayEnter(work.who, row.raterGroup, branchId))
  if (out) throw ballotForeign()
}

const ballotMinutesMissing = refusal(422, 'ballot.minutesMissing', '请填写会议记录编号：集体评定要有会议记录。')

const ballotMixed = refusal(422, 'ballot.mixed', '集体评定要和无记名评价分开提交，没有计入。请刷新页面后分别提交。')

const sheetsAmong = (paired: readonly Paired[]): Paired[] => paired.filter(({ row }) => isCollective(row.raterGroup))

/** A meeting's sheet is no secret ballot: who entered it, by which minutes, is written down; nothing of what it says. */
async function noteMinutes(
  work: Work,
  { roundId, minutesNumber }: CastInput,
  paired: readonly Paired[],
): Promise<void> {
  const sheets = sheetsAmong(paired)
  if (!sheets.length) return
  await work.audit({
    action: 'round.enterSheets',
    subjectKind: 'round',
    subjectId: roundId,
    change: { minutesNumber, groups: [...new Set(sheets.map(({ row }) => row.raterGroup))], sheets: sheets.length },
  })
}

/** Sheets of a meeting come with its minutes and alone: the line of 留痕 that names them has a time, which secret ballots must not have. */
function checkMinutes({ minutesNumber }: CastInput, paired: readonly Paired[]): void {
  const sheets = sheetsAmong(paired).length
  if (sheets > 0 && sheets < paired.length) throw ballotMixed()
  if (sheets > 0 && !minutesNumber) throw ballotMinutesMissing().at([ballotMinutesMissing().atField('minutesNumber')])
}

function checkOpen(work: Work, roll: OpenRoll, paired: readonly Paired[]): void {
  if (roll.state !== 'VOTING') throw ballotVotingClosed(roll.state)
  const stale = ({ row, ballot }: Paired) => !isUsable(row) || ballot.revision <= row.sheetRevision
  if (paired.some(stale)) throw ballotAlreadyCast()
  // A meeting's sheet may come after the last day, or the round could neither be closed nor completed.
  const ended = roll.votingToDay !== null && work.today > roll.votingToDay
  if (ended && paired.some(({ row }) => !isCollective(row.raterGroup))) {
    throw ballotVotingClosed('CLOSED')
  }
}

function checkAnswers({ inputMode, subjects }: EvaluationTemplate, paired: readonly Paired[]): void {
  const pointsOf = (kind: SubjectKind) => subjects[kind].items.map((item) => item.points)
  const faults = paired.flatMap(({ row, ballot: { answers } }) => {
    const fault = answers === undefined ? null : answersFault(inputMode, pointsOf(row.kind), answers, row.name)
    return fault ? [{ fault, field: row.subjectId }] : []
  })
  const [first] = faults
  if (first) throw first.fault.at(faults.map(({ fault, field }) => fault.atField(field)))
}

/** What lies on the roll afterwards; a phone that cannot seal has it done here. */
async function sealed(work: Work, roll: OpenRoll, locks: RoundLocks, roundId: string, paired: readonly Paired[]) {
  const open = paired.some(({ ballot }) => ballot.answers !== undefined)
  const template = open ? await templateFor(work, roll.campaignId) : null
  if (template) checkAnswers(template, paired)
  return paired.map(({ row, ballot: { revision, answers, envelope } }): Rated => {
    if (template && answers !== undefined)
      return {
        row,
        revision,
        outer: sealAtTheDoor(locks, roundId, row, revision, { mode: template.inputMode, answers }),
      }
    return { row, revision, outer: readEnvelope(envelope ?? '', row.name) }
  })
}

/** All that can be said before anything is written. */
interface ReadyToCast {
  input: CastInput
  roll: OpenRoll
  paired: readonly Paired[]
  mark: string | null
  /** Rights of the voter that are left afterwards. */
  left: number
  repeated: boolean
}

async function getReady(
  work: Work,
  input: CastInput,
  { requestKey = '' }: Partial<Pick<FileFacts, 'requestKey'>>,
): Promise<ReadyToCast> {
  const { roundId, ballots } = input
  const roll = await rollFor(work, roundId, ballots)
  const paired = pair(roll.rows, ballots)
  checkOffice(work, roll, paired)
  const mark = markOf(roundId, requestKey)
  const repeated = isRepeat(paired, mark)
  if (repeated) return { input, roll, paired, mark, left: roll.open, repeated }
  checkOpen(work, roll, paired)
  checkMinutes(input, paired)
  const own = paired.filter(({ row }) => row.status === 'ISSUED' && row.voterId === work.who.personId)
  return { input, roll, paired, mark, left: roll.open - own.length, repeated }
}

const endsCard = ({ left, roll }: ReadyToCast): boolean => left === 0 && roll.hasCard

async function cast(
  work: Work,
  { keys, bundles }: { keys: KeyFolder; bundles: BundleFolder },
  ready: ReadyToCast,
): Promise<Output<'ballot.cast'>> {
  const { input, roll, paired, mark, left, repeated } = ready
  const { roundId, ballots } = input
  const answer = { cast: ballots.length, left }
  if (repeated) return answer
  if (bundles.has(roundId)) throw countKept()
  const locks = roll.locks ?? (await ensureLocks(work, keys, roundId))
  const rated = await sealed(work, roll, locks, roundId, paired)
  if (!(await putOnRoll(work, keys, roundId, rated, mark))) return afterRace(work, input, mark)
  await noteMinutes(work, input, paired)
  if (endsCard(ready)) await work.finishCards(subjectFor.ballot(roundId, work.who.personId), ballotDoneCard(roundId))
  return answer
}

/** Most sheets: secret ballots alone, all of one part, with the locks made and no card to end. */
const isOneStatement = (ready: ReadyToCast): boolean =>
  ready.repeated ||
  (ready.roll.locks !== null &&
    !sheetsAmong(ready.paired).length &&
    partsOf(ready.paired.map(({ row, ballot }) => ({ row, revision: ballot.revision }))).length === 1 &&
    !endsCard(ready))

/**
 * Puts sealed ballots and collective sheets on the roll (R51): exactly one a right, by its revision; a later one takes its place until
 * the vote is closed. The same submission sent again, told by its key, is answered like the first time; another one made without
 * knowing of the one that lies there is refused with ballot.alreadyCast. No audit line, no log, no request key, but for sheets of a meeting the number of its minutes.
 */
export const castBallots = (keys: KeyFolder, bundles: BundleFolder): PreparedRun<'ballot.cast', ReadyToCast> => ({
  prepare: getReady,
  isOneStatement,
  run: (work, ready) => cast(work, { keys, bundles }, ready),
})

/** Another copy of this submission, or another one, won at the same instant, or the vote was closed under our hands. */
async function afterRace(
  work: Work,
  { roundId, ballots }: CastInput,
  mark: string | null,
): Promise<Output<'ballot.cast'>> {
  const roll = await readRoll(work, roundId, ballots)
  if (!roll) throw ballotAlreadyCast()
  if (isRepeat(pair(roll.rows, ballots), mark)) return { cast: ballots.length, left: roll.open }
  throw roll.state === 'VOTING' ? ballotAlreadyCast() : ballotVotingClosed(roll.state)
}
