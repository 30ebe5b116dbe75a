import type { EvaluationRound, StrippedBox } from '../../../entities'
import type { Work } from '../../database/work'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { type Refusal, refusal } from '../../refusals'
import { branchPeople, holders, type PlacedPerson } from '../organisation'
import { opensBySafe } from './lostSlips'
import type { KnownRound } from './records'
import { openPlaces } from './roundLocks'

/** 监票人 of a round (rules §3.9). */
export const scrutineersNeeded = 2

const scrutineersHere = refusal(409, 'round.scrutineersHere', '这一轮的监票人都在，不用改派。')
const scrutineersGone = refusal(409, 'round.scrutineersGone', '该办这一步的监票人已不在单位，请先改派监票人。')

/** Of the branch today, none of them twice, and none who may not: the rule at the freeze and whenever others are named. */
export const areSuitable = (
  given: readonly string[],
  branchId: string,
  people: ReadonlyMap<string, PlacedPerson>,
  barredIds: readonly (string | null)[],
): boolean =>
  new Set(given).size === given.length &&
  given.every((personId) => people.get(personId)?.branchId === branchId && !barredIds.includes(personId))

/** 监票人 who have left, of those named; none before it is known who has (roundFacts.ts). */
export const leftOf = ({ record, goneIds }: KnownRound): string[] =>
  record.scrutineerIds.filter((personId) => goneIds?.has(personId))

/** 监票人 whom the round waits for in its state: not who has done his part; all of them where it does not say. */
export function waitedFor({ state, scrutineerIds, locks, box, countKept }: EvaluationRound): string[] | undefined {
  // Either of them has it taken in.
  if (countKept) return undefined
  const at = (place: LockPlace): string => scrutineerIds[place - 1] ?? ''
  if (state === 'ROSTER_FROZEN') return openPlaces(locks).map(at)
  if (!locks?.holders) return undefined
  if (state === 'CLOSED') return [at(1)]
  if (state !== 'STRIPPED') return undefined
  const open = box?.stripped ? unconfirmed(scrutineerIds, box.stripped) : []
  return open.length ? open : [at(2)]
}

/** Who has still to say why the count goes on, where that is asked for. */
export const unconfirmed = (scrutineerIds: readonly string[], { asksWords, confirmed }: StrippedBox): string[] =>
  asksWords ? scrutineerIds.filter((personId) => !confirmed.some((one) => one.personId === personId)) : []

/** Nobody is left of those whom the round waits for. */
export function isWithoutScrutineers(known: KnownRound): boolean {
  const asked = waitedFor(known.record) ?? known.record.scrutineerIds
  const left = leftOf(known)
  return asked.length > 0 && asked.every((personId) => left.includes(personId))
}

/** How many are to be named for those who have left. */
export const missingScrutineers = (known: KnownRound): number =>
  known.goneIds ? scrutineersNeeded - (known.record.scrutineerIds.length - leftOf(known).length) : 0

/** Why 监票人 cannot be named anew, or why nobody can close and count. */
export function scrutineerBlock(known: KnownRound, event: string): Refusal | null {
  if (event === 'renameScrutineers') return missingScrutineers(known) > 0 ? null : scrutineersHere()
  // With the print in the safe it can be opened without them.
  return known.unwatched && !opensBySafe(known.record) ? scrutineersGone() : null
}

/** Who may take the place of those who have left: no 书记, of then or of now, not whoever names them, nobody twice. */
export async function readSuccessors(work: Work, { record }: KnownRound): Promise<Map<string, PlacedPerson>> {
  const { branchId, secretaryId, scrutineerIds } = record
  const held = await holders(work, ['BRANCH_SECRETARY'])
  const barred = [
    ...scrutineerIds,
    work.who.personId,
    secretaryId,
    ...held.flatMap(({ scopeId, personId }) => (scopeId === branchId ? [personId] : [])),
  ]
  const people = await branchPeople(work, branchId)
  return new Map(people.flatMap((person) => (barred.includes(person.personId) ? [] : [[person.personId, person]])))
}
