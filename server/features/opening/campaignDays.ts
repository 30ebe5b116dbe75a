import { type CalendarDay, dayName, yearOf } from '../../domain/calendar/calendarDay'
import { type CampaignDays, type DaysFault, faultsOfDays } from '../../domain/campaignDays'
import { formInvalid, refusal } from '../../refusals'

const said: Record<DaysFault, { field: string; refuse: ReturnType<typeof refusal> }> = {
  yearImpossible: {
    field: 'year',
    refuse: refusal(422, 'campaign.year', '今年是{thisYear}年，只能开{thisYear}年的活动，或者提前开下一年的。'),
  },
  basisAfterToday: {
    field: 'basisDay',
    refuse: refusal(422, 'campaign.basisAfterToday', '依据文件的印发日期{basis}在今天之后，请核对。'),
  },
  basisTooOld: {
    field: 'basisDay',
    refuse: refusal(422, 'campaign.basisTooOld', '依据文件的印发日期{basis}早了十年以上，请核对年份。'),
  },
  dueBeforeOpening: {
    field: 'dueDay',
    refuse: refusal(422, 'campaign.dueBeforeOpen', '截止日期{due}早于活动开始的{opened}，请改晚一些。'),
  },
  dueAfterYear: {
    field: 'dueDay',
    refuse: refusal(422, 'campaign.dueAfterYear', '截止日期{due}不在{year}年以内，请核对年份。'),
  },
}

/** Refuses impossible days with a sentence at each field; a single fault by its own code. */
export function requirePossibleDays(days: CampaignDays, openedDay: CalendarDay, today: CalendarDay): void {
  const facts = {
    basis: dayName(days.basisDay),
    due: dayName(days.dueDay),
    opened: dayName(openedDay),
    year: days.year,
    thisYear: yearOf(today),
  }
  const refused = faultsOfDays(days, openedDay, today).map((fault) => {
    const { field, refuse } = said[fault]
    return { field, refused: refuse(facts) }
  })
  const [first, ...others] = refused
  if (first && !others.length) throw first.refused
  if (first)
    throw formInvalid(
      { count: refused.length },
      refused.map((each) => each.refused.atField(each.field)),
    )
}
