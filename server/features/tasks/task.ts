import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { type CalendarDay, daysBetween } from '../../domain/calendar/calendarDay'

export type Task = Output<'tasks.mine'>['tasks'][number]

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
