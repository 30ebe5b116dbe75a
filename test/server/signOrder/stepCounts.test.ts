import { describeByTurn } from '../../support/perDatabase'
import { orderChain } from './orderChain'
import { type OrderStage, openOrders } from './orderStage'

describeByTurn('statements a step of 工作牌 needs', (db) => {
  let stage: OrderStage
  beforeAll(async () => {
    stage = await openOrders(db.url)
  }, 60_000)
  afterAll(() => stage.close())

  test('a step needs no more than it did before cards ended by themselves, one more allowed', async () => {
    const chain = orderChain(stage)
    await chain.upTo('QUOTED')
    const step = async (body: () => Promise<unknown>) => {
      const read = await stage.house.countQueries(() => chain.read())
      return (await stage.house.countQueries(body)) - read
    }
    const submit = await step(() => chain.submit('纪要1'))
    const { revision } = await chain.read()
    const returned = {
      orderId: chain.orderId,
      revision,
      decision: 'returnByOffice',
      reason: '单价偏高请再询价',
    } as const
    await stage.call('office', 'signOrder.review', returned)
    const again = await step(() => chain.submit('纪要1'))
    const review = await step(() => chain.review())
    const approve = await step(() => chain.approve())
    await chain.signAll()
    const counts = {
      submit,
      again,
      review,
      approve,
      pay: await step(() => chain.pay()),
      close: await step(() => chain.close()),
    }
    const before = { submit: 15, again: 14, review: 17, approve: 29, pay: 13, close: 11 }
    for (const [name, count] of Object.entries(counts))
      expect([name, count]).toEqual([name, Math.min(count, before[name as keyof typeof before] + 1)])
  })
})
