import { scrutineerNamedCard, tallyDueCard } from '../../../bot/cards/evaluation'
import {
  boxConfirmCard,
  innerDueCard,
  listFixedCard,
  lockDueCard,
  locksStandCard,
  outerDueCard,
  roundCountedCard,
  takeInDueCard,
} from '../../../bot/cards/scrutineers'
import type { EvaluationRound, RoundBox } from '../../../entities'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { RoundEvent } from '../../domain/workflows/evaluationRound'
import { loadHolidays, sendingTime } from '../calendar'
import type { TurnCard } from '../workflow'
import { isVoidAsked } from './lockGuards'
import type { KnownRound } from './records'
import { openPlaces } from './roundLocks'
import { unconfirmed, waitedFor } from './scrutineers'

/** 监票人 are asked for their codes, each by a card of his own: it ends when he has set it, not when the other has. */
export async function askForLocks(work: Work, roundId: string, personIds: readonly string[]): Promise<void> {
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  await work.notifyAll(
    personIds.map((personId) => ({
      dedupeKey: onceFor.round('lockDue', roundId, personId),
      personId,
      kind: 'lockDue',
      subjectKeys: [subjectFor.lockDue(roundId, personId)],
      card: lockDueCard(roundId),
      notBefore,
    })),
  )
}

/**
 * The list that is fixed is told outside the house, to both 监票人: the one of lock 1 hears it with his turn, unless he has closed the
 * vote himself; the other one here.
 */
export async function tellList(
  work: Work,
  { id, scrutineerIds, locks }: EvaluationRound,
  box: RoundBox | null,
): Promise<void> {
  if (!box || !locks?.holders) return
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  const card = listFixedCard(id, box)
  const told = scrutineerIds.filter((personId, at) => at > 0 || personId === work.actor?.personId)
  await work.notifyAll(
    told.map((personId) => {
      const dedupeKey = onceFor.round('listFixed', id, personId)
      return { dedupeKey, personId, kind: 'listFixed', subjectKeys: [], card, notBefore }
    }),
  )
}

/** What was counted is told outside the house, by its checksum. */
export async function tellCount(
  work: Work,
  { id, scrutineerIds, locks }: EvaluationRound,
  box: RoundBox | null,
  checksum: string,
) {
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  const card = roundCountedCard(id, box, checksum, Boolean(locks?.holders))
  await work.notifyAll(
    scrutineerIds.map((personId) => {
      const dedupeKey = onceFor.round('roundCounted', id, personId)
      // With a slip to be torn up it ends once that is said.
      const subjectKeys = locks?.holders ? [subjectFor.slipDue(id, personId)] : []
      return { dedupeKey, personId, kind: 'roundCounted', subjectKeys, card, notBefore }
    }),
  )
}

/** Once both locks stand it is the 书记's turn again. */
export async function locksStand(_work: Work, { record }: KnownRound, event: RoundEvent): Promise<TurnCard | null> {
  if (event !== 'setLock' || openPlaces(record.locks).length) return null
  return {
    kind: 'locksStand',
    // Again where a slip was lost or a 监票人 left meanwhile: the card of before has ended.
    once: (personId) => onceFor.turn('round', record.id, 'locksStand', record.revision, personId),
    card: () => locksStandCard(record.id),
  }
}

/** Whoever may have a count taken in, where others have left. */
const namedToTakeIn = ({ record, namedIds }: KnownRound): TurnCard => ({
  kind: 'tallyDue',
  to: namedIds ?? [],
  once: (personId) => onceFor.round('takeInDue', record.id, personId),
  subject: subjectFor.tallyDue(record.id),
  card: () => takeInDueCard(record.id),
})

/** Whoever watches the vote from now on. */
export async function namedInVote(_work: Work, known: KnownRound): Promise<TurnCard | null> {
  const { record, namedIds } = known
  if (!namedIds) return null
  if (record.countKept) return namedToTakeIn(known)
  return {
    kind: 'scrutineerNamed',
    to: namedIds,
    once: (personId) => onceFor.round('scrutineerNamed', record.id, personId),
    subject: subjectFor.ballotClosing(record.id),
    card: () => scrutineerNamedCard(record.id),
  }
}

/** The first step of the count. Whoever closes the vote by hand stands before the box already. */
export async function countDue(work: Work, known: KnownRound): Promise<TurnCard | null> {
  const { record, namedIds } = known
  if (record.countKept) return namedToTakeIn(known)
  if (isVoidAsked(record)) return null
  const asked = waitedFor(record)?.filter((personId) => personId !== work.actor?.personId)
  if (asked ? asked.length === 0 : work.actor && !namedIds) return null
  const to = asked ?? namedIds
  return {
    kind: 'tallyDue',
    ...(to ? { to } : {}),
    once: (personId) => onceFor.round('tallyDue', record.id, personId),
    subject: subjectFor.tallyDue(record.id),
    card: () => (asked ? outerDueCard(record.id, record.box) : tallyDueCard(record.id)),
  }
}

/** The second step, or before it what both have to say. */
export async function innerDue(_work: Work, known: KnownRound, event: RoundEvent): Promise<TurnCard | null> {
  const { record } = known
  if (record.countKept) return namedToTakeIn(known)
  const words = record.box?.stripped ? unconfirmed(record.scrutineerIds, record.box.stripped) : []
  // Of both who are asked the first one has answered.
  if (isVoidAsked(record) || (words.length && event === 'confirmBox')) return null
  return {
    kind: 'tallyDue',
    to: waitedFor(record) ?? [],
    once: (personId) => onceFor.round(words.length ? 'boxConfirm' : 'innerDue', record.id, personId),
    subject: subjectFor.tallyDue(record.id),
    card: () => (words.length ? boxConfirmCard(record.id) : innerDueCard(record.id, record.box)),
  }
}
