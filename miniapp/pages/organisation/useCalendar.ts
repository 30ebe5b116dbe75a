import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { isCalendarDay, weekdayOf } from '../../../server/domain/calendar/calendarDay'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { dayText } from '../../composables/dayText'
import { missingIn, useForm } from '../../composables/useForm'
import { useLoad } from '../../composables/useLoad'
import { useUndo } from '../../composables/useUndo'
import { calendarTexts } from './calendarTexts'

export type CalendarEntry = Output<'calendar.days'>['days'][number]
export type DayKind = CalendarEntry['kind']
type SetDay = Pick<CalendarEntry, 'kind' | 'name'> & { day: string }

const firstYear = 2018
const lastWorkingWeekday = 5

/** No call takes a day out again; what it was before, by its weekday if by nothing else, comes to the same. */
const asBefore = (day: string, days: readonly CalendarEntry[]): SetDay => {
  const known = days.find((entry) => entry.day === day)
  if (known) return { day, kind: known.kind, name: known.name }
  const works = isCalendarDay(day) && weekdayOf(day) <= lastWorkingWeekday
  return { day, kind: works ? 'WORK' : 'OFF', name: '' }
}

/** The days of one year on which work differs from the plain week. */
const useYear = (today: string) => {
  const year = ref(Number(today.slice(0, 4)))
  const load = useLoad(() => call('calendar.days', { year: year.value }))
  const show = async (next: number): Promise<void> => {
    if (next === year.value) return
    year.value = next
    load.value.value = null
    await load.reload()
  }
  return { year, load, show, hasPrevious: computed(() => year.value > firstYear) }
}

/** The calendar, and adding a day to it (D14: the State Council's data may be missing or late). */
export const useCalendar = () => {
  const { today } = mySession()
  const shown = useYear(today)
  const { load, show } = shown
  const undo = useUndo()
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
    undo.show(calendarTexts.set(dayText(entry.day, today), calendarTexts.kindNames[entry.kind]), async () => {
      await set(before)
    })
  }
  return { ...shown, undo, model, add }
}
