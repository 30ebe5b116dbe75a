import { randomUUID } from 'node:crypto'
import { RoleGrant, SignOrder, SignOrderStep } from '../../../entities'
import type { Role } from '../../../server/domain/organisation/roles'
import { describeByTurn } from '../../support/perDatabase'
import { holdRole } from '../organisation/house'
import { type OrderChain, orderChain } from './orderChain'
import { idOf, type OrderStage, openOrders, putFile, refusal } from './orderStage'

/** What R28–R32 forbid, at the verbs. The order walks its chain, and before each step the wrong ones are tried. */
describeByTurn('an order does not', (db) => {
  let stage: OrderStage
  let chain: OrderChain
  beforeAll(async () => {
    stage = await openOrders(db.url)
    chain = orderChain(stage)
  }, 60_000)
  afterAll(() => stage.close())

  const revision = async () => (await chain.read()).revision
  const target = async () => ({ orderId: chain.orderId, revision: await revision() })
  const asRole = async (key: string, role: Role, body: () => Promise<void>) => {
    const id = randomUUID()
    await holdRole(stage.house, { id, personId: idOf(key), role })
    await body()
    await stage.house.source.manager.delete(RoleGrant, { id })
  }
  const steps = () => stage.house.source.manager.countBy(SignOrderStep, { orderId: chain.orderId })

  test('begin with anybody but 办公室', async () => {
    for (const key of ['office', 'groupLeader', 'financeSecretary', 'member']) {
      const input = { orderId: randomUUID(), title: '牌', agencyName: '广告公司', kinds: ['WORK_PLATE' as const] }
      expect(await refusal(stage.call(key, 'signOrder.start', input))).toMatchObject({ code: 'permission.denied' })
    }
  })

  test('get a price before every department has confirmed the proof (R29)', async () => {
    await chain.upTo('DESIGNING')
    expect(await refusal(chain.quote())).toEqual({
      code: 'workflow.wrongState',
      sentence: '现在是“设计中”，不能登记报价。',
    })
    await chain.sendProof()
    await chain.confirmProofs('技术研发部')
    expect(await refusal(chain.quote())).toEqual({
      code: 'signOrder.unproofed',
      sentence: '还有1个部门没有确认样稿：技术研发部。全部确认后才能登记报价。',
    })
    expect((await chain.read()).state).toBe('PROOF_CHECK')
    await chain.confirmProofs()
  })

  test('take a price without its paper, or one that is not the sum (R30)', async () => {
    expect(await refusal(chain.submit())).toEqual({
      code: 'workflow.wrongState',
      sentence: '现在是“校对中”，不能送审。',
    })
    const { items } = await chain.read()
    const quoted = items.map(({ itemId, quantity }) => ({ itemId, quantity, unitPriceFen: 1250 }))
    const own = { ...(await target()), items: quoted, totalFen: 9 * 1250 }
    const photo = await stage.house.as(null, (work) => putFile(work, idOf('generalOffice'), 'ID_PHOTO', 'x'))
    const document = await stage.house.as(null, (work) => putFile(work, idOf('generalOffice'), 'DOCUMENT', 'x'))
    const quote = (changes: object) =>
      refusal(stage.call('generalOffice', 'signOrder.quote', { ...own, quoteFileId: document, ...changes }))
    expect(await quote({ quoteFileId: photo })).toMatchObject({ code: 'record.notFound' })
    expect(await quote({ quoteFileId: randomUUID() })).toMatchObject({ code: 'record.notFound' })
    expect(await quote({ totalFen: 9 * 1250 + 1 })).toEqual({
      code: 'signOrder.amountDiffers',
      sentence: '报价单总价¥112.51与数量乘单价的合计¥112.50不一致，请核对。',
    })
    expect(await quote({ items: quoted.slice(1), totalFen: 2 * 1250 })).toMatchObject({ code: 'signOrder.itemsDiffer' })
    const twice = [quoted[0], quoted[0], quoted[1]]
    expect(await quote({ items: twice })).toMatchObject({ code: 'signOrder.itemsDiffer' })
    const dear = quoted.map((item) => ({ ...item, quantity: 100_000, unitPriceFen: 100_000_000 }))
    expect(await quote({ items: dear, totalFen: 2_000_000_000 })).toEqual({
      code: 'signOrder.tooMuch',
      sentence: '合计超过¥20,000,000.00，请核对数量和单价。',
    })
    await chain.quote()
    await chain.submit()
  })

  test('reach 终审 before 审核 (R31)', async () => {
    expect(await refusal(chain.approve())).toEqual({
      code: 'workflow.wrongState',
      sentence: '现在是“待机关党办审核”，不能终审同意。',
    })
  })

  test('pass 审核 by 经办, whatever other roles he holds, nor by others than 党办 (R30)', async () => {
    await asRole('generalOffice', 'HQ_OFFICE', async () => {
      expect(await refusal(chain.review('generalOffice'))).toEqual({
        code: 'signOrder.ownOrder',
        sentence: '您是这张制作单的经办人，不能审核通过，请由另一位同志办理。',
      })
    })
    for (const key of ['generalOffice', 'groupLeader', 'hqCommittee'])
      expect(await refusal(chain.review(key))).toMatchObject({ code: 'permission.denied' })
    expect((await chain.read()).state).toBe('OFFICE_REVIEW')
  })

  test('pass 审核 by somebody who stood in for 经办 on the way (R30)', async () => {
    await asRole('officeSecond', 'GENERAL_OFFICE', async () => {
      await chain.quote({ WORK_PLATE: 1300 }, 'officeSecond')
      expect(await refusal(chain.review('officeSecond'))).toMatchObject({ code: 'signOrder.ownOrder' })
    })
    expect(await refusal(chain.review('officeSecond'))).toMatchObject({ code: 'signOrder.ownOrder' })
    const seen = await stage.call('officeSecond', 'signOrder.list', {})
    expect(seen.orders.map(({ allowed }) => allowed)).toEqual([[]])
  })

  test('go back without a reason of five characters', async () => {
    const input = { ...(await target()), decision: 'returnByOffice' as const, reason: '太贵' }
    expect(await refusal(stage.call('office', 'signOrder.review', input))).toMatchObject({ code: 'return.reasonShort' })
    await chain.review()
    const reject = { ...(await target()), decision: 'reject' as const, reason: '' }
    expect(await refusal(stage.call('groupLeader', 'signOrder.approve', reject))).toMatchObject({
      code: 'return.reasonShort',
    })
  })

  test('pass 终审 by 经办 or by 党办 (R31)', async () => {
    await asRole('generalOffice', 'GROUP_DEPUTY_SECRETARY', async () => {
      expect(await refusal(chain.approve('generalOffice'))).toMatchObject({ code: 'signOrder.ownOrder' })
    })
    expect(await refusal(chain.approve('office'))).toMatchObject({ code: 'permission.denied' })
  })

  test('go into production or to a branch before 终审 (R31)', async () => {
    const [{ branchId = '', due = 0 } = {}] = (await chain.read()).deliveries.filter(
      (one) => one.branchName === '财投支部',
    )
    const input = { orderId: chain.orderId, branchId, quantity: due, day: '2026-09-21' }
    expect(await refusal(stage.call('financeSecretary', 'signOrder.signFor', input))).toEqual({
      code: 'workflow.wrongState',
      sentence: '现在是“待终审”，不能签收。',
    })
    await chain.approve()
  })

  test('get paid before every branch has signed (R32)', async () => {
    expect(await refusal(chain.pay())).toEqual({
      code: 'workflow.wrongState',
      sentence: '现在是“制作中”，不能登记付款。',
    })
  })

  test('count more plates than are due, fewer without a word, or a signature of another branch (R32)', async () => {
    const [{ branchId = '', due = 0 } = {}] = (await chain.read()).deliveries.filter(
      (one) => one.branchName === '财投支部',
    )
    const own = { orderId: chain.orderId, branchId, day: '2026-09-21' }
    const sign = (key: string, changes: object) =>
      stage.call(key, 'signOrder.signFor', { ...own, quantity: due, ...changes })
    expect(await refusal(sign('financeSecretary', { quantity: due + 1 }))).toEqual({
      code: 'signOrder.deliveryTooMany',
      sentence: '财投支部应收4块，签收5块多了，请核对。',
    })
    expect(await refusal(sign('financeSecretary', { quantity: due - 1 }))).toMatchObject({
      code: 'signOrder.deliveryNote',
    })
    expect(await refusal(sign('financeSecretary', { day: '2026-09-22' }))).toMatchObject({ code: 'signOrder.dayWrong' })
    expect(await refusal(sign('financeSecretary', { day: '2026-09-20' }))).toMatchObject({ code: 'signOrder.dayWrong' })
    expect(await refusal(sign('productionSecretary', {}))).toMatchObject({ code: 'permission.denied' })
    const short = { quantity: due - 1, note: '一块破损，退回重做' }
    expect(await sign('financeSecretary', short)).toEqual({ done: true })
    expect(await sign('financeSecretary', short)).toEqual({ done: true })
    expect(await refusal(sign('financeSecretary', {}))).toMatchObject({ code: 'signOrder.alreadySigned' })
    await chain.signAll()
    expect((await chain.read()).state).toBe('DELIVERED')
    expect(await sign('financeSecretary', short)).toEqual({ done: true })
  })

  test('get paid tomorrow, or closed without the minutes or by 经办 (R32)', async () => {
    const paid = { ...(await target()), voucherNumber: '记-1', paidDay: '2026-09-22' }
    expect(await refusal(stage.call('generalOffice', 'signOrder.pay', paid))).toEqual({
      code: 'signOrder.dayWrong',
      sentence: '付款日期2026年9月22日不对：应在2026年9月21日到今天之间。',
    })
    expect(await refusal(chain.close('会纪1号'))).toMatchObject({ code: 'workflow.wrongState' })
    await chain.pay()
    expect(await refusal(chain.close())).toEqual({
      code: 'signOrder.minutesMissing',
      sentence: '还没有登记集体研究会议纪要编号，不能办结。',
    })
    expect(await refusal(chain.close('会纪1号', 'generalOffice'))).toMatchObject({ code: 'permission.denied' })
    expect(await chain.close('会纪1号')).toMatchObject({ state: 'CLOSED' })
  })

  test('end by a cancellation once it lay with 党办, and keeps no trace of what was refused', async () => {
    expect(await refusal(chain.cancel())).toEqual({
      code: 'workflow.wrongState',
      sentence: '现在是“已办结”，不能取消。',
    })
    expect(await steps()).toBe(11)
    expect((await stage.rows(SignOrder)).map(({ state }) => state)).toEqual(['CLOSED'])
  })
})
