import { AuditEntry, OutboxMessage, SignOrderLine, SignOrderStep } from '../../../entities'
import { departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { describeByTurn } from '../../support/perDatabase'
import { type OrderChain, orderChain } from './orderChain'
import { idOf, type OrderStage, openOrders } from './orderStage'

/** R28–R32 from the first line to the closed order, each step by whose it is. */
describeByTurn('an order of 工作牌', (db) => {
  let stage: OrderStage
  let chain: OrderChain
  beforeAll(async () => {
    stage = await openOrders(db.url)
    chain = orderChain(stage)
  }, 60_000)
  afterAll(() => stage.close())

  const list = (key: string) => stage.call(key, 'signOrder.list', {})
  const cards = async (kind: string) =>
    (await stage.rows(OutboxMessage, { kind })).map(({ personId, state }) => [personId, state]).sort()
  const counts = async () =>
    Object.fromEntries((await list('generalOffice')).available.map((one) => [one.kind, one.count]))

  test('takes what has been accepted: published and accepted sheets, 岗 and 区 that stand (R28)', async () => {
    expect(await counts()).toEqual({ WORK_PLATE: 7, DESK_PLATE: 7, POST_PLATE: 1, AREA_PLATE: 1 })
    expect(await chain.start()).toEqual({ state: 'DRAFT', revision: 1 })
    const lines = await stage.rows(SignOrderLine, { orderId: chain.orderId })
    expect(lines.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      'AREA_PLATE 工艺责任区',
      'POST_PLATE 报销审核示范岗',
      'WORK_PLATE 叶疏桐',
      'WORK_PLATE 孟松涛',
      'WORK_PLATE 李明远',
      'WORK_PLATE 李明远',
      'WORK_PLATE 林知夏',
      'WORK_PLATE 林𠮷安',
      'WORK_PLATE 苏㛃',
    ])
    expect(lines.find(({ name }) => name === '林𠮷安')?.texts.职责).toBe('墙上的职责')
    expect(lines.find(({ name }) => name === '苏㛃')?.texts.职责).toBe('负责本部门的日常工作')
    expect(lines.find(({ name }) => name === '林知夏')).toMatchObject({ photoId: null, texts: { 照片: '' } })
    expect(lines.find(({ name }) => name === '工艺责任区')?.texts).toEqual({
      部门: '生产管理部',
      责任人: '李明远',
      内容: '每日巡查工艺',
    })
  })

  test('sent again it is the same order; what is on it is no longer on offer', async () => {
    expect(await chain.start()).toEqual({ state: 'DRAFT', revision: 1 })
    expect(await counts()).toEqual({ WORK_PLATE: 0, DESK_PLATE: 7, POST_PLATE: 0, AREA_PLATE: 0 })
    expect((await chain.read()).items.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['WORK_PLATE', 7],
      ['POST_PLATE', 1],
      ['AREA_PLATE', 1],
    ])
  })

  test('is exported, designed and proof-read by each department with plates (R28, R29)', async () => {
    expect(await chain.export()).toMatchObject({ state: 'DESIGNING' })
    expect(await chain.sendProof()).toMatchObject({ state: 'PROOF_CHECK' })
    expect(await cards('signProof')).toEqual(
      ['financeSecretary', 'productionSecretary', 'chiefEngineer'].map((key) => [idOf(key), 'PENDING']).sort(),
    )
    const own = await list('financeSecretary')
    expect(own.proofs.map(({ departmentName, answered }) => [departmentName, answered])).toEqual([['财务部', false]])
    expect(own.orders).toEqual([])
    const head = await list('researchHead')
    expect(head.proofs.map(({ departmentName }) => departmentName)).toEqual(['技术研发部'])
    const lines = { orderId: chain.orderId, departmentId: departmentId('D04') }
    const shown = (await stage.call('financeSecretary', 'signOrder.lines', lines)).lines
    expect(shown.map(({ kindName, name }) => [kindName, name])).toEqual([
      ['工作牌', '叶疏桐'],
      ['工作牌', '林知夏'],
      ['工作牌', '苏㛃'],
      ['示范岗牌', '报销审核示范岗'],
    ])
    expect(Object.keys(shown[0]?.texts ?? {})).toEqual(['部门', '岗位', '职责', '承诺'])
    await chain.confirmProofs()
    expect((await list('financeSecretary')).proofs[0]?.answered).toBe(true)
    expect((await cards('signProof')).map(([, state]) => state)).toEqual(['CANCELLED', 'CANCELLED', 'CANCELLED'])
  })

  test('is priced, 审核 by 党办 and 终审 by 集团党委副书记, in this order (R30, R31)', async () => {
    expect(await chain.quote({ POST_PLATE: 8000, AREA_PLATE: 8000 })).toMatchObject({ state: 'QUOTED' })
    expect(await chain.read()).toMatchObject({ amountFen: 24_750, amountCapital: '贰佰肆拾柒元伍角整' })
    expect(await chain.submit()).toMatchObject({ state: 'OFFICE_REVIEW' })
    expect(await cards('signReview')).toEqual(['office', 'officeSecond'].map((key) => [idOf(key), 'PENDING']).sort())
    expect((await stage.call('office', 'signOrder.read', { orderId: chain.orderId })).allowed).toEqual([
      'review',
      'returnByOffice',
    ])
    expect(await chain.review()).toMatchObject({ state: 'FINAL_APPROVAL' })
    expect(await cards('signApproval')).toEqual([[idOf('groupLeader'), 'PENDING']])
    const asked = await stage.call('groupLeader', 'signOrder.read', { orderId: chain.orderId })
    expect(asked.warnings).toEqual(['还没有登记集体研究会议纪要编号，从留存党费支出要有集体研究。'])
    expect(asked.allowed).toEqual(['approve', 'reject'])
    expect(await chain.approve()).toMatchObject({ state: 'IN_PRODUCTION' })
    expect((await cards('signApproval')).map(([, state]) => state)).toEqual(['CANCELLED'])
  })

  test('is signed for by every branch, paid out of 留存党费 and closed with the minutes (R32)', async () => {
    const waiting = (await list('productionSecretary')).deliveries
    expect(waiting.map(({ branchName, quantity }) => [branchName, quantity])).toEqual([['生技支部', 5]])
    await chain.signAll()
    expect(
      (await chain.read()).deliveries.map(({ branchName, due, quantity }) => [branchName, due, quantity]).sort(),
    ).toEqual([
      ['生技支部', 5, 5],
      ['财投支部', 4, 4],
    ])
    expect((await list('productionSecretary')).deliveries).toEqual([])
    expect(await chain.pay()).toMatchObject({ state: 'PAID' })
    expect(await chain.close('会纪〔2026〕12号')).toMatchObject({ state: 'CLOSED' })
    expect(await chain.read()).toMatchObject({
      state: 'CLOSED',
      stateName: '已办结',
      fundingSource: '留存党费',
      minutesNumber: '会纪〔2026〕12号',
      voucherNumber: '记-0921',
      paidDay: '2026-09-21',
      warnings: [],
      allowed: [],
    })
  })

  test('keeps who did what about which amount, and no text of a plate in 留痕', async () => {
    const { face } = await chain.read()
    expect(face.history.map(({ name, personName, roleName, notes }) => [name, personName, roleName, notes[0]])).toEqual(
      [
        ['建单', '舒小荷', '办公室（经办）', undefined],
        ['导出资料', '舒小荷', '办公室（经办）', undefined],
        ['发出样稿', '舒小荷', '办公室（经办）', undefined],
        ['登记报价', '舒小荷', '办公室（经办）', '¥247.50'],
        ['送审', '舒小荷', '办公室（经办）', '¥247.50'],
        ['审核通过', '江予安', '机关党办', '¥247.50'],
        ['终审同意', '程远山', '集团党委副书记', '¥247.50'],
        ['签收', expect.any(String), '支部书记', '¥247.50'],
        ['登记付款', '舒小荷', '办公室（经办）', '¥247.50'],
        ['办结', '江予安', '机关党办', '¥247.50'],
      ],
    )
    const rows = await stage.rows(SignOrderStep, { orderId: chain.orderId })
    expect(new Set(rows.map(({ at }) => at)).size).toBe(rows.length)
    const lines = await stage.rows(AuditEntry, { subjectKind: 'signOrder' })
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['signOrder.export', 'signOrder.answerProof', 'signOrder.approve', 'signOrder.signFor']),
    )
    const written = JSON.stringify(lines)
    for (const word of ['李明远', '林知夏', '职责', '每月学习']) expect(written).not.toContain(word)
  })

  test('says that it was made or paid for before 终审, and takes it all the same (R31)', async () => {
    const later = await openOrders((await db.fresh()).url)
    const early = orderChain(later)
    await early.upTo('FINAL_APPROVAL')
    later.house.setToday('2026-09-28')
    await early.approve()
    await early.signAll()
    await early.pay()
    expect((await early.read()).warnings).toEqual(
      expect.arrayContaining([
        '有支部的签收日期早于终审日期，请核对是否在终审前就开始了制作。',
        '付款日期早于终审日期，请核对。',
      ]),
    )
    await later.close()
  })
})
