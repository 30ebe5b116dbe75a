import { isCalendarDay, weekdayOf } from '../../../server/domain/calendar/calendarDay'
import { dayText } from '../../composables/dayText'
import { missingIn, useForm } from '../../composables/useForm'
import { calendarTexts } from './calendarTexts'
import type { Calendar, CalendarEntry, DayKind } from './useCalendar'

type SetDay = Pick<CalendarEntry, 'kind' | 'name'> & { day: string }

const lastWorkingWeekday = 5

/** No call takes a day out again; what it was before, by its weekday if by nothing else, comes to the same. */
const asBefore = (day: string, days: readonly CalendarEntry[]): SetDay => {
  const known = days.find((entry) => entry.day === day)
  if (known) return { day, kind: known.kind, name: known.name }
  const works = isCalendarDay(day) && weekdayOf(day) <= lastWorkingWeekday
  return { day, kind: works ? 'WORK' : 'OFF', name: '' }
}

/** Adding a day, and taking it back. */
export const useAddDay = ({ load, show, today, undo }: Calendar) => {
  const fresh = (): { day: string; kind: DayKind[]; name: string } => ({ day: '', kind: ['OFF'], name: '' })
  const model = useForm({
    name: 'calendarDay',
    fresh,
    find: ({ day }) => missingIn({ day }, ['day'], calendarTexts.chooseDay),
  })

  const set = ({ name: given, ...entry }: SetDay): Promise<boolean> => {
    const called = given.trim()
    return model.sending.send('calendar.setDay', called === '' ? entry : { ...entry, name: called }, () =>
      load.reload(),
    )
  }
  const add = async (): Promise<void> => {
    if (!model.complete()) return
    const { day, kind, name } = model.form.value
    const entry: SetDay = { day, kind: kind[0] ?? 'OFF', name }
    await show(Number(entry.day.slice(0, 4)))
    const before = asBefore(entry.day, load.value.value?.days ?? [])
    if (!(await set(entry))) return
    model.sent()
    undo.show(calendarTexts.set(dayText(entry.day, today), calendarTexts.kindNames[entry.kind]), () => set(before))
  }
  return { model, add }
}
