import { runKillDrill } from '../../drill/killDrill'
import { describeEachDatabase } from '../../support/perDatabase'

// One death each; `npm run drill` lets the server die twenty times on each database.
describeEachDatabase('the server killed in the middle of its work', (db) => {
  it('has kept every write it acknowledged, whole and once, and takes up what was cut off', async () => {
    const report = await runKillDrill(db.url, 1)
    expect(report.faults).toEqual([])
    expect(report.acknowledged).toBeGreaterThan(0)
  }, 90_000)
})
