import { type CalendarDay, daysBetween } from '../calendar/calendarDay'
import type { HolidayTable } from '../calendar/workdays'
import type { SubjectKey } from '../cardKeys'
import type { BranchProgressFacts, FilingWords, ReminderItem, ReminderKind } from './facts'

/** One line for one person, before a person's lines become one card. */
export type Entry = { readonly personId: string; readonly item: ReminderItem }
export type Today = { readonly day: CalendarDay; readonly table: HolidayTable }

/** Whom a line is for and what it is about; `count`, `posts`, `minutes` and `progress` as in ReminderItem. */
interface Matter {
  readonly personId: string
  readonly subjectId: string
  readonly about: SubjectKey | readonly SubjectKey[]
  readonly dueDay: CalendarDay
  readonly count?: number
  readonly posts?: number
  readonly minutes?: number
  readonly progress?: BranchProgressFacts
  readonly filing?: FilingWords
}

export const entry = ({ day }: Today, kind: ReminderKind, { personId, about, ...matter }: Matter): Entry => ({
  personId,
  item: {
    kind,
    ...matter,
    about: typeof about === 'string' ? [about] : about,
    daysLeft: daysBetween(day, matter.dueDay),
  },
})
