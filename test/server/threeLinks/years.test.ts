import { randomUUID } from 'node:crypto'
import { AuditEntry, LeaderLink } from '../../../entities'
import { describeByTurn } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'

describeByTurn('三联系 over the years: last year’s set is a proposal, and a link can end (rules §3.7)', (db) => {
  let product: TestProduct
  let leader: Caller
  let office: Caller
  beforeAll(async () => {
    product = await startTestProduct(db.url)
    leader = await product.login('supervisor')
    office = await product.login('office')
  })
  afterAll(() => product.stop())

  const mine = async () => (await leader.call('threeLinks.mine')).body
  const counts = async () => (await mine()).coverage.map((one) => `${one.visited}/${one.targets.length}`)
  const proposed = async () => (await mine()).proposed
  const onBoard = async () =>
    (await office.call('threeLinks.board')).body.leaders.find((one) => one.personId === leader.personId)
  const log = (targetId: string, heldDay: string) =>
    leader.call('threeLinks.log', {
      activityId: randomUUID(),
      targetId,
      heldDay,
      place: '门店',
      problem: '断档',
      help: '协调',
    })
  const assign = (who: Caller, changes: object) =>
    who.call('threeLinks.assign', { leaderId: leader.personId, targets: [], ...changes })
  const taskOf = async () => (await leader.call('tasks.mine')).body.tasks.find(({ kind }) => kind === 'threeLinks')

  test('the same place on the same day is one activity', async () => {
    const [market] = (await mine()).coverage[0]?.targets ?? []
    expect((await log(market?.targetId ?? '', '2026-09-02')).status).toBe(200)
    const again = await log(market?.targetId ?? '', '2026-09-02')
    expect([again.status, again.body.sentence]).toEqual([
      409,
      `2026年9月2日在“${market?.name}”的活动已经登记过，同一天同一家只算一次。要改内容，请先撤回那一条。`,
    ])
    expect(await onBoard()).toMatchObject({ market: 1, activities: 1 })
  })

  test('a wrong one is ended with a reason; nothing is logged there any more', async () => {
    const [, subsidiary] = (await mine()).coverage
    const wrong = subsidiary?.targets[0]?.targetId ?? ''
    expect((await assign(leader, { ended: [wrong] })).body.code).toBe('return.reasonShort')
    const end = { ended: [wrong], reason: '写错了企业名称' }
    expect((await assign(await product.login('leader'), end)).status).toBe(403)
    expect((await assign(leader, end)).body).toEqual({ added: 0, ended: 1 })
    expect((await assign(leader, end)).body).toEqual({ added: 0, ended: 0 })
    expect(await counts()).toEqual(['1/1', '0/0', '0/10'])
    expect((await log(wrong, '2026-09-07')).body.code).toBe('threeLinks.notAssigned')
    expect((await onBoard())?.links).toHaveLength(11)
    const [line] = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(AuditEntry, { action: 'threeLinks.assign', reason: '写错了企业名称' }),
    )
    expect(line).toMatchObject({ subjectId: leader.personId })
  })

  test('ended after a visit, what was done there counts on', async () => {
    const [market] = (await mine()).coverage[0]?.targets ?? []
    await assign(office, { ended: [market?.targetId], reason: '市场已经撤并' })
    expect(await counts()).toEqual(['1/1', '0/0', '0/10'])
    expect((await mine()).coverage[0]?.targets[0]).toMatchObject({ ended: true, activities: 1 })
    expect((await mine()).activities[0]?.targetName).toBe(market?.name)
    expect(await onBoard()).toMatchObject({ market: 1, activities: 1 })
    // Named again it is his again, on the same line.
    expect((await assign(office, { targets: [{ kind: 'MARKET', name: market?.name }] })).body).toMatchObject({
      added: 1,
    })
    expect((await mine()).coverage[0]?.targets[0]).not.toHaveProperty('ended')
  })

  test('on 1 January nothing is this year’s, and last year’s is offered to him and to 党办', async () => {
    await product.database.unitOfWork(null, 'job', async (work) => {
      for (const link of await work.manager.findBy(LeaderLink, { leaderId: leader.personId }))
        await work.change(LeaderLink, { id: link.id }, { year: 2025 })
    })
    expect(await counts()).toEqual(['0/0', '0/0', '0/0'])
    expect(await proposed()).toHaveLength(11)
    expect((await onBoard())?.proposed).toHaveLength(11)
    expect((await onBoard())?.links).toEqual([])
    expect(await taskOf()).toMatchObject({
      title: '确定今年的“三联系”联系点',
      detail: '去年的11个联系点可以沿用，也可以换',
      dueDay: '2026-01-31',
    })
  })

  test('what was held last year is answered with last year’s count', async () => {
    const pharmacy = (await proposed()).find(({ kind }) => kind === 'PHARMACY')
    expect((await log(pharmacy?.targetId ?? '', '2025-12-30')).body).toEqual({ visited: 1, required: 10 })
    expect(await counts()).toEqual(['0/0', '0/0', '0/0'])
  })

  test('he takes over those he keeps; what is his own is nobody else’s to choose from', async () => {
    const [first, second] = await proposed()
    const kept = [first?.targetId, second?.targetId]
    expect((await assign(leader, { carried: kept, targets: [{ kind: 'MARKET', name: '新市场' }] })).status).toBe(403)
    expect((await assign(leader, { carried: [randomUUID()] })).status).toBe(404)
    expect((await assign(leader, {})).body.code).toBe('threeLinks.nothing')
    expect((await assign(leader, { carried: kept })).body).toEqual({ added: 2, ended: 0 })
    expect((await assign(leader, { carried: kept })).body).toEqual({ added: 0, ended: 0 })
    expect(await proposed()).toHaveLength(9)
    expect((await taskOf())?.title).toBe('开展“三联系”活动')
    expect((await log(first?.targetId ?? '', '2026-09-07')).status).toBe(200)
    expect((await assign(office, { carried: (await proposed()).map(({ targetId }) => targetId) })).body.added).toBe(9)
    expect(await proposed()).toEqual([])
    expect((await onBoard())?.links).toHaveLength(11)
  })
})
