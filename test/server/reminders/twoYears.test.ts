import { In } from 'typeorm'
import { OutboxMessage } from '../../../entities'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { addDays, type CalendarDay, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { onceFor } from '../../../server/domain/cardKeys'
import type { ReminderItem } from '../../../server/domain/reminders/facts'
import { plan } from '../../../server/domain/reminders/plan'
import { loadHolidays } from '../../../server/features/calendar'
import { openEvaluation } from '../../../server/features/evaluation/openEvaluation'
import { openCampaign } from '../../../server/features/opening/openCampaign'
import { openPosts } from '../../../server/features/opening/openPosts'
import { loadFacts } from '../../../server/features/reminders/loadFacts'
import { remind } from '../../../server/features/reminders/remind'
import { describeOnSqlite } from '../../support/perDatabase'
import { type House, openHouse } from '../organisation/house'
import { someone } from '../postArea/postStage'
import { calendar, differences, notOfThePlan, oncePerMonth, type Told } from './calendarOfTwoYears'

/** Both with `npm run drill -- years`; else the first. */
const years = process.env.YEARS === 'both' ? 2 : 1
const first = toCalendarDay('2026-09-01')
const last = toCalendarDay(`${2026 + years}-08-31`)
const people = [...new Set(calendar.map(({ who }) => who))]
const lineOf = (day: string, { who, kind, of }: Omit<Told, 'days'>): string =>
  [day, who, kind, of].filter(Boolean).join(' ')

/** What a line of a card is compared by: what stands still and a duty by each of their subjects, the others by their kind. */
const factsOf = (who: Told['who'], { kind, about }: ReminderItem): Omit<Told, 'days'>[] => {
  if (kind === 'officeDuty') return about.map((key) => ({ who, kind, of: key.split(':').slice(0, 2).join(':') }))
  if (kind === 'stalled')
    return [...new Set(about.map((key) => key.split(':')[0] ?? ''))].map((of) => ({ who, kind, of }))
  return [{ who, kind }]
}

describeOnSqlite(
  'the first years of a house, lived day by day, against the calendar written by hand (rules §6.5)',
  (db) => {
    let house: House
    const told: string[] = []
    const idOf = (who: Told['who']): string => someone(who)

    beforeAll(async () => {
      house = await openHouse(db.url)
      for (let day = first; day <= last; day = addDays(day, 1)) await live(day)
    }, 300_000)
    afterAll(() => house.close())

    /** Those of the people who have a card of this day and had none before. */
    const newlyTold = async (day: CalendarDay, before: ReadonlySet<string>) => {
      const keys = people.map((who) => onceFor.reminder(idOf(who), day))
      const rows = await house.as(null, ({ manager }) => manager.findBy(OutboxMessage, { dedupeKey: In(keys) }))
      return new Set(rows.map(({ personId }) => personId).filter((id) => !before.has(id)))
    }
    const note = async (day: CalendarDay, ids: ReadonlySet<string>): Promise<void> => {
      if (!ids.size) return
      const reminders = await house.as(null, async (work) => {
        const holidays = await loadHolidays(work)
        return plan(day, await loadFacts(work, day, holidays), holidays)
      })
      for (const who of people.filter((each) => ids.has(idOf(each))))
        for (const item of reminders.find(({ personId }) => personId === idOf(who))?.items ?? [])
          told.push(...factsOf(who, item).map((facts) => lineOf(day, facts)))
    }
    /** The morning's job, then what people do on this day. */
    const live = async (day: CalendarDay): Promise<void> => {
      house.setToday(day, 9 * 60 + 7)
      await remind(house.database, day)
      const morning = await newlyTold(day, new Set())
      await note(day, morning)
      house.setToday(day)
      if (await act(day)) await note(day, await newlyTold(day, morning))
    }
    const basis = { basisNumber: '江岳机委发〔2026〕9号', basisTitle: '通知', basisDay: '2026-09-01' as CalendarDay }
    const openYear = (year: number) =>
      house.as(idOf('office'), (work) => {
        const dueDay = toCalendarDay(`${year}-09-20`)
        return openCampaign(work, {
          year,
          title: `${year}年三亮`,
          ...basis,
          dueDay,
          limitMode: 'TOTAL',
          basisFileId: null,
        })
      })
    const act = async (day: CalendarDay): Promise<boolean> => {
      const [year, date] = [Number(day.slice(0, 4)), day.slice(5)]
      if (day === '2026-09-07' || day === '2027-09-01') await openYear(year)
      else if (day === '2026-09-08' || day === '2027-09-02')
        await house.as(idOf('financeSecretary'), (work) => openPosts(work, { branchId: branchId('finance') }))
      else if (date === '12-01' || date === '06-01') {
        const half = `${year}H${date === '06-01' ? 1 : 2}`
        await house.as(idOf('office'), (work) =>
          openEvaluation(work, { half, title: '半年评价', basisNumber: basis.basisNumber }),
        )
      } else return false
      return true
    }

    const expected = calendar
      .flatMap(({ days, ...facts }) => days.map((day) => lineOf(day, facts)))
      .filter((line) => line <= `${last}z`)
    const kindOf = (line: string): string => line.split(' ')[2] ?? ''
    const planned = () => told.filter((line) => ![...oncePerMonth, ...notOfThePlan].some((kind) => line.includes(kind)))

    test('everybody hears what the calendar says on its day, and nothing else; each difference has its reason', () => {
      const lived = planned()
      const differing = [
        ...expected.filter((line) => !lived.includes(line)).map((line) => `- ${line}`),
        ...lived.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`),
      ].sort()
      const explained = differences.flatMap(({ lines }) => lines).filter((line) => line.slice(2) <= `${last}z`)
      expect(differing).toEqual([...explained].sort())
      expect(lived.length).toBeGreaterThan(80 * years)
    })

    test('no line comes twice in a day, and what has no day of its own once a month at most', () => {
      expect(told.filter((line, at) => told.indexOf(line) !== at)).toEqual([])
      const monthly = told
        .filter((line) => oncePerMonth.includes(kindOf(line)))
        .map((line) => `${line.slice(0, 7)} ${line.split(' ').slice(1).join(' ')}`)
      expect(monthly.filter((line, at) => monthly.indexOf(line) !== at)).toEqual([])
    })

    test('nobody hears anything on a day off', () => {
      const daysOff = ['2026-09-25', '2026-10-01', '2026-10-02', '2027-01-01', '2027-02-05', '2027-02-08', '2027-06-09']
      expect(told.filter((line) => daysOff.includes(line.slice(0, 10)))).toEqual([])
    })
  },
)
