import { JobRun } from '../../../entities'
import { describeEachDatabase } from '../../support/perDatabase'
import { openReminders, type ReminderStage } from './reminderStage'

/** rules §6.5: one card a person and day, however often and by however many instances the job is run. */
describeEachDatabase('nobody is reminded twice', (db) => {
  let stage: ReminderStage
  beforeAll(async () => {
    stage = await openReminders(db.url)
    await stage.campaign('2026-09-01', '2026-09-20')
  }, 60_000)
  afterAll(() => stage.close())
  beforeEach(() => stage.clear())

  const expectOneEach = async (count: number) => {
    const people = (await stage.cards()).map((card) => card.personId)
    expect(people).toHaveLength(count)
    expect(new Set(people).size).toBe(count)
  }

  test('the job run three times adds nothing the second and third time', async () => {
    expect(await stage.run('2026-09-14')).toBe('planned 139, added 139')
    expect(await stage.run('2026-09-14')).toBe('planned 139, added 0')
    expect(await stage.run('2026-09-14')).toBe('planned 139, added 0')
    await expectOneEach(139)
  })

  test('the job run by two at the same instant adds each card once', async () => {
    const outcomes = await Promise.all([stage.run('2026-09-17'), stage.run('2026-09-17')])
    const added = outcomes.map((outcome) => Number(/added (\d+)/.exec(outcome)?.[1]))
    expect((added[0] ?? 0) + (added[1] ?? 0)).toBe(139)
    await expectOneEach(139)
  })

  test('two instances look at the clock together: one of them does it', async () => {
    stage.at('2026-09-18', '09:08')
    const [first, second] = [stage.runner(), stage.runner()]
    await Promise.all([first(), second(), first()])
    await expectOneEach(139)
    const runs = await stage.database.read(null, 'job', (work) =>
      work.manager.findBy(JobRun, { job: 'remind', slot: '2026-09-18T09:07' }),
    )
    expect(runs.map((run) => run.outcome)).toEqual(['planned 139, added 139'])
  })

  test('a server that was down in the morning makes up for it in the afternoon, not the next day', async () => {
    const slots = () => stage.database.read(null, 'job', (work) => work.manager.findBy(JobRun, { job: 'remind' }))
    stage.at('2026-09-14', '16:40')
    await stage.runner()()
    await expectOneEach(139)
    stage.at('2026-09-15', '08:00')
    await stage.runner()()
    expect((await slots()).map((run) => run.slot)).toContain('2026-09-14T09:07')
    expect((await slots()).map((run) => run.slot)).not.toContain('2026-09-15T09:07')
  })
})
