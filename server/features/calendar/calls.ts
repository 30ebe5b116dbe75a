import type { calendarContract } from '../../contract/calendar'
import type { Calls } from '../call'
import { calendarDays } from './readDays'
import { setCalendarDay } from './setCalendarDay'
import { setNotice } from './setNotice'

export const calendarCalls = {
  'calendar.days': { asks: 'person', run: calendarDays },
  'calendar.setDay': { asks: ['extendCalendar'], run: setCalendarDay },
  'calendar.setNotice': { asks: ['extendCalendar'], run: setNotice },
} satisfies Calls<typeof calendarContract>
