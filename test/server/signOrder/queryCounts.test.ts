import { describeByTurn } from '../../support/perDatabase'
import { orderChain } from './orderChain'
import { type OrderStage, openOrders, putSheet } from './orderStage'

/** Reading the actor, before the verb begins. */
const actor = 1

describeByTurn('statements the pages of 工作牌 need', (db) => {
  let stage: OrderStage
  beforeAll(async () => {
    stage = await openOrders(db.url)
  }, 60_000)
  afterAll(() => stage.close())

  const listedBy = (key: string) => stage.house.countQueries(() => stage.call(key, 'signOrder.list', {}))
  const everybody = async () => ({
    generalOffice: await listedBy('generalOffice'),
    office: await listedBy('office'),
    secretary: await listedBy('financeSecretary'),
    member: await listedBy('member'),
  })

  test('do not grow with orders, plates, departments and branches', async () => {
    await orderChain(stage).upTo('PROOF_CHECK')
    const few = await everybody()
    for (const key of ['auditHead', 'qualityHead', 'purchaseHead', 'retailHead', 'digitalCommittee', 'memberSecond'])
      await stage.house.as(null, (work) => putSheet(work, stage.campaignId, key))
    const second = orderChain(stage)
    await second.start()
    await second.export()
    await second.sendProof()
    expect(await everybody()).toEqual(few)
    expect(few).toEqual({
      generalOffice: actor + 10,
      office: actor + 6,
      secretary: actor + 6,
      member: actor + 3,
    })
    const read = () => stage.house.countQueries(() => second.read())
    // Two of them for the face: who owes what now and later, by name; one for who signed in whose stead.
    expect(await read()).toBe(actor + 14)
  })
})
