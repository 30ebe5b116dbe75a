import { randomUUID } from 'node:crypto'
import { roundVoidedCard, voidDecidedCard, voidDeclinedCard } from '../../../bot/cards/voiding'
import {
  Ballot,
  type EvaluationRound,
  RoundAssignment,
  RoundSubject,
  type RoundVoiding,
  StrippedEnvelope,
} from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfName } from '../../domain/calendar/calendarDay'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { notStarted } from '../../domain/workflows/steps'
import type { BundleFolder } from '../../files/bundleFolder'
import type { KeyFolder } from '../../sealing/keyFolder'
import { loadHolidays, sendingTime } from '../calendar'
import type { PreparedRun } from '../call'
import { withAccount } from '../organisation'
import { askForPrints } from '../safePrint'
import { begin, moveOf, take } from '../workflow'
import { askForLocks } from './countingCards'
import { refuseKept } from './countKept'
import { roundFlow } from './flow'
import { type KnownRound, requireRound } from './records'
import { checkRoundReason } from './refusals'
import { openLocks, rollHashOf } from './roundLocks'
import { readRights } from './sealedRoll'

/**
 * Nothing more is put on the roll. What was cast goes from it in pieces, and its key after it (destroyKeys.ts); of a round without a key
 * it goes here.
 */
async function dropBallots(work: Work, keys: KeyFolder, roundId: string): Promise<void> {
  if (keys.wrapOf(roundId)) {
    await work.change(RoundAssignment, { roundId, closed: false }, { closed: true })
    return
  }
  await work.change(RoundAssignment, { roundId }, { envelope: null, envelopeMark: null, castMark: null, closed: true })
  await work.manager.delete(StrippedEnvelope, { roundId })
  // Of an opening that was never finished.
  await work.manager.delete(Ballot, { roundId })
}

/** What the next round is made of, read before the step: who rates whom is fixed since the freeze. */
interface NextRoll {
  id: string
  subjects: RoundSubject[]
  rollHash: string
}

/** The same people rate the same people. */
async function readNext(work: Work, roundId: string): Promise<NextRoll> {
  const id = randomUUID()
  const subjects = await work.manager.find(RoundSubject, { where: { roundId }, order: { position: 'ASC' } })
  const idOf = new Map(subjects.map((subject) => [subject.id, randomUUID()]))
  const roll = await readRights(work, roundId)
  const next = (subjectId: string): string => idOf.get(subjectId) ?? ''
  return {
    id,
    subjects: subjects.map((subject) => ({ ...subject, id: next(subject.id), roundId: id })),
    rollHash: rollHashOf(roll.map((row) => ({ ...row, subjectId: next(row.subjectId) }))),
  }
}

/** In one statement, so that nobody waits for many rows to go to and fro; whoever was struck from the list stays so. */
const copyRoll = (work: Work, roundId: string, nextId: string): Promise<unknown> =>
  work.manager.query(
    `insert into round_assignment
       (roundId, voterId, subjectId, raterGroup, status, sheetRevision, closed)
     select ?, roll.voterId, coming.id, roll.raterGroup, case when roll.status = 'STRUCK' then 'STRUCK' else 'ISSUED' end, 0, false
     from round_assignment roll
     join round_subject subject on subject.id = roll.subjectId
     join round_subject coming on coming.roundId = ? and coming.subjectKey = subject.subjectKey
     where roll.roundId = ?`,
    [nextId, nextId, roundId],
  )

/** A round of the same branch and half-year over the same list, with new locks. */
async function holdAgain(
  work: Work,
  keys: KeyFolder,
  { record, ...rest }: KnownRound,
  roll: NextRoll,
): Promise<string> {
  const { id, subjects, rollHash } = roll
  const next: EvaluationRound = {
    ...record,
    id,
    attempt: record.attempt + 1,
    state: notStarted,
    frozenDay: work.today,
    votingFromDay: null,
    votingToDay: null,
    locks: openLocks(keys, id, rollHash),
    box: null,
    closedAt: null,
    voiding: null,
    countKept: false,
    revision: 1,
  }
  await begin(work, roundFlow, { ...rest, record: next }, 'holdAgain', { noted: { after: record.id } })
  await work.insert(RoundSubject, subjects)
  await copyRoll(work, record.id, id)
  await askForLocks(work, id, record.scrutineerIds)
  return id
}

/** Everybody on the list hears that his ballot does not count, and why. */
async function tellVoters(work: Work, { record, campaign }: KnownRound, cause: RoundVoiding['cause']): Promise<void> {
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('distinct roll.voterId', 'voterId')
    .where("roll.roundId = :roundId and roll.status <> 'STRUCK'", { roundId: record.id })
    .getRawMany<{ voterId: string }>()
  const voters = rows.map(({ voterId }) => voterId)
  const card = roundVoidedCard(halfName(campaign.half), cause)
  await work.finishCards(
    voters.map((voterId) => subjectFor.ballot(record.id, voterId)),
    card,
  )
  const reachable = await withAccount(work, voters)
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  await work.notifyAll(
    voters
      .filter((voterId) => reachable.has(voterId))
      .map((personId) => ({
        dedupeKey: onceFor.round('roundVoided', record.id, personId),
        personId,
        kind: 'roundVoided',
        subjectKeys: [],
        card,
        notBefore,
      })),
  )
}

/**
 * 党办 decides on what was asked: the round goes on, or it is void for good and held again over the same list. Its ballots are
 * destroyed by their keys, unopened; every voter is told.
 */
export const decideVoid = (keys: KeyFolder, bundles: BundleFolder): PreparedRun<'round.decideVoid', PreparedVoid> => ({
  prepare: async (work, input) => {
    await mayDecide(work, bundles, input)
    return { input, next: input.agree ? await readNext(work, input.roundId) : null }
  },
  run: (work, prepared) => decide(work, keys, bundles, prepared),
})

interface PreparedVoid {
  input: Checked<'round.decideVoid'>
  next: NextRoll | null
}

async function mayDecide(work: Work, bundles: BundleFolder, input: PreparedVoid['input']): Promise<KnownRound> {
  const known = await requireRound(work, input.roundId)
  work.must('decideVoid')
  moveOf(roundFlow, known, input.agree ? 'void' : 'keepRound', work.who)
  if (input.agree) refuseKept(bundles, known.record)
  checkRoundReason(input.reason)
  return known
}

async function decide(
  work: Work,
  keys: KeyFolder,
  bundles: BundleFolder,
  { input, next }: PreparedVoid,
): Promise<Output<'round.decideVoid'>> {
  const known = await mayDecide(work, bundles, input)
  const { record: round } = known
  const asked = round.voiding
  const decided = asked && { ...asked, decidedById: work.who.personId, decision: input.reason }
  await take(work, roundFlow, known, input.agree ? 'void' : 'keepRound', {
    revision: input.revision,
    changes: { voiding: input.agree ? decided : null },
    comment: input.reason,
    noted: { cause: asked?.cause },
  })
  if (!asked) return { again: null }
  await work.finishCards(subjectFor.voidAsked(round.id), voidDecidedCard(round.id))
  if (!next) {
    await tellAsker(work, known, asked.askedById)
    return { again: null }
  }
  await tellVoters(work, known, asked.cause)
  await dropBallots(work, keys, round.id)
  const again = await holdAgain(work, keys, known, next)
  await askForPrints(work, known.campaign.half)
  return { again }
}

async function tellAsker(work: Work, { record }: KnownRound, personId: string): Promise<void> {
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  await work.notify({
    dedupeKey: onceFor.turn('round', record.id, 'kept', record.revision, personId),
    personId,
    kind: 'roundKept',
    subjectKeys: [],
    card: voidDeclinedCard(record.id),
    notBefore,
  })
}
