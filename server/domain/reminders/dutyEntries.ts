// What 党办 has to begin by a day (officeDuties.ts): told when its time comes, before its day and on it; then it is followed up
// like everything, 机关党委 being above.
import { addWorkdays, anchorDay, graceDay } from '../calendar/workdays'
import { subjectFor } from '../cardKeys'
import { dutyWords } from '../officeDuties'
import { type Entry, entry, type Today } from './entry'
import type { OwedDuties, OwedDuty } from './facts'
import { followUp } from './schedule'

const officeDays = [-3, 0]

const isDay = ({ day, table }: Today, { dueDay }: OwedDuty, workdays: number): boolean =>
  day === addWorkdays(anchorDay(dueDay, table).day, workdays, table).day

export const dutyEntries = (today: Today, { officeIds, committeeIds, owed }: OwedDuties): Entry[] =>
  owed.flatMap((duty) => {
    const { name, period, fromDay, dueDay, count } = duty
    const opening = today.day === graceDay(fromDay, today.table).day
    const after = followUp(today.day, anchorDay(dueDay, today.table).day, today.table)
    const told = [
      ...(opening || after.owner || officeDays.some((workdays) => isDay(today, duty, workdays)) ? officeIds : []),
      ...(after.above ? committeeIds : []),
    ]
    const matter = {
      subjectId: `${name}:${period}`,
      about: subjectFor.officeDuty(name, period),
      dueDay,
      filing: dutyWords(duty, count),
    }
    return [...new Set(told)].map((personId) => entry(today, 'officeDuty', { personId, ...matter }))
  })
