import { describeEachDatabase } from '../../support/perDatabase'
import { office, openStage, type Stage } from './evaluationStage'

describeEachDatabase('a half-year round from the list to 表1', (db) => {
  let stage: Stage
  beforeAll(async () => {
    stage = await openStage(db.url)
  })
  afterAll(() => stage.close())

  it('runs through every station and ends accepted', async () => {
    const { id: roundId } = await stage.open('digital')
    const t0 = Date.now()
    const frozen = await stage.freeze(roundId)
    console.log(frozen, Date.now() - t0)
    await stage.startVote(roundId, '2026-09-20')
    console.log('open', Date.now() - t0)
    await stage.everybodyVotes(roundId)
    console.log('voted', Date.now() - t0)
    await stage.closeAndTally(roundId)
    console.log('tallied', Date.now() - t0)
    const confirmed = await stage.confirmAll(roundId, '2026-09-01')
    console.log(confirmed)
    const { secretary } = await stage.officers('digital')
    console.log(JSON.stringify((await stage.call('round.read', secretary, { roundId })).results?.slice(-2)))
    await stage.call('round.table1', secretary, { roundId })
    await stage.call('round.report', secretary, { roundId, revision: (await stage.round(roundId)).revision })
    await stage.call('round.acceptReport', office, { roundId, revision: (await stage.round(roundId)).revision })
    expect((await stage.round(roundId)).state).toBe('ACCEPTED')
  })
})
