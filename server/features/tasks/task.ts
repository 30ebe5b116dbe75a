import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { type CalendarDay, daysBetween } from '../../domain/calendar/calendarDay'

export type Task = Output<'tasks.mine'>['tasks'][number]

type Part = NonNullable<Task['parts']>[number]
const mostParts = 3

/** What a task is made of, as home shows it; unfinished parts first. Nothing where there is none. */
export const madeOf = (parts: readonly Part[]): Pick<Task, 'parts' | 'others'> =>
  parts.length ? { parts: parts.slice(0, mostParts), others: Math.max(parts.length - mostParts, 0) } : {}

export function task(
  work: Work,
  kind: Task['kind'],
  title: string,
  detail: string,
  path: string,
  dueDay: CalendarDay | null,
): Task {
  const daysLeft = dueDay && daysBetween(work.today, dueDay)
  return { kind, title, detail, path, dueDay, daysLeft, urgent: daysLeft !== null && daysLeft <= 3 }
}
