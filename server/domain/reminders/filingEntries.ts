// Plain filings in the reminder plan: what a branch has to hand in, and what waits for 机关党办.

import { addWorkdays, anchorDay } from '../calendar/workdays'
import { type Entry, entry, type Today } from './entry'
import type { FilingFacts } from './facts'
import { type FollowUp, followUp, followUpFrom, isBeforePeriodEnd } from './schedule'
import { stalledEntries } from './stalled'

const branchDays = [5, 3, 1, 0]
/** Working days in which what was handed in is looked at. */
const officeWorkdays = 3

/** Before the due day, and after it until it is handed in; what was given back, from the day after. */
const ofBranch = ({ day, table }: Today, { dueDay, arrivedOn }: FilingFacts): FollowUp => {
  const starts = [arrivedOn, dueDay && anchorDay(dueDay, table).day].flatMap((start) => (start ? [start] : []))
  const after = starts.map((start) => followUp(day, start, table))
  const before = dueDay !== null && branchDays.some((days) => isBeforePeriodEnd(day, dueDay, days, table))
  return { owner: before || after.some(({ owner }) => owner), above: after.some(({ above }) => above) }
}

interface Above {
  readonly officeIds: readonly string[]
  readonly committeeIds: readonly string[]
}

/** A line for everybody whose turn a filing is, on the days on which that is asked for; then for those above. */
export const filingEntries = (today: Today, facts: FilingFacts, { officeIds, committeeIds }: Above): Entry[] => {
  const { filingId, personIds, arrivedOn, waits, words, about } = facts
  const officeDay = arrivedOn && addWorkdays(arrivedOn, officeWorkdays, today.table).day
  const { owner, above } = !waits
    ? ofBranch(today, facts)
    : officeDay === null
      ? { owner: false, above: false }
      : followUpFrom(today.day, officeDay, today.table)
  const dueDay = facts.dueDay ?? officeDay ?? today.day
  const matter = { subjectId: filingId, about, dueDay, filing: words }
  const aboveIds = waits ? committeeIds : officeIds
  const stalled = { ownerIds: personIds, aboveIds, about, dueDay, what: words.title.slice(1), path: words.path }
  return [
    ...(owner ? personIds.map((personId) => entry(today, 'filingDue', { personId, ...matter })) : []),
    ...(above ? stalledEntries(today, stalled) : []),
  ]
}
