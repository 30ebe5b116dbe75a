import { createHash } from 'node:crypto'
import { ballotDoneCard } from '../../../bot/cards/evaluation'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import type { SubjectKind } from '../../domain/scoring/terms'
import { evaluationRound } from '../../domain/workflows/evaluationRound'
import type { FileFacts } from '../call'
import { answersFault } from './ballotAnswers'
import { markVoted, putIntoBox, type Rated } from './ballotBox'
import { type OpenRoll, type RollRow, readRoll, rollFor } from './ballotRoll'
import { isCollective, mayEnter } from './collectiveSheets'
import { ballotAlreadyCast, ballotForeign, ballotVotingClosed } from './refusals'
import { templateFor } from './templates'

type CastInput = Checked<'ballot.cast'>

/** Pairs each ballot with its right on the roll. Refuses what is not the voter's, and one subject twice. */
function rate(rows: readonly RollRow[], ballots: CastInput['ballots']): Rated[] {
  const open = new Map(rows.map((row) => [`${row.subjectId} ${row.raterGroup}`, row]))
  return ballots.map(({ subjectId, raterGroup, answers }) => {
    const key = `${subjectId} ${raterGroup}`
    const row = open.get(key)
    open.delete(key)
    if (!row || row.status === 'STRUCK') throw ballotForeign()
    return { row, answers }
  })
}

/** What the roll knows this submission by; null where the phone gave no key. */
const markOf = (roundId: string, requestKey: string): string | null =>
  requestKey ? createHash('sha256').update(`${roundId}:${requestKey}`).digest('hex') : null

/** This very submission is in the box: whoever sends another one must not hear that his counts. */
const isRepeat = (rated: readonly Rated[], mark: string | null): boolean =>
  mark !== null && rated.every(({ row }) => row.status === 'VOTED' && row.castMark === mark)

/** A meeting's sheet is entered by its office; whoever lost that since the freeze has lost the sheet too. */
function checkOffice(work: Work, { branchId }: OpenRoll, rated: readonly Rated[]): void {
  const out = rated.some(({ row }) => isCollective(row.raterGroup) && !mayEnter(work.who, row.raterGroup, branchId))
  if (out) throw ballotForeign()
}

function checkOpen(work: Work, roll: OpenRoll, rated: readonly Rated[]): void {
  if (roll.state !== 'VOTING') throw ballotVotingClosed({ state: evaluationRound.states[roll.state] })
  if (rated.some(({ row }) => row.status !== 'ISSUED')) throw ballotAlreadyCast()
  // A meeting's sheet may come after the last day, or the round could neither be closed nor completed.
  const ended = roll.votingToDay !== null && work.today > roll.votingToDay
  if (ended && rated.some(({ row }) => !isCollective(row.raterGroup))) {
    throw ballotVotingClosed({ state: evaluationRound.states.CLOSED })
  }
}

function checkAnswers({ inputMode, subjects }: EvaluationTemplate, rated: readonly Rated[]): void {
  const pointsOf = (kind: SubjectKind) => subjects[kind].items.map((item) => item.points)
  const faults = rated.flatMap(({ row, answers }) => {
    const fault = answersFault(inputMode, pointsOf(row.kind), answers, row.name)
    return fault ? [{ fault, field: row.subjectId }] : []
  })
  const [first] = faults
  if (first) throw first.fault.at(faults.map(({ fault, field }) => fault.atField(field)))
}

/**
 * Casts secret ballots and collective sheets (R51, rules §4.6). A ballot holds no trace of who cast it or when, so it cannot
 * be found, changed or taken back; the roll knows the day only. The same submission sent again, told by its key, is answered
 * like the first time; another one is refused with ballot.alreadyCast. No audit line, no log, no request key.
 */
export async function castBallots(
  work: Work,
  input: CastInput,
  { requestKey = '' }: Partial<Pick<FileFacts, 'requestKey'>> = {},
): Promise<Output<'ballot.cast'>> {
  const { roundId, ballots } = input
  const roll = await rollFor(work, roundId, ballots)
  const rated = rate(roll.rows, ballots)
  checkOffice(work, roll, rated)
  const cast = ballots.length
  const mark = markOf(roundId, requestKey)
  if (isRepeat(rated, mark)) return { cast, left: roll.open }
  checkOpen(work, roll, rated)
  checkAnswers(await templateFor(work, roll.campaignId), rated)
  if (!(await markVoted(work, roundId, rated, mark))) return afterRace(work, input, mark)
  await putIntoBox(work, roundId, rated)
  const left = roll.open - rated.filter(({ row }) => row.voterId === work.who.personId).length
  if (left === 0) await work.finishCards(subjectFor.ballot(roundId, work.who.personId), ballotDoneCard)
  return { cast, left }
}

/** Another copy of this submission, or another one, won at the same instant, or the vote was closed under our hands. */
async function afterRace(
  work: Work,
  { roundId, ballots }: CastInput,
  mark: string | null,
): Promise<Output<'ballot.cast'>> {
  const roll = await readRoll(work, roundId, ballots)
  if (!roll) throw ballotAlreadyCast()
  if (isRepeat(rate(roll.rows, ballots), mark)) return { cast: ballots.length, left: roll.open }
  throw roll.state === 'VOTING'
    ? ballotAlreadyCast()
    : ballotVotingClosed({ state: evaluationRound.states[roll.state] })
}
