import { addDays, type CalendarDay, toCalendarDay, yearOf } from '../../domain/calendar/calendarDay'
import type { Telling } from './cast'

/** 9月20日 (R14); two weeks from today when that has passed. */
function dueDayAt(today: CalendarDay): CalendarDay {
  const usual = toCalendarDay(`${yearOf(today)}-09-20`)
  return today <= usual ? usual : addDays(today, 14)
}

/** 党办 opens this year's 「三亮」, unless it is open. */
export async function openCampaign({ act, cast, today }: Telling): Promise<void> {
  const year = yearOf(today())
  const { campaign } = await act(cast.office, 'campaign.current', {})
  if (campaign?.year === year) return
  await act(cast.office, 'campaign.open', {
    year,
    title: `${year}年“三亮”公开承诺`,
    basisNumber: `江岳机委发〔${year}〕9号`,
    basisTitle: '关于开展“三亮两联三评一公开”工作的通知',
    basisDay: today(),
    dueDay: dueDayAt(today()),
  })
}
