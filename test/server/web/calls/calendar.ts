import type { calendarContract } from '../../../../server/contract/calendar'
import { inventedNotice2027 } from '../../../domain/calendar/notices'
import { leader, type Rows } from './row'

export const calendarRows: Rows<typeof calendarContract> = {
  'calendar.days': { by: 'member', input: () => ({ year: 2026 }) },
  'calendar.setDay': { by: 'office', refused: leader, input: () => ({ day: '2026-12-31', kind: 'OFF', name: '厂休' }) },
  'calendar.setNotice': { by: 'office', refused: leader, input: () => ({ notice: inventedNotice2027 }) },
}
