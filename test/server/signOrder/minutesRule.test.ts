import { Campaign } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { orderChain } from './orderChain'
import { type OrderStage, openOrders, refusal } from './orderStage'

/** U7: the house's setting asks for the minutes here; 党办 may decide otherwise for the campaign. */
describeByTurn('whether an order closes only with the minutes', (db) => {
  let stage: OrderStage
  beforeAll(async () => {
    stage = await openOrders(db.url)
  }, 60_000)
  afterAll(() => stage.close())

  const set = (minutesRequired: boolean | null) =>
    stage.house.as(null, (work) => work.change(Campaign, { id: stage.campaignId }, { rules: { minutesRequired } }))

  test('is as 党办 set it for the campaign, and without that as the house set it', async () => {
    const chain = orderChain(stage)
    await chain.upTo('DELIVERED')
    await chain.pay()
    for (const required of [null, true]) {
      await set(required)
      expect(await refusal(chain.close())).toMatchObject({ code: 'signOrder.minutesMissing' })
    }
    // Nor by the call that asks for words alone.
    const asked = { workflow: 'signOrder', recordId: chain.orderId, event: 'close', comment: '' }
    const { revision } = await chain.read()
    const bare = stage.call('office', 'record.step', { ...asked, revision })
    expect(await refusal(bare)).toMatchObject({ code: 'record.ownPage' })
    await set(false)
    expect(await chain.close()).toMatchObject({ state: 'CLOSED' })
  })
})
