import type { EvaluationRound, RoundLocks } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { standingPrint } from '../safePrint'
import { mayOpen } from './giveCode'
import { copyAt, isSlipNeeded, lostAt, opensBySafe } from './lostSlips'
import type { KnownRound } from './records'
import { placeOf } from './roundLocks'

type Locks = NonNullable<Output<'round.read'>['locks']>

const places = [1, 2] as const

const holderOf = (
  round: EvaluationRound,
  locks: RoundLocks,
  name: string,
  place: LockPlace,
): Locks['holders'][number] => {
  const lost = lostAt(round, place)
  return {
    name,
    set: Boolean(locks.holders?.[place - 1]),
    copied: copyAt(round, place) !== null,
    lostDay: lost && toCalendarDay(lost.day),
    bySafe: locks.openedBySafe?.some((opened) => opened.place === place) ?? false,
  }
}

/** Of which slips the reader may say that they are lost or found: his own, and both where he leads the branch. */
function reportsOf(work: Work, round: EvaluationRound, own: LockPlace | null): LockPlace[] {
  if (!work.may('reportSlip', round)) return []
  const leads = work.may('askVoid', round)
  return places.filter((place) => isSlipNeeded(round, place) && (leads || place === own))
}

/** What his code is sealed to besides, while he has his lock to set. */
async function printOf(work: Work, { record, campaign }: KnownRound, own: LockPlace | null): Promise<Locks['print']> {
  if (!own || record.state !== 'ROSTER_FROZEN') return null
  const print = await standingPrint(work, campaign.half, own)
  return print && { printId: print.id, publicKey: print.publicKey }
}

/** The two locks as this reader sees them. */
export async function presentLocks(
  work: Work,
  known: KnownRound,
  names: ReadonlyMap<string, string>,
): Promise<Locks | null> {
  const { record: round } = known
  const { locks, scrutineerIds } = round
  if (!locks) return null
  const place = placeOf(round, work.who.personId)
  const other = place === 1 ? locks.second : locks.first
  const safe = opensBySafe(round)
  return {
    coded: locks.holders !== undefined,
    holders: places.map((at) => holderOf(round, locks, names.get(scrutineerIds[at - 1] ?? '') ?? '', at)),
    fingerprint: locks.fingerprint || null,
    place,
    other: place && locks.holders && other ? other : null,
    print: await printOf(work, known, place),
    reports: reportsOf(work, round, place),
    safe: safe && mayOpen(work, round, safe, 'safe') ? safe : null,
  }
}
