import { computed, ref } from 'vue'
import type { Output } from '../../../server/contract'
import { call } from '../../api/call'
import { mySession } from '../../client/session'
import { useLoad } from '../../composables/useLoad'
import { useUndo } from '../../composables/useUndo'

export type CalendarEntry = Output<'calendar.days'>['days'][number]
export type DayKind = CalendarEntry['kind']

const firstYear = 2018

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

/** The calendar (D14: the State Council's data may be missing or late). */
export const useCalendar = () => {
  const { today } = mySession()
  return { ...useYear(today), today, undo: useUndo() }
}

export type Calendar = ReturnType<typeof useCalendar>
