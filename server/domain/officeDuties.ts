// What the notice orders 党办 to begin by a day of the year (rules §6.5): owed from that day on by somebody, not only once it
// has been begun. What is over is gone.
import {
  addDays,
  type CalendarDay,
  type HalfYear,
  halfOf,
  monthOf,
  toCalendarDay,
  yearOf,
} from './calendar/calendarDay'

/** `campaign`: 三亮 of the year. `evaluation`: of the half-year. `threeLinks`: links of every 领导干部. `holidays`: next year's notice. */
export type OfficeDutyName = 'campaign' | 'evaluation' | 'threeLinks' | 'holidays'

export interface OfficeDuty {
  readonly name: OfficeDutyName
  /** The year or half-year it is about. */
  readonly period: string
  /** It is asked for from this day, by that day, and no longer than until the last. */
  readonly fromDay: CalendarDay
  readonly dueDay: CalendarDay
  readonly untilDay: CalendarDay
}

const on = (year: number, day: string): CalendarDay => toCalendarDay(`${year}-${day}`)

/** 9月20日 needs about a fortnight (R14): opened in the first ten days of September. */
const campaignDuty = (year: number): OfficeDuty => ({
  name: 'campaign',
  period: String(year),
  fromDay: on(year, '09-01'),
  dueDay: on(year, '09-10'),
  untilDay: on(year, '12-31'),
})

/** R55, R56: 6月底 and 12月底 need lists, a vote of five working days and a meeting; a month later nobody can still catch up. */
const evaluationDuty = (half: HalfYear): OfficeDuty => {
  const year = Number(half.slice(0, 4))
  const [month, until] = half.endsWith('1') ? ['06', on(year, '07-31')] : ['12', on(year + 1, '01-31')]
  return {
    name: 'evaluation',
    period: half,
    fromDay: on(year, `${month}-01`),
    dueDay: on(year, `${month}-10`),
    untilDay: until,
  }
}

const threeLinksDuty = (year: number): OfficeDuty => ({
  name: 'threeLinks',
  period: String(year),
  fromDay: on(year, '01-04'),
  dueDay: on(year, '01-31'),
  untilDay: on(year, '03-31'),
})

/** The notice comes out in November; the house goes without it until somebody has pasted it, through the year it is for (D14). */
const holidaysDuty = (year: number): OfficeDuty => ({
  name: 'holidays',
  period: String(year),
  fromDay: on(year - 1, '11-01'),
  dueDay: on(year - 1, '11-30'),
  untilDay: on(year, '12-31'),
})

/** Everything whose time it is, done or not. */
export const dutiesInSeason = (today: CalendarDay): OfficeDuty[] => {
  const year = yearOf(today)
  const half = halfOf(today)
  const before = halfOf(addDays(on(year, monthOf(today) <= 6 ? '01-01' : '07-01'), -1))
  return [
    threeLinksDuty(year),
    evaluationDuty(before),
    evaluationDuty(half),
    campaignDuty(year),
    holidaysDuty(year),
    holidaysDuty(year + 1),
  ].filter(({ fromDay, untilDay }) => fromDay <= today && today <= untilDay)
}

const words: Record<
  OfficeDutyName,
  (duty: OfficeDuty, count: number) => { title: string; line: string; path: string }
> = {
  campaign: ({ period }) => ({
    title: `开展${period}年“三亮”活动`,
    line: '填写依据文件和截止日期，通知各支部。',
    path: '/office/campaign',
  }),
  evaluation: ({ period }) => ({
    title: `开展${period.slice(0, 4)}年${period.endsWith('1') ? '上' : '下'}半年评价`,
    line: `${period.endsWith('1') ? '6' : '12'}月底前要评完，各支部投票、开会都要时间。`,
    path: '/rounds',
  }),
  threeLinks: ({ period }, count) => ({
    title: `确定${period}年“三联系”联系点`,
    line: `还有${count}位党员领导干部没有今年的联系点，去年的可以沿用。`,
    path: '/three-links/board',
  }),
  holidays: ({ period }) => ({
    title: `登记${period}年放假通知`,
    line: '国务院办公厅公布以后，把通知全文粘贴进来；没有登记时按周末和法定节假日推算。',
    path: '/organisation/calendar',
  }),
}

export const dutyWords = (duty: OfficeDuty, count: number) => words[duty.name](duty, count)
