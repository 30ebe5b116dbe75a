import type { CalendarDay } from '../../server/domain/calendar/calendarDay'
import type { Card } from '../port'
import { shortDay } from './words'

interface Moving {
  departmentName: string
  /** Null where it belonged to none. */
  fromName: string | null
  toName: string
  fromDay: CalendarDay
}

/** To both 书记 and everybody there: from which day on the department is another branch's. */
export const departmentMovesCard = ({ departmentName, fromName, toName, fromDay }: Moving): Card => ({
  title: '部门所属支部有变',
  tone: 'plain',
  summary: `${departmentName}从${shortDay(fromDay)}起属于${toName}`,
  lines: [
    `${departmentName}从${shortDay(fromDay)}起${fromName ? `由${fromName}移到` : '属于'}${toName}。`,
    `没办完的事从那天起由${toName}接着办；已经冻结名单的评价不变。`,
  ],
  facts: [],
  buttons: [],
})

/** The move was taken back. */
export const departmentStaysCard = ({ departmentName, fromName, toName }: Moving): Card => ({
  title: '部门所属支部不变',
  tone: 'done',
  summary: `${departmentName}不移到${toName}了`,
  lines: [`${departmentName}移到${toName}的登记已经撤销${fromName ? `，仍属于${fromName}` : ''}。`],
  facts: [],
  buttons: [],
})
