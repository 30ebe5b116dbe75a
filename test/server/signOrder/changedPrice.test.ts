import { OutboxMessage, SignOrderStep } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { type OrderChain, orderChain } from './orderChain'
import { idOf, type OrderStage, openOrders, refusal } from './orderStage'

/** R30, R31: what was judged is one amount; another amount is judged anew. */
describeByTurn('an order whose price', (db) => {
  let stage: OrderStage
  let chain: OrderChain
  beforeAll(async () => {
    stage = await openOrders(db.url)
    chain = orderChain(stage)
    await chain.upTo('OFFICE_REVIEW')
  }, 60_000)
  afterAll(() => stage.close())

  const target = async () => ({ orderId: chain.orderId, revision: (await chain.read()).revision })
  const waiting = async (kind: string) => (await stage.rows(OutboxMessage, { kind, state: 'PENDING' })).length
  const decide = async (
    key: string,
    name: 'signOrder.review' | 'signOrder.approve',
    decision: string,
    reason: string,
  ) => stage.call(key, name, { ...(await target()), decision, reason } as never)

  test('党办 sends back comes to 经办 with the reason, and may be handed in again', async () => {
    expect(await decide('office', 'signOrder.review', 'returnByOffice', '单价高于去年，请再询价')).toMatchObject({
      state: 'QUOTED',
    })
    expect(await chain.read()).toMatchObject({ returnReason: '单价高于去年，请再询价', stateName: '已报价' })
    expect(await waiting('signReview')).toBe(0)
    expect((await stage.rows(OutboxMessage, { kind: 'signReturned' })).map(({ personId }) => personId)).toEqual([
      idOf('generalOffice'),
    ])
    await chain.quote({ WORK_PLATE: 1100 })
    // Another price alone does not answer a return.
    expect(await waiting('signReturned')).toBe(1)
    await chain.submit()
    expect(await waiting('signReturned')).toBe(0)
    expect(await chain.read()).toMatchObject({ state: 'OFFICE_REVIEW', returnReason: null, amountFen: 10_200 })
    expect(await waiting('signReview')).toBe(2)
  })

  test('is sent back at 终审 goes to 经办 and passes 审核 once more', async () => {
    await chain.review()
    await decide('groupLeader', 'signOrder.approve', 'reject', '请附上数量清单')
    expect(await chain.read()).toMatchObject({ state: 'QUOTED', returnReason: '请附上数量清单' })
    expect(await waiting('signApproval')).toBe(0)
    expect(await refusal(chain.approve())).toMatchObject({ code: 'workflow.wrongState' })
    await chain.submit()
    await chain.review()
  })

  test('sent again unchanged stays where it is', async () => {
    const before = await chain.read()
    expect(await chain.quote({ WORK_PLATE: 1100 })).toEqual({ state: 'FINAL_APPROVAL', revision: before.revision })
    expect((await chain.read()).face.history).toHaveLength(before.face.history.length)
  })

  test('changes before 终审 goes back to 审核, and the card of the old price no longer works (R31)', async () => {
    const before = await chain.read()
    await chain.quote({ WORK_PLATE: 1200 })
    const after = await chain.read()
    expect(after).toMatchObject({ state: 'OFFICE_REVIEW', amountFen: 10_900 })
    expect(after.warnings).toContain('审核后金额由¥102.00改为¥109.00，要重新审核和终审。')
    expect([await waiting('signApproval'), await waiting('signReview')]).toEqual([0, 2])
    const old = { orderId: chain.orderId, revision: before.revision, decision: 'approve' as const }
    expect(await refusal(stage.call('groupLeader', 'signOrder.approve', old))).toMatchObject({
      code: 'workflow.wrongState',
    })
    await chain.review()
    expect(await refusal(stage.call('groupLeader', 'signOrder.approve', old))).toMatchObject({ code: 'record.changed' })
    await chain.approve()
  })

  test('keeps its sum but not its unit prices during production begins anew as well (R31)', async () => {
    const { deliveries } = await chain.read()
    const [{ branchId = '', due = 0 } = {}] = deliveries.filter(({ branchName }) => branchName === '财投支部')
    const sign = () =>
      stage.call('financeSecretary', 'signOrder.signFor', {
        orderId: chain.orderId,
        branchId,
        quantity: due,
        day: '2026-09-21',
      })
    await sign()
    await chain.quote({ WORK_PLATE: 1200, POST_PLATE: 1000, AREA_PLATE: 1500 })
    expect(await chain.read()).toMatchObject({ state: 'OFFICE_REVIEW', amountFen: 10_900 })
    expect(await waiting('signDelivery')).toBe(0)
    expect(await refusal(chain.signAll())).toMatchObject({ code: 'workflow.wrongState' })
    await chain.review()
    await chain.approve()
    await chain.signAll()
    expect((await chain.read()).state).toBe('DELIVERED')
    expect(await refusal(chain.quote({ WORK_PLATE: 900 }))).toMatchObject({ code: 'workflow.wrongState' })
  })

  test('shows every amount that was judged in its history', async () => {
    const judged = (await stage.house.source.manager.find(SignOrderStep, { order: { at: 'ASC' } }))
      .filter(({ event }) => ['review', 'approve', 'changeAmount', 'reject', 'returnByOffice'].includes(event))
      .map(({ event, amountFen }) => [event, amountFen])
    expect(judged).toEqual([
      ['returnByOffice', 11_250],
      ['review', 10_200],
      ['reject', 10_200],
      ['review', 10_200],
      ['changeAmount', 10_900],
      ['review', 10_900],
      ['approve', 10_900],
      ['changeAmount', 10_900],
      ['review', 10_900],
      ['approve', 10_900],
    ])
  })
})
