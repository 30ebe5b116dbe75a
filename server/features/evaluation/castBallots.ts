import { randomInt, randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import { ballotDoneCard } from '../../../bot/cards/evaluation'
import { Ballot, EvaluationCampaign, RoundAssignment } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import type { InputMode } from '../../domain/evaluation/template'
import type { RaterGroup, SubjectKind } from '../../domain/scoring/terms'
import { type FieldProblem, Refusal, refuse } from '../../refusals'
import { answersFault } from './ballotAnswers'
import { isCollective, mayEnter, orphanedSheets } from './collectiveSheets'
import { type RoundState, requireRound, stateOf, templateOf } from './roundRecords'
import { stateNames } from './words'

type CastInput = Checked<'ballot.cast'>

interface RollRow {
  voterId: string
  subjectId: string
  raterGroup: RaterGroup
  status: RoundAssignment['status']
  kind: SubjectKind
  name: string
}

interface OpenRoll {
  state: RoundState
  votingToDay: string | null
  campaignId: string
  branchId: string
  rows: RollRow[]
}

interface Rated {
  row: RollRow
  answers: string
}

interface BallotForm {
  mode: InputMode
  points: Record<SubjectKind, number[]>
}

/** Forms by campaign: locked data (D13), so that what was read once is true for ever. */
const forms = new Map<string, BallotForm>()

async function formOf(work: Work, campaignId: string): Promise<BallotForm> {
  const known = forms.get(campaignId)
  if (known) return known
  const template = templateOf(await work.manager.findOneByOrFail(EvaluationCampaign, { id: campaignId }))
  const pointsOf = (kind: SubjectKind) => template.subjects[kind].items.map((item) => item.points)
  const points = { MEMBER: pointsOf('MEMBER'), SECRETARY: pointsOf('SECRETARY'), ORG: pointsOf('ORG') }
  const form = { mode: template.inputMode, points }
  if (forms.size > 20) forms.clear()
  forms.set(campaignId, form)
  return form
}

/**
 * The voter's whole roll with the state of the round, in one query written out: this is the busiest call of the product,
 * and building the same statement anew costs more than running it.
 */
const rollQuery = `select a.voterId as voterId, a.subjectId as subjectId, a.raterGroup as raterGroup, a.status as status,
  s.kind as kind, s.name as name, r.state as state, r.votingToDay as votingToDay,
  r.evaluationCampaignId as campaignId, r.branchId as branchId
  from round_assignment a
  join round_subject s on s.id = a.subjectId
  join evaluation_round r on r.id = a.roundId
  where a.roundId = ? and a.voterId = ?`

async function readRoll(work: Work, roundId: string): Promise<OpenRoll | null> {
  const rows: (RollRow & OpenRoll)[] = await work.manager.query(rollQuery, [roundId, work.who.personId])
  const [first] = rows
  return first
    ? {
        state: first.state,
        votingToDay: first.votingToDay,
        campaignId: first.campaignId,
        branchId: first.branchId,
        rows,
      }
    : null
}

/** Pairs each ballot with its right on the roll. Refuses what is not the voter's, and one subject twice. */
function rate(rows: readonly RollRow[], ballots: CastInput['ballots']): Rated[] {
  const open = new Map(rows.map((row) => [`${row.subjectId} ${row.raterGroup}`, row]))
  return ballots.map(({ subjectId, raterGroup, answers }) => {
    const key = `${subjectId} ${raterGroup}`
    const row = open.get(key)
    open.delete(key)
    if (!row || row.status === 'STRUCK') throw refuse('ballot.foreign')
    return { row, answers }
  })
}

const isRepeat = (rated: readonly Rated[]): boolean => rated.every(({ row }) => row.status === 'VOTED')

function checkOpen(work: Work, roll: OpenRoll, rated: readonly Rated[]): void {
  if (roll.state !== 'VOTING') throw refuse('ballot.votingClosed', { state: stateNames[roll.state] })
  if (rated.some(({ row }) => row.status !== 'ISSUED')) throw refuse('ballot.alreadyCast')
  // A meeting's sheet may come after the last day, or the round could neither be closed nor completed.
  const ended = roll.votingToDay !== null && work.today > roll.votingToDay
  if (ended && rated.some(({ row }) => !isCollective(row.raterGroup))) {
    throw refuse('ballot.votingClosed', { state: stateNames.CLOSED })
  }
  const outOfOffice = rated.some(
    ({ row }) => isCollective(row.raterGroup) && !mayEnter(work.who, row.raterGroup, roll.branchId),
  )
  if (outOfOffice) throw refuse('ballot.foreign')
}

function checkAnswers(form: BallotForm, rated: readonly Rated[]): void {
  const problems = rated.flatMap(({ row, answers }): (FieldProblem & { refusal: Refusal })[] => {
    const fault = answersFault(form.mode, form.points[row.kind], answers)
    if (!fault) return []
    const details = { name: row.name, ...(fault.code === 'ballot.incomplete' ? { count: fault.count } : {}) }
    const refusal = refuse(fault.code, details)
    return [{ field: row.subjectId, code: fault.code, sentence: refusal.message, refusal }]
  })
  const [first] = problems
  if (!first) return
  const fields = problems.map(({ field, code, sentence }) => ({ field, code, sentence }))
  throw new Refusal(first.refusal.code, first.refusal.details, fields)
}

/**
 * ISSUED → VOTED by a conditional update per rater group: whoever comes second changes nothing. False when another
 * request was faster and nothing has been written here yet.
 */
async function markVoted(work: Work, roundId: string, rated: readonly Rated[]): Promise<boolean> {
  const parts = new Map<string, RollRow[]>()
  for (const { row } of rated) {
    const key = `${row.raterGroup} ${row.voterId}`
    parts.set(key, [...(parts.get(key) ?? []), row])
  }
  let written = false
  for (const rows of parts.values()) {
    const [{ voterId, raterGroup }] = rows as [RollRow]
    const subjectId = In(rows.map((row) => row.subjectId))
    const where = { roundId, voterId, raterGroup, status: 'ISSUED' as const, subjectId }
    const changed = await work.change(RoundAssignment, where, { status: 'VOTED', votedDay: work.today })
    if (changed === 0 && !written) return false
    // Some of the sheet was cast meanwhile: take everything back, so that nothing counts half.
    if (changed !== rows.length) throw refuse('ballot.alreadyCast')
    written = true
  }
  return true
}

/** In an order that says nothing of the order on the sheet (§4.6.1). */
function shuffled<Item>(items: Item[]): Item[] {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const place = randomInt(last + 1)
    ;[items[last], items[place]] = [items[place] as Item, items[last] as Item]
  }
  return items
}

const putIntoBox = (work: Work, roundId: string, rated: readonly Rated[]): Promise<void> =>
  work.insert(
    Ballot,
    shuffled(
      rated.map(({ row: { subjectId, raterGroup }, answers }) => ({
        ...{ id: randomUUID(), roundId, subjectId, raterGroup, answers },
        source: 'APP' as const,
      })),
    ),
  )

const openRows = (rows: readonly RollRow[]): number => rows.filter((row) => row.status === 'ISSUED').length

/** The own roll, and the sheets a newcomer in office takes over where the ballots name any. */
async function rollFor(work: Work, { roundId, ballots }: CastInput): Promise<OpenRoll> {
  const roll = await readRoll(work, roundId)
  const own = new Set(roll?.rows.map((row) => `${row.subjectId} ${row.raterGroup}`))
  const foreign = ballots.some(
    ({ subjectId, raterGroup }) => isCollective(raterGroup) && !own.has(`${subjectId} ${raterGroup}`),
  )
  const takenOver = foreign ? await takeOver(work, roundId) : null
  if (!work.may('castBallot', { onRoll: roll !== null || takenOver !== null })) throw refuse('ballot.notOnRoll')
  const known = (roll ?? takenOver) as OpenRoll
  return roll && takenOver ? { ...known, rows: [...roll.rows, ...takenOver.rows] } : known
}

async function takeOver(work: Work, roundId: string): Promise<OpenRoll | null> {
  const { round } = await requireRound(work, roundId)
  const sheets = await orphanedSheets(work, roundId, round.branchId)
  if (!sheets.length) return null
  const rows = sheets.map(({ subject, voterId, subjectId, raterGroup }): RollRow => {
    return { voterId, subjectId, raterGroup, status: 'ISSUED', kind: subject.kind, name: subject.name }
  })
  const { votingToDay, evaluationCampaignId: campaignId, branchId } = round
  return { state: stateOf(round), votingToDay, campaignId, branchId, rows }
}

/**
 * Casts secret ballots and collective sheets (R51, §4.6). A ballot holds no trace of who cast it or when, so it cannot
 * be found, changed or taken back; the roll knows the day only. A repeat of a sheet that is in the box already is
 * answered like the first time. No audit line, no log, no request key.
 */
export async function castBallots(work: Work, input: CastInput): Promise<Output<'ballot.cast'>> {
  const { roundId, ballots } = input
  const roll = await rollFor(work, input)
  const rated = rate(roll.rows, ballots)
  const cast = ballots.length
  const own = roll.rows.filter((row) => row.voterId === work.who.personId)
  if (isRepeat(rated)) return { cast, left: openRows(own) }
  checkOpen(work, roll, rated)
  checkAnswers(await formOf(work, roll.campaignId), rated)
  if (!(await markVoted(work, roundId, rated))) return afterRace(work, input)
  await putIntoBox(work, roundId, rated)
  const left = openRows(own) - rated.filter(({ row }) => row.voterId === work.who.personId).length
  if (left === 0) await work.finishCards(`ballot:${roundId}:${work.who.personId}`, ballotDoneCard)
  return { cast, left }
}

/** The same sheet came twice at the same instant and the other copy won, or the vote was closed under our hands. */
async function afterRace(work: Work, { roundId, ballots }: CastInput): Promise<Output<'ballot.cast'>> {
  const roll = await readRoll(work, roundId)
  if (!roll) throw refuse('ballot.alreadyCast')
  if (isRepeat(rate(roll.rows, ballots))) return { cast: ballots.length, left: openRows(roll.rows) }
  throw roll.state === 'VOTING'
    ? refuse('ballot.alreadyCast')
    : refuse('ballot.votingClosed', { state: stateNames[roll.state] })
}
