import { Person, SafePrint } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { type CalendarDay, toCalendarDay } from '../../domain/calendar/calendarDay'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { namesOf } from '../organisation'
import { numberOf, owedPrints } from './records'

const places = [1, 2] as const
const dayOrNull = (day: string | null): CalendarDay | null => (day === null ? null : toCalendarDay(day))

/** What lies in the two safes: never a code, and nothing that opens anything. */
export async function listPrints(work: Work): Promise<Output<'safePrint.list'>> {
  work.must('readSafePrints')
  const prints = await work.manager.find(SafePrint, { order: { half: 'DESC', place: 'ASC', attempt: 'DESC' } })
  const names = await namesOf(
    work,
    Person,
    prints.flatMap(({ madeById, keptById }) => [madeById, ...(keptById ? [keptById] : [])]),
  )
  const keeps = places.filter((place) => work.may('keepSafePrint', { place }))
  return {
    owed: await owedPrints(work),
    keeps,
    prints: prints.map((print) => ({
      printId: print.id,
      half: print.half,
      place: print.place as LockPlace,
      attempt: print.attempt,
      number: numberOf(print.publicKey),
      madeBy: names.get(print.madeById) ?? '',
      madeDay: toCalendarDay(print.madeDay),
      keptBy: (print.keptById && names.get(print.keptById)) || null,
      keptDay: dayOrNull(print.keptDay),
      usedDay: dayOrNull(print.usedDay),
      mayKeep: print.keptDay === null && keeps.some((place) => place === print.place),
    })),
  }
}
