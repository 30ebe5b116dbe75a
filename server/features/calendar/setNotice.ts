import { Holiday } from '../../../entities'
import { statutoryHolidays } from '../../calendar/statutoryHolidays'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type CalendarDay, toCalendarDay, weekdayOf, yearOf } from '../../domain/calendar/calendarDay'
import { type NoticeDay, readNotice } from '../../domain/calendar/holidayNotice'
import { refusal } from '../../refusals'

const noticeUnread = refusal(
  422,
  'calendar.noticeUnread',
  '没有读出放假安排。请把国务院办公厅通知的全文粘贴进来，从标题到“国庆节”那一条。',
)
const noticeFaults = refusal(
  422,
  'calendar.noticeFaults',
  '通知有对不上的地方，没有保存：{faults}。请核对原文后再粘贴。',
)
const noticeYearWrong = refusal(422, 'calendar.noticeYear', '这是{year}年的放假通知，只能登记今年和明年的。')

/** What a day was that the notice no longer names: as its weekday says. */
const plain = (day: CalendarDay): NoticeDay => ({ day, kind: weekdayOf(day) > 5 ? 'OFF' : 'WORK', name: '' })

/** The State Council's notice of a year as a whole, in the place of one pasted before; single days that were added stay. */
export async function setNotice(
  work: Work,
  { notice: text }: Checked<'calendar.setNotice'>,
): Promise<Output<'calendar.setNotice'>> {
  work.must('extendCalendar')
  const read = readNotice(text, statutoryHolidays)
  if (!read) throw noticeUnread()
  const { year, days, faults } = read
  if (faults.length) throw noticeFaults({ faults: faults.join('；') })
  const thisYear = yearOf(work.today)
  if (year < thisYear || year > thisYear + 1) throw noticeYearWrong({ year })
  const known = new Map((await work.manager.find(Holiday)).map((row) => [row.day, row]))
  const named = new Set<string>(days.map(({ day }) => day))
  const dropped = [...known.values()].filter((row) => row.noticeYear === year && !named.has(row.day))
  for (const { day, kind, name } of [...days, ...dropped.map((row) => plain(toCalendarDay(row.day)))]) {
    const before = known.get(day)
    if (before && before.noticeYear === null) continue
    const set = { kind, name, noticeYear: year }
    if (before) await work.change(Holiday, { day }, set)
    else await work.insert(Holiday, { day, ...set })
  }
  const change = { year, days: days.length }
  await work.audit({ action: 'calendar.setNotice', subjectKind: 'holiday', subjectId: String(year), change })
  return { year, days: days.length }
}
