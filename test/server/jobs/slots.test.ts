import type { ScheduledJob } from '../../../jobs/schedule'
import { schedule } from '../../../jobs/schedule'
import { dueSlots } from '../../../jobs/slots'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'

const job: ScheduledJob = { name: 'remind', at: '09:07', catchUpHours: 8 }
const monday = toCalendarDay('2026-09-07')
const at = (hour: number, minute: number, day = monday) => instantOf(day, hour * 60 + minute)
const due = (now: number, jobs: readonly ScheduledJob[] = [job]) => dueSlots(jobs, now).map(({ slot }) => slot)

describe('what is due', () => {
  it.each([
    ['a minute before its time nothing', at(9, 6), []],
    ['at its minute the slot', at(9, 7), ['2026-09-07T09:07']],
    ['a minute after its time the slot', at(9, 8), ['2026-09-07T09:07']],
    ['missed within the window the slot', at(17, 6), ['2026-09-07T09:07']],
    ['after the window nothing', at(17, 7), []],
    ['the night after nothing', at(2, 0, toCalendarDay('2026-09-08')), []],
  ])('is %s', (_when, now, slots) => {
    expect(due(now)).toEqual(slots)
  })

  it('after three days off each missed day in order, the oldest first', () => {
    const nightly: ScheduledJob = { name: 'closeVoting', at: '00:12', catchUpHours: 72 }
    expect(due(at(10, 0), [nightly])).toEqual(['2026-09-05T00:12', '2026-09-06T00:12', '2026-09-07T00:12'])
  })

  it('the day of a slot is the day in Shanghai, also when it is still yesterday in London', () => {
    const nightly: ScheduledJob = { name: 'closeVoting', at: '00:12', catchUpHours: 1 }
    const now = Date.UTC(2026, 8, 6, 16, 30)
    expect(dueSlots([nightly], now).map(({ day }) => day)).toEqual(['2026-09-07'])
  })

  it('no job begins on the full or half hour, when everybody sends (feishu §3.6)', () => {
    expect(
      schedule.map(({ at: time }) => time.slice(3)).filter((minute) => minute === '00' || minute === '30'),
    ).toEqual([])
  })
})
