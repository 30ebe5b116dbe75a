import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { JobRun, Seat } from '../../../entities'
import { createRunner, type JobBodies } from '../../../jobs/runner'
import { openDatabase } from '../../../server/database/dataSource'
import { Database } from '../../../server/database/work'
import { instantOf, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { policy } from '../../../server/policy'
import { describeEachDatabase } from '../../support/perDatabase'

const minute = 60_000
const log = pino({ level: 'silent' })

describeEachDatabase('jobs that run by themselves', (db) => {
  let database: Database
  let day = toCalendarDay('2026-09-07')
  let now = 0
  let ran: string[] = []

  const bodies = (extra: Partial<JobBodies> = {}): JobBodies => {
    const note =
      (name: string): JobBodies['remind'] =>
      async (_database, about) => {
        ran.push(`${name} ${about}`)
        return 'done'
      }
    const names = [
      'remind',
      'closeVoting',
      'keepProgress',
      'mixOpinions',
      'closeContactRosters',
      'followRoster',
      'askDirectory',
      'purge',
      'checkDatabase',
    ] as const
    const noted = Object.fromEntries(names.map((name) => [name, note(name)])) as Record<
      (typeof names)[number],
      JobBodies['remind']
    >
    return { ...noted, ...extra }
  }
  const reminders = () => ran.filter((each) => each.startsWith('remind'))
  const setTime = (hour: number, minutes: number) => {
    now = instantOf(day, hour * 60 + minutes)
  }
  let turn = 0

  beforeAll(async () => {
    database = new Database(await openDatabase(db.url), { now: () => now }, policy)
  })
  afterAll(() => database.close())
  beforeEach(() => {
    // A month of its own for each test.
    turn += 1
    day = toCalendarDay(`2027-${String(turn).padStart(2, '0')}-07`)
    ran = []
  })

  it('a job runs once for its slot, however often it is looked at', async () => {
    const tick = createRunner(database, bodies(), log)
    setTime(9, 6)
    await tick()
    expect(reminders()).toEqual([])
    setTime(9, 7)
    await tick()
    await tick()
    setTime(12, 0)
    await tick()
    expect(reminders()).toEqual([`remind ${day}`])
  })

  it('ten instances that look in the same moment run it once between them', async () => {
    setTime(9, 7)
    await Promise.all(Array.from({ length: 10 }, () => createRunner(database, bodies(), log)()))
    expect(reminders()).toEqual([`remind ${day}`])
    expect(ran.filter((each) => each === `purge ${day}`)).toHaveLength(1)
  })

  it('a slot missed while the server was down is made up within its window, about its own day', async () => {
    setTime(16, 59)
    await createRunner(database, bodies(), log)()
    expect(reminders()).toEqual([`remind ${day}`])
  })

  it('a slot missed for too long is let go', async () => {
    setTime(17, 8)
    await createRunner(database, bodies(), log)()
    expect(reminders()).toEqual([])
  })

  it('a clock that is set back does not run it again', async () => {
    const tick = createRunner(database, bodies(), log)
    setTime(9, 8)
    await tick()
    setTime(9, 1)
    await tick()
    setTime(9, 7)
    await tick()
    await createRunner(database, bodies(), log)()
    expect(reminders()).toEqual([`remind ${day}`])
  })

  it('what an instance left behind when it died is taken over within seconds, not while it lives, and by one', async () => {
    const times = { beat: 50, trust: 300, silence: 500, look: 50 }
    let end = () => {}
    const remind: JobBodies['remind'] = () =>
      new Promise<string>((_resolve, reject) => {
        end = () => reject(new Error('killed'))
      })
    const living = createRunner(database, bodies({ remind }), log, times)
    setTime(9, 7)
    const first = living()
    const row = () =>
      database.read(null, 'job', (work) => work.manager.findOneBy(JobRun, { job: 'remind', slot: `${day}T09:07` }))
    for (let tries = 0; tries < 200 && !(await row()); tries += 1) await new Promise((resume) => setTimeout(resume, 10))
    await createRunner(database, bodies(), log, times)()
    expect(reminders()).toEqual([])
    // A dead one no longer writes anything: its sign of life stands still from here on.
    const died = randomUUID()
    await database.unitOfWork(null, 'job', (work) => work.change(Seat, { name: 'jobs' }, { holder: died }))
    const began = performance.now()
    await Promise.all(Array.from({ length: 5 }, () => createRunner(database, bodies(), log, times)()))
    expect(reminders()).toEqual([`remind ${day}`])
    expect(performance.now() - began).toBeGreaterThan(450)
    expect((await row())?.finishedAt).not.toBeNull()
    end()
    await first
  })

  it('a job that failed is tried again within its window, and holds up no other', async () => {
    let broken = true
    const remind: JobBodies['remind'] = async (_database, about) => {
      if (broken) throw new Error('broken')
      ran.push(`remind ${about}`)
      return 'done'
    }
    const tick = createRunner(database, bodies({ remind }), log)
    setTime(9, 7)
    await tick()
    expect(ran).toContain(`purge ${day}`)
    broken = false
    now += 4 * minute
    await tick()
    expect(reminders()).toEqual([])
    now += 2 * minute
    await tick()
    expect(reminders()).toEqual([`remind ${day}`])
  })

  it('when the database was away for a moment, the next look works again', async () => {
    const tick = createRunner(database, bodies(), log)
    const read = database.read.bind(database)
    database.read = () => Promise.reject(new Error('away'))
    setTime(9, 7)
    await tick()
    database.read = read
    await tick()
    expect(reminders()).toEqual([`remind ${day}`])
  })
})
