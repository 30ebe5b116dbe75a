import { randomUUID } from 'node:crypto'
import type { Card } from '../../../bot/port'
import {
  AuditEntry,
  OutboxMessage,
  OutboxSubject,
  Person,
  PlatformAccount,
  SignOrder,
  SignOrderDelivery,
  SignOrderLine,
  SignOrderStep,
} from '../../../entities'
import { createInbound } from '../../../server/chat/inbound'
import { orderFlow } from '../../../server/features/signOrder'
import { pressesOf } from '../../../server/features/workflow'
import { describeEachDatabase } from '../../support/perDatabase'
import { fakeChat } from '../jobs/fakeChat'
import { branchHands, type OrderChain, orderChain } from './orderChain'
import { idOf, type OrderStage, openOrders } from './orderStage'

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** 终审 in the chat's card (R31), and what happens when two do something at one instant. */
describeEachDatabase('an order in the card and on the phone', (db) => {
  let stage: OrderStage
  beforeAll(async () => {
    stage = await openOrders(db.url)
  }, 60_000)
  afterAll(() => stage.close())

  const { platform } = fakeChat('wecom')
  const press = async (key: string, action: string, values: Record<string, string>) => {
    const verbs = { press: pressesOf([orderFlow]), text: async () => undefined }
    const inbound = createInbound(stage.house.database, verbs, silent)
    const [account] = await stage.rows(PlatformAccount, { personId: idOf(key), platform: 'wecom' })
    const identity = { tenant: account?.tenant ?? '', userId: account?.userId ?? '' }
    const event = { kind: 'press' as const, eventId: randomUUID(), identity, action, values, messageId: randomUUID() }
    return inbound(platform, event)
  }
  /** A fresh order of what the last one gave back, up to this state. */
  const reach = async (state: string): Promise<OrderChain> => {
    for (const order of await stage.rows(SignOrder))
      await stage.house.source.manager.update(SignOrder, { id: order.id }, { state: 'CANCELLED' })
    const chain = orderChain(stage)
    await chain.upTo(state)
    return chain
  }
  const stepsOf = async ({ orderId }: OrderChain, event: string) =>
    (await stage.rows(SignOrderStep, { orderId, event })).length
  const actionOf = async (chain: OrderChain, answer: string) =>
    `step:signOrder:${chain.orderId}:${(await chain.read()).revision}:${answer}`
  const settled = async (calls: Promise<unknown>[]) =>
    (await Promise.allSettled(calls)).map((one) => (one.status === 'fulfilled' ? 'taken' : one.reason.code)).sort()

  test('the card says nothing of any plate, and approves with the action it carries', async () => {
    const chain = await reach('FINAL_APPROVAL')
    const [message] = await stage.rows(OutboxMessage, { kind: 'signApproval', state: 'PENDING' })
    const card = message?.card as Card
    for (const word of ['李明远', '林知夏', '职责']) expect(JSON.stringify(card)).not.toContain(word)
    const [reject, approve] = card.answers?.choices ?? []
    expect([reject?.label, approve?.label, card.answers?.comment?.label]).toEqual([
      '退回',
      '同意',
      '退回原因（退回时写明）',
    ])
    const [placer] = await stage.rows(Person, { id: idOf('generalOffice') })
    expect(card.facts.map(({ label, value }) => (label === '审核人' ? label : `${label}${value}`))).toEqual([
      '金额¥112.50',
      '项目3项',
      `经办${placer?.name}`,
      '审核人',
    ])
    const action = approve?.action ?? ''
    expect(action).toBe(await actionOf(chain, 'approve'))
    const answer = await press('groupLeader', action, { comment: '' })
    expect(answer).toMatchObject({ toast: { kind: 'done', text: '终审已同意。' }, card: { tone: 'done' } })
    expect(await chain.read()).toMatchObject({ state: 'IN_PRODUCTION' })
    const [line] = await stage.rows(AuditEntry, { action: 'signOrder.approve' })
    expect(line).toMatchObject({ client: 'card', actorRole: 'GROUP_DEPUTY_SECRETARY' })
    expect(await press('groupLeader', action, {})).toEqual({
      toast: { kind: 'refused', text: '这张卡片已经过期，请打开页面办理。' },
    })
  })

  test('a card that rejects wants the reason; one pressed by another person, or about an old price, does nothing', async () => {
    const chain = await reach('FINAL_APPROVAL')
    const [approve, reject] = [await actionOf(chain, 'approve'), await actionOf(chain, 'reject')]
    const refusedBy = async (key: string, wanted: string, values: Record<string, string>) =>
      (await press(key, wanted, values))?.toast
    expect(await refusedBy('groupLeader', reject, { comment: '' })).toMatchObject({
      text: '选“退回”要写明退回原因。这里写不了的，请打开页面填写。',
    })
    expect(await refusedBy('groupLeader', reject, { comment: '太贵' })).toMatchObject({
      text: '请写明原因，不少于5个字（现在2个字）。',
    })
    expect(await refusedBy('office', approve, {})).toMatchObject({ kind: 'refused' })
    for (const stale of [`step:signOrder:${chain.orderId}:1:approve`, approve.replace('approve', 'nothing')])
      expect(await refusedBy('groupLeader', stale, {})).toMatchObject({ text: '这张卡片已经过期，请打开页面办理。' })
    for (const wrong of ['step:signOrder:x:1:approve', `signOrderApprove:${chain.orderId}:1`])
      expect(await refusedBy('groupLeader', wrong, {})).toMatchObject({ kind: 'refused' })
    expect(await chain.read()).toMatchObject({ state: 'FINAL_APPROVAL' })
    await press('groupLeader', reject, { comment: '请附数量清单' })
    expect(await chain.read()).toMatchObject({ state: 'QUOTED', returnReason: '请附数量清单' })
  })

  test('approved on the phone and in the card at once: exactly one 终审 (R31)', async () => {
    const chain = await reach('FINAL_APPROVAL')
    const { revision } = await chain.read()
    const input = { orderId: chain.orderId, revision, decision: 'approve' as const }
    const [card, ...phones] = await Promise.all([
      press('groupLeader', `step:signOrder:${chain.orderId}:${revision}:approve`, {}),
      settled([stage.call('groupLeader', 'signOrder.approve', input)]),
      settled([stage.call('groupLeader', 'signOrder.approve', input)]),
    ])
    const taken = phones.flat().filter((outcome) => outcome === 'taken').length
    expect(taken + (card?.toast.kind === 'done' ? 1 : 0)).toBe(1)
    expect(await stepsOf(chain, 'approve')).toBe(1)
    expect(await chain.read()).toMatchObject({ state: 'IN_PRODUCTION', revision: revision + 1 })
    const asked = (await stage.rows(OutboxSubject)).filter(({ subjectKey }) =>
      subjectKey.startsWith(`plates:${chain.orderId}`),
    )
    // The 书记 and 支部经办 of two branches, once each.
    expect(asked).toHaveLength(4)
  })

  test('the last two branches sign at once: both signatures stand and the order is delivered (R32)', async () => {
    const chain = await reach('IN_PRODUCTION')
    const { deliveries } = await chain.read()
    const sign = deliveries.map(({ branchId, branchName, due }) =>
      stage.call(branchHands[branchName] ?? '', 'signOrder.signFor', {
        orderId: chain.orderId,
        branchId,
        quantity: due,
        day: '2026-09-21',
      }),
    )
    expect(await settled(sign)).toEqual(['taken', 'taken'])
    expect(await stage.rows(SignOrderDelivery, { orderId: chain.orderId })).toHaveLength(2)
    expect(await stepsOf(chain, 'allDelivered')).toBe(1)
    expect(await chain.read()).toMatchObject({ state: 'DELIVERED' })
  })

  test('a department takes its word back while the price is written down: one of them is told so (R29)', async () => {
    const chain = await reach('CONFIRMED')
    const { proofs } = await chain.read()
    const departmentId = proofs.find(({ departmentName }) => departmentName === '财务部')?.departmentId ?? ''
    const problem = { version: 1, answer: 'PROBLEM' as const, problem: '姓名少了一个字' }
    const outcomes = await settled([
      chain.quote(),
      stage.call('financeSecretary', 'signOrder.answerProof', { orderId: chain.orderId, departmentId, ...problem }),
    ])
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1)
    const after = await chain.read()
    const word = after.proofs.find((one) => one.departmentId === departmentId)?.answer
    expect([after.state, word]).toEqual(after.state === 'QUOTED' ? ['QUOTED', 'CONFIRMED'] : ['PROOF_CHECK', 'PROBLEM'])
  })

  test('two orders of the same plates at once: every plate is on one of them (R28)', async () => {
    const last = await reach('DRAFT')
    await last.cancel()
    const outcomes = await settled([1, 2].map(() => orderChain(stage).start(['WORK_PLATE'])))
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1)
    const living = (await stage.rows(SignOrder, { state: 'DRAFT' })).map(({ id }) => id)
    const lines = (await stage.rows(SignOrderLine)).filter(({ orderId }) => living.includes(orderId))
    expect(new Set(lines.map(({ recordId }) => recordId)).size).toBe(lines.length)
    expect(lines).toHaveLength(7)
  })
})
