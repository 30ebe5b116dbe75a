import { Holiday } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'

export async function setCalendarDay(
  work: Work,
  input: Checked<'calendar.setDay'>,
): Promise<Output<'calendar.setDay'>> {
  work.must('extendCalendar')
  const { day, kind, name = '' } = input
  const set = { kind, name, noticeYear: null }
  if ((await work.change(Holiday, { day }, set)) === 0) await work.insert(Holiday, { day, ...set })
  await work.audit({ action: 'calendar.setDay', subjectKind: 'holiday', subjectId: day, change: { kind, name } })
  return { done: true }
}
