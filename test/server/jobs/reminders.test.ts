import { OutboxMessage } from '../../../entities'
import { addDays, toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { remind } from '../../../server/features/reminders/remind'
import { describeEachDatabase } from '../../support/perDatabase'
import { startTestProduct, type TestProduct } from '../../support/product'
import { setStage } from '../web/stage'

describeEachDatabase('reminders', (db) => {
  let product: TestProduct

  beforeAll(async () => {
    product = await startTestProduct(db.url)
    await setStage(product.database)
  }, 60_000)
  afterAll(() => product.stop())

  const cards = () =>
    product.database.read(null, 'job', (work) =>
      work.manager.find(OutboxMessage, { select: { personId: true, dedupeKey: true }, where: { kind: 'reminder' } }),
    )

  it('come once a day to each person, also when three instances plan at once and the job runs again and again', async () => {
    const { database } = product
    let day = toCalendarDay('2026-09-07')
    let outcomes: string[] = []
    // Cards of the days before: about a 岗 under way.
    let before = 0
    // The first day on which the campaign's plan reminds everybody (R17).
    for (; day <= '2026-09-20'; day = addDays(day, 1)) {
      outcomes = await Promise.all([remind(database, day), remind(database, day), remind(database, day)])
      if (!/^planned \d,/.test(outcomes[0] ?? '')) break
      before = (await cards()).length
    }
    const numbers = outcomes.map(
      (outcome) =>
        outcome
          .match(/^planned (\d+), added (\d+)$/)
          ?.slice(1)
          .map(Number) ?? [],
    )
    const planned = numbers[0]?.[0] ?? 0
    expect(planned).toBeGreaterThan(100)
    expect(numbers.reduce((sum, [, added = 0]) => sum + added, 0)).toBe(planned)
    const first = await cards()
    expect(first).toHaveLength(planned + before)
    expect(new Set(first.map(({ personId }) => personId)).size).toBe(planned + before)
    for (let again = 0; again < 3; again += 1) expect(await remind(database, day)).toBe(`planned ${planned}, added 0`)
    expect(await cards()).toHaveLength(planned + before)
  })
})
