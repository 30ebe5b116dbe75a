import type { Work } from '../../database/work'
import { type Refusal, refusal } from '../../refusals'
import { branchPeople, holders, type PlacedPerson } from '../organisation'
import type { KnownRound } from './records'

/** 监票人 of a round (rules §3.9). */
export const scrutineersNeeded = 2

const scrutineersHere = refusal(409, 'round.scrutineersHere', '这一轮的监票人都在，不用改派。')
const scrutineersGone = refusal(409, 'round.scrutineersGone', '这一轮的监票人都已不在单位，请先改派监票人。')

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

/** Nobody is left who could close and count. */
export const isWithoutScrutineers = (known: KnownRound): boolean =>
  known.record.scrutineerIds.length > 0 && leftOf(known).length === known.record.scrutineerIds.length

/** How many are to be named for those who have left. */
export const missingScrutineers = (known: KnownRound): number =>
  known.goneIds ? scrutineersNeeded - (known.record.scrutineerIds.length - leftOf(known).length) : 0

/** Why 监票人 cannot be named anew, or why nobody can close and count. */
export function scrutineerBlock(known: KnownRound, event: string): Refusal | null {
  if (event === 'renameScrutineers') return missingScrutineers(known) > 0 ? null : scrutineersHere()
  return known.unwatched ? scrutineersGone() : null
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
