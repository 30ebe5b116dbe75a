import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract/schemas'
import { isCalendarDay, weekdayOf } from '../../../server/domain/calendar/calendarDay'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { dayText } from '../../composables/dayText'
import { useLoad } from '../../composables/useLoad'
import { useSend } from '../../composables/useSend'
import { useUndo } from '../../composables/useUndo'
import { calendarTexts } from './texts'

export type CalendarEntry = Output<'calendar.days'>['days'][number]
export type DayKind = CalendarEntry['kind']

const firstYear = 2018
const lastWorkingWeekday = 5

/** The days of a year that differ from the plain week, and adding one (D14: data may be missing or late). */
export const useCalendar = () => {
  const { today } = mySession()
  const year = ref(Number(today.slice(0, 4)))
  const load = useLoad(() => call('calendar.days', { year: year.value }))
  const sending = useSend()
  const undo = useUndo()
  const day = ref('')
  const kind = ref<DayKind[]>(['OFF'])
  const name = ref('')
  const tried = ref(false)

  const show = (next: number): void => {
    year.value = next
    load.value.value = null
    void load.reload()
  }
  const set = (entry: Pick<CalendarEntry, 'kind' | 'name'> & { day: string }): Promise<boolean> =>
    sending.send(
      'calendar.setDay',
      { day: entry.day, kind: entry.kind, ...(entry.name.trim() && { name: entry.name.trim() }) },
      () => load.reload(),
    )

  // No call takes a day out again; what it was before, by its weekday if by nothing else, comes to the same.
  const before = (of: string): Pick<CalendarEntry, 'kind' | 'name'> & { day: string } => {
    const known = load.value.value?.days.find((entry) => entry.day === of)
    if (known) return { day: of, kind: known.kind, name: known.name }
    const works = isCalendarDay(of) && weekdayOf(of) <= lastWorkingWeekday
    return { day: of, kind: works ? 'WORK' : 'OFF', name: '' }
  }

  return {
    year,
    load,
    sending,
    undo,
    day,
    kind,
    name,
    hasPrevious: computed(() => year.value > firstYear),
    show,
    dayProblem: computed(
      () => sending.problemOf('day') || (tried.value && day.value === '' ? calendarTexts.chooseDay : ''),
    ),
    add: async (): Promise<void> => {
      tried.value = true
      if (day.value === '') return
      const entry = { day: day.value, kind: kind.value[0] ?? 'OFF', name: name.value }
      const shown = Number(entry.day.slice(0, 4))
      if (shown !== year.value) {
        year.value = shown
        await load.reload()
      }
      const old = before(entry.day)
      if (!(await set(entry))) return
      tried.value = false
      day.value = ''
      name.value = ''
      undo.show(calendarTexts.set(dayText(entry.day, today), calendarTexts.kindNames[entry.kind]), async () => {
        await set(old)
      })
    },
  }
}
