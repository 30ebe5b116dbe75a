import { randomUUID } from 'node:crypto'
import { OutboxMessage, Person, RoleGrant, SignOrderLine } from '../../../entities'
import { departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { type OrderChain, orderChain } from './orderChain'
import { idOf, type OrderStage, openOrders, putSheet, refusal } from './orderStage'

/** 校对 by the departments (R29), and making a plate anew once it hangs. */
describeByTurn('proof-reading and reprinting', (db) => {
  let stage: OrderStage
  let chain: OrderChain
  beforeAll(async () => {
    stage = await openOrders(db.url)
    chain = orderChain(stage)
    await chain.upTo('PROOF_CHECK')
  }, 60_000)
  afterAll(() => stage.close())

  const { orderId } = { orderId: randomUUID() }
  const answer = (key: string, changes: object = {}) =>
    stage.call(key, 'signOrder.answerProof', {
      orderId: chain.orderId,
      departmentId: departmentId('D04'),
      version: 1,
      answer: 'CONFIRMED',
      ...changes,
    })
  const stands = async () => (await chain.read()).proofs.find((one) => one.departmentName === '财务部')

  test('is the matter of the lead and the head of that department, and of nobody else', async () => {
    for (const key of ['member', 'productionSecretary', 'generalOffice', 'office'])
      expect(await refusal(answer(key))).toMatchObject({ code: 'permission.denied' })
    expect(await refusal(answer('financeSecretary', { departmentId: departmentId('D05') }))).toMatchObject({
      code: 'permission.denied',
    })
    const lines = { orderId: chain.orderId, departmentId: departmentId('D04') }
    expect(await refusal(stage.call('productionSecretary', 'signOrder.lines', lines))).toMatchObject({
      code: 'permission.denied',
    })
    expect(await refusal(stage.call('financeSecretary', 'signOrder.lines', { orderId: chain.orderId }))).toMatchObject({
      code: 'permission.denied',
    })
    expect((await stage.call('office', 'signOrder.lines', { orderId: chain.orderId })).lines).toHaveLength(9)
  })

  test('a problem is named in five characters, 经办 hears of it, and the order gets no price', async () => {
    expect(await refusal(answer('financeSecretary', { answer: 'PROBLEM', problem: '错字' }))).toEqual({
      code: 'signOrder.reasonShort',
      sentence: '请写明问题，不少于5个字（现在2个字）。',
    })
    const found = { answer: 'PROBLEM', problem: '“会计”写成了“会记”' }
    expect(await answer('financeSecretary', found)).toEqual({ done: true })
    expect(await answer('financeSecretary', found)).toEqual({ done: true })
    expect(await stands()).toMatchObject({ answer: 'PROBLEM', problem: found.problem, byName: '沈云舟', lines: 4 })
    expect((await chain.read()).warnings).toEqual(['财务部校对发现问题。'])
    const news = await stage.rows(OutboxMessage, { kind: 'signProblem' })
    expect(news.map(({ personId }) => personId)).toEqual([idOf('generalOffice')])
    expect(JSON.stringify(news[0]?.card)).not.toContain('会记')
    await chain.confirmProofs('财务部')
    expect(await refusal(chain.quote())).toMatchObject({ code: 'signOrder.unproofed' })
  })

  test('a new proof is read by everybody anew; the word on the old one no longer counts', async () => {
    await chain.sendProof()
    expect((await chain.read()).proofs.map((one) => one.answer)).toEqual(['WAITING', 'WAITING', 'WAITING'])
    expect(await refusal(answer('financeSecretary'))).toEqual({
      code: 'signOrder.proofRenewed',
      sentence: '样稿已经换成第2版，请刷新后核对新样稿。',
    })
    await chain.confirmProofs()
    const problem = { version: 2, answer: 'PROBLEM', problem: '姓名少了一个字' }
    expect(await answer('financeSecretary', problem)).toEqual({ done: true })
    expect(await answer('financeSecretary', { version: 2 })).toEqual({ done: true })
    expect(await chain.quote()).toMatchObject({ state: 'QUOTED' })
    expect(await refusal(answer('financeSecretary', { version: 2 }))).toMatchObject({ code: 'workflow.wrongState' })
  })

  test('a department without a lead is asked through its head (R29)', async () => {
    const other = orderChain(stage)
    await stage.house.as(null, (work) => putSheet(work, stage.campaignId, 'safetyHead'))
    await other.start(['WORK_PLATE'])
    await other.export()
    await other.sendProof()
    const news = (await stage.rows(OutboxMessage, { kind: 'signProof', state: 'PENDING' })).map(
      ({ personId }) => personId,
    )
    const heads = await stage.rows(RoleGrant, { role: 'DEPARTMENT_HEAD', scopeId: departmentId('D09') })
    expect(news).toEqual(heads.map(({ personId }) => personId))
    await other.cancel()
    expect(await stage.rows(OutboxMessage, { kind: 'signProof', state: 'PENDING' })).toEqual([])
  })

  test('a cancelled order gives its plates back; the reason has five characters', async () => {
    const other = orderChain(stage)
    expect(await other.start(['WORK_PLATE'])).toMatchObject({ state: 'DRAFT' })
    expect(await refusal(other.cancel('不做'))).toMatchObject({ code: 'signOrder.reasonShort' })
    expect(await other.cancel()).toMatchObject({ state: 'CANCELLED' })
    expect(await orderChain(stage).start(['WORK_PLATE'])).toMatchObject({ state: 'DRAFT' })
    expect(await refusal(orderChain(stage).start(['WORK_PLATE']))).toMatchObject({ code: 'signOrder.nothingToOrder' })
  })

  test('a plate is made anew only of an order that is made, with a reason, and with the texts of today (R29)', async () => {
    const lines = await stage.rows(SignOrderLine, { orderId: chain.orderId })
    const line = lines.find(({ name, kind }) => name === '林知夏' && kind === 'WORK_PLATE')
    const input = (changes: object = {}) => ({
      orderId,
      title: '补做',
      agencyName: '云上广告',
      kinds: ['WORK_PLATE' as const],
      supplement: { supplementsId: chain.orderId, lineIds: [line?.id ?? ''], reason: '岗位写错了', ...changes },
    })
    const start = (changes: object = {}) => stage.call('generalOffice', 'signOrder.start', input(changes))
    expect(await refusal(start())).toEqual({
      code: 'signOrder.notReprintable',
      sentence: '第1号制作单还没有开始制作，有错请在那张单子上改。',
    })
    await chain.submit()
    await chain.review()
    await chain.approve()
    expect(await refusal(start({ reason: '错了' }))).toMatchObject({ code: 'signOrder.reasonShort' })
    expect(await refusal(start({ lineIds: [randomUUID()] }))).toMatchObject({ code: 'record.notFound' })
    await stage.house.source.manager.update(Person, { id: idOf('member') }, { positionTitle: '总账会计' })
    expect(await start()).toMatchObject({ state: 'DRAFT' })
    expect(await stage.rows(SignOrderLine, { orderId })).toMatchObject([
      { name: '林知夏', kind: 'WORK_PLATE', texts: { 岗位: '总账会计' } },
    ])
    const order = await stage.call('office', 'signOrder.read', { orderId })
    expect(order).toMatchObject({ supplementsNumber: 1, reason: '岗位写错了', amountFen: 0 })
    await stage.house.source.manager.update(Person, { id: idOf('member') }, { dutyStatus: 'LEFT' })
    expect(
      await refusal(stage.call('generalOffice', 'signOrder.start', { ...input(), orderId: randomUUID() })),
    ).toEqual({
      code: 'signOrder.plateGone',
      sentence: '林知夏已不在名册或已受理的材料里，不能重做，请去掉后再提交。',
    })
  })
})
