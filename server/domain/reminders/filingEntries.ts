// Plain filings in the reminder plan: what a branch has to hand in, and what waits for 机关党办.

import { addWorkdays, anchorDay } from '../calendar/workdays'
import { type Entry, entry, type Today } from './entry'
import type { FilingFacts } from './facts'
import { isBeforePeriodEnd, isFollowUp, isWeeklyFrom } from './schedule'

const branchDays = [5, 3, 1, 0]
/** Working days in which what was handed in is looked at. */
const officeWorkdays = 3

/** Before the due day, and after it until it is handed in; what was given back, from the day after. */
const isBranchDay = ({ day, table }: Today, { dueDay, arrivedOn }: FilingFacts): boolean => {
  if (arrivedOn !== null && isFollowUp(day, arrivedOn, table)) return true
  if (dueDay === null) return false
  return (
    branchDays.some((before) => isBeforePeriodEnd(day, dueDay, before, table)) ||
    isFollowUp(day, anchorDay(dueDay, table).day, table)
  )
}

/** A line for everybody whose turn a filing is, on the days on which that is asked for. */
export const filingEntries = (today: Today, facts: FilingFacts): Entry[] => {
  const { filingId, personIds, arrivedOn, waits, words } = facts
  const officeDay = arrivedOn && addWorkdays(arrivedOn, officeWorkdays, today.table).day
  const isToday = waits
    ? officeDay !== null && isWeeklyFrom(today.day, officeDay, today.table)
    : isBranchDay(today, facts)
  if (!isToday) return []
  const matter = {
    subjectId: filingId,
    about: facts.about,
    dueDay: facts.dueDay ?? officeDay ?? today.day,
    filing: words,
  }
  return personIds.map((personId) => entry(today, 'filingDue', { personId, ...matter }))
}
