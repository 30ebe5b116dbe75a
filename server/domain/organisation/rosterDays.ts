import { addDays, dayName, toCalendarDay } from '../calendar/calendarDay'
import { type DutyStatus, hasLeft, type PoliticalStatus } from './persons'
import type { RosterKey } from './rosterColumns'
import type { RosterRow } from './rosterRow'

/** Nobody who works today began before it. */
const firstDay = '1950-01-01'
const firstPartyDay = '1921-07-01'
/** A newcomer's papers come before himself. */
const daysAhead = 180

interface DatedPerson {
  dutyStatus: DutyStatus
  politicalStatus: PoliticalStatus
  joinedPartyDay: string | null
  joinedDay: string | null
  leftDay: string | null
}

/** Of a full member: what is wrong with the day on which he became one. */
export function fullMemberProblem(
  day: string,
  { joinedPartyDay }: Pick<DatedPerson, 'joinedPartyDay'>,
  today: string,
): string | null {
  if (day > today) return '党员转正时间还没有到。'
  if (joinedPartyDay && day <= joinedPartyDay) return `党员转正时间要晚于入党时间${dayName(joinedPartyDay)}。`
  return day < firstPartyDay ? `党员转正时间不能早于${dayName(firstPartyDay)}。` : null
}

/** What is wrong with the days on which somebody came and left, judged on what the person would be after the change. */
export function dayProblems(
  row: Pick<RosterRow, 'joinedDay' | 'leftDay' | 'fullMemberDay'>,
  person: DatedPerson,
  today: string,
): { key: RosterKey; sentence: string }[] {
  const found: { key: RosterKey; sentence: string }[] = []
  const lastDay = addDays(toCalendarDay(today), daysAhead)
  if (row.joinedDay && (row.joinedDay < firstDay || row.joinedDay > lastDay))
    found.push({ key: 'joinedDay', sentence: `入职时间要在${dayName(firstDay)}和${dayName(lastDay)}之间。` })
  const isFull = person.politicalStatus === 'FULL_MEMBER'
  const refused = isFull ? null : '只有正式党员有党员转正时间；要清空请填“无”。'
  const full = row.fullMemberDay ? (refused ?? fullMemberProblem(row.fullMemberDay, person, today)) : null
  if (full) found.push({ key: 'fullMemberDay', sentence: full })
  if (!row.leftDay) return found
  if (!hasLeft(person)) found.push({ key: 'leftDay', sentence: '填了离职时间，在岗状态要填离职或退休。' })
  else if (row.leftDay > today) found.push({ key: 'leftDay', sentence: '离职时间还没有到，请到了那一天再导入。' })
  else if (row.leftDay < (person.joinedDay ?? firstDay))
    found.push({ key: 'leftDay', sentence: `离职时间不能早于${dayName(person.joinedDay ?? firstDay)}。` })
  return found
}
