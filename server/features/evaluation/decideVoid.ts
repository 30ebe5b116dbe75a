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
import { withAccount } from '../organisation'
import { askForPrints } from '../safePrint'
import { begin, moveOf, take } from '../workflow'
import { askForLocks } from './countingCards'
import { refuseKept } from './countKept'
import { roundFlow } from './flow'
import { type KnownRound, requireRound } from './records'
import { checkRoundReason } from './refusals'
import { openLocks, rollHashOf } from './roundLocks'

/** What becomes of everything that was cast: gone from the roll, and its key after it (destroyKeys.ts). */
async function dropBallots(work: Work, roundId: string): Promise<void> {
  await work.change(RoundAssignment, { roundId }, { envelope: null, envelopeMark: null, castMark: null, closed: true })
  await work.manager.delete(StrippedEnvelope, { roundId })
  // Of an opening that was never finished.
  await work.manager.delete(Ballot, { roundId })
}

/** The same people rate the same people: whoever was struck from the list stays so. */
async function copyRoster(work: Work, roundId: string, nextId: string) {
  const subjects = await work.manager.find(RoundSubject, { where: { roundId }, order: { position: 'ASC' } })
  const idOf = new Map(subjects.map(({ id }) => [id, randomUUID()]))
  const next = (id: string): string => idOf.get(id) ?? ''
  const roll = await work.manager.find(RoundAssignment, { where: { roundId } })
  return {
    subjects: subjects.map((subject): RoundSubject => ({ ...subject, id: next(subject.id), roundId: nextId })),
    roll: roll.map(({ voterId, subjectId, raterGroup, status }): RoundAssignment => {
      const struck = status === 'STRUCK'
      return {
        roundId: nextId,
        voterId,
        subjectId: next(subjectId),
        raterGroup,
        status: struck ? 'STRUCK' : 'ISSUED',
        votedDay: null,
        castMark: null,
        sheetRevision: 0,
        envelope: null,
        envelopeMark: null,
        closed: false,
      }
    }),
  }
}

/** A round of the same branch and half-year over the same list, with new locks. */
async function holdAgain(work: Work, keys: KeyFolder, { record, ...rest }: KnownRound): Promise<string> {
  const id = randomUUID()
  const { subjects, roll } = await copyRoster(work, record.id, id)
  const next: EvaluationRound = {
    ...record,
    id,
    attempt: record.attempt + 1,
    state: notStarted,
    frozenDay: work.today,
    votingFromDay: null,
    votingToDay: null,
    locks: openLocks(keys, id, rollHashOf(roll)),
    box: null,
    closedAt: null,
    voiding: null,
    countKept: false,
    revision: 1,
  }
  await begin(work, roundFlow, { ...rest, record: next }, 'holdAgain', { noted: { after: record.id } })
  await work.insert(RoundSubject, subjects)
  await work.insert(RoundAssignment, roll)
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
export const decideVoid =
  (keys: KeyFolder, bundles: BundleFolder) =>
  async (work: Work, input: Checked<'round.decideVoid'>): Promise<Output<'round.decideVoid'>> => {
    const known = await requireRound(work, input.roundId)
    const { record: round } = known
    work.must('decideVoid')
    const event = input.agree ? 'void' : 'keepRound'
    moveOf(roundFlow, known, event, work.who)
    if (input.agree) refuseKept(bundles, round)
    checkRoundReason(input.reason)
    const asked = round.voiding
    const decided = asked && { ...asked, decidedById: work.who.personId, decision: input.reason }
    await take(work, roundFlow, known, event, {
      revision: input.revision,
      changes: { voiding: input.agree ? decided : null },
      comment: input.reason,
      noted: { cause: asked?.cause },
    })
    if (!asked) return { again: null }
    await work.finishCards(subjectFor.voidAsked(round.id), voidDecidedCard(round.id))
    if (!input.agree) {
      await tellAsker(work, known, asked.askedById)
      return { again: null }
    }
    await tellVoters(work, known, asked.cause)
    await dropBallots(work, round.id)
    const again = await holdAgain(work, keys, known)
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
