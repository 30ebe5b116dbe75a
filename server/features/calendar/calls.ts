import type { calendarContract } from '../../contract/calendar'
import type { Calls } from '../call'
import { calendarDays } from './readDays'
import { setCalendarDay } from './setCalendarDay'

export const calendarCalls = {
  'calendar.days': { asks: 'person', run: calendarDays },
  'calendar.setDay': { asks: ['extendCalendar'], run: setCalendarDay },
} satisfies Calls<typeof calendarContract>
