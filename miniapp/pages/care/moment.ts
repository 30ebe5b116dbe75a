import { dayOfInstant, timeOfInstant } from '../../../server/domain/calendar/calendarDay'
import { dayText } from '../../composables/dayText'

/** '9月7日 14:30', '今天 …' as dayText says it. */
export const moment = (at: number, today: string): string => `${dayText(dayOfInstant(at), today)} ${timeOfInstant(at)}`
