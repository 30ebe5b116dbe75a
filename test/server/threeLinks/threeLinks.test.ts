import { randomUUID } from 'node:crypto'
import { LinkActivity, LinkTarget } from '../../../entities'
import type { Input } from '../../../server/contract'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'

describe('党员领导干部 keep 三联系： 1 market, 1 subsidiary, 10 pharmacies (R46, rules §3.7)', () => {
  let product: TestProduct
  let leader: Caller
  let office: Caller
  beforeAll(async () => {
    product = await startTestProduct()
    leader = await product.login('supervisor')
    office = await product.login('office')
  })
  afterAll(() => product.stop())

  const coverage = async (who = leader) => (await who.call('threeLinks.mine')).body.coverage
  const targets = async (kind: 'MARKET' | 'SUBSIDIARY' | 'PHARMACY') =>
    (await coverage()).find((one) => one.kind === kind)?.targets ?? []
  const counts = async (who = leader) => (await coverage(who)).map((one) => `${one.visited}/${one.required}`)
  const log = (targetId: string, changes: Partial<Input<'threeLinks.log'>> = {}, who = leader) =>
    who.call('threeLinks.log', {
      activityId: randomUUID(),
      targetId,
      heldDay: '2026-09-07',
      place: '门店',
      problem: '常用品种断档',
      help: '协调配送班次',
      ...changes,
    })
  const onBoard = async (who = office) =>
    (await who.call('threeLinks.board')).body.leaders.find((one) => one.personId === leader.personId)

  test('at first nothing is covered', async () => {
    expect(await counts()).toEqual(['0/1', '0/1', '0/10'])
    expect(await onBoard()).toMatchObject({ market: 0, subsidiary: 0, pharmacy: 0, activities: 0 })
  })

  test('the same pharmacy twice counts once, two pharmacies count twice', async () => {
    const [first, second] = await targets('PHARMACY')
    expect((await log(first?.targetId ?? '')).body).toEqual({ visited: 1, required: 10 })
    expect((await log(first?.targetId ?? '', { heldDay: '2026-08-01' })).body).toEqual({ visited: 1, required: 10 })
    expect((await log(second?.targetId ?? '')).body).toEqual({ visited: 2, required: 10 })
    expect((await targets('PHARMACY'))[0]).toMatchObject({ activities: 2, lastDay: '2026-09-07' })
    expect(await onBoard()).toMatchObject({ pharmacy: 2, activities: 3 })
  })

  test('the same activity sent twice is one activity', async () => {
    const [market] = await targets('MARKET')
    const activityId = randomUUID()
    for (let at = 0; at < 2; at += 1)
      expect((await log(market?.targetId ?? '', { activityId })).body).toEqual({ visited: 1, required: 1 })
    const kept = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(LinkActivity, { id: activityId }),
    )
    expect(kept).toHaveLength(1)
    const other = await product.login('leader')
    const [theirs] = (await coverage(other))[0]?.targets ?? []
    expect((await log(theirs?.targetId ?? '', { activityId }, other)).body.code).toBe('request.keyReused')
  })

  test('another one of that place and day, written at the same instant, is refused by the database and hears why', async () => {
    const [, , third] = await targets('PHARMACY')
    const targetId = third?.targetId ?? ''
    const activityId = randomUUID()
    expect((await log(targetId, { activityId, heldDay: '2026-08-03' })).status).toBe(200)
    // As it stands for whoever looked before the other one was written.
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(LinkActivity, { id: activityId }, { voidReason: '还没有人看见' }),
    )
    const second = await log(targetId, { heldDay: '2026-08-03' })
    expect([second.status, second.body.code]).toEqual([409, 'threeLinks.sameDay'])
    await product.database.unitOfWork(null, 'job', (work) =>
      work.change(LinkActivity, { id: activityId }, { voidReason: null }),
    )
    // Taken back, it leaves its day to another one.
    expect((await leader.call('threeLinks.void', { activityId, reason: '日期填错了，重新登记' })).status).toBe(200)
    const again = randomUUID()
    expect((await log(targetId, { activityId: again, heldDay: '2026-08-03' })).status).toBe(200)
    expect((await leader.call('threeLinks.void', { activityId: again, reason: '日期填错了，不再登记' })).status).toBe(
      200,
    )
  })

  test('a store outside the list is refused by name, a future day by its date', async () => {
    const [strange] = await product.database.read(null, 'job', (work) =>
      work.manager.findBy(LinkTarget, { name: '江岳大药房青岚江岸路店' }),
    )
    const outside = await log(strange?.id ?? '')
    expect([outside.status, outside.body.sentence]).toEqual([
      422,
      '“江岳大药房青岚江岸路店”不在您今年的联系名单里，请联系机关党办调整。',
    ])
    expect((await log(randomUUID())).body.code).toBe('threeLinks.notAssigned')
    const [market] = await targets('MARKET')
    const future = await log(market?.targetId ?? '', { heldDay: '2026-09-08' })
    expect(future.body.sentence).toBe('活动日期2026年9月8日在今天之后，请改成已经开展的日期。')
    // Last year's links were others.
    expect((await log(market?.targetId ?? '', { heldDay: '2025-12-31' })).body.code).toBe('threeLinks.notAssigned')
  })

  test('党办 adds an eleventh store; eleven of ten are fine', async () => {
    const assign = (who: Caller, names: string[]) =>
      who.call('threeLinks.assign', {
        leaderId: leader.personId,
        targets: names.map((name) => ({ kind: 'PHARMACY' as const, name })),
      })
    expect((await assign(leader, ['江岳大药房湖心店'])).body.code).toBe('permission.denied')
    expect((await assign(office, ['江岳大药房湖心店', '江岳大药房湖心店'])).body).toEqual({ added: 1, ended: 0 })
    expect((await assign(office, ['江岳大药房湖心店'])).body).toEqual({ added: 0, ended: 0 })
    const list = await targets('PHARMACY')
    expect(list).toHaveLength(11)
    for (const { targetId } of list) expect((await log(targetId, { heldDay: '2026-09-02' })).status).toBe(200)
    expect(await counts()).toEqual(['1/1', '0/1', '11/10'])
    const stranger = {
      leaderId: (await product.login('member')).personId,
      targets: [{ kind: 'MARKET' as const, name: '新市场' }],
    }
    expect((await office.call('threeLinks.assign', stranger)).status).toBe(404)
  })

  test('an activity is taken back with a reason by who entered it; the count follows', async () => {
    const [subsidiary] = await targets('SUBSIDIARY')
    const activityId = randomUUID()
    await log(subsidiary?.targetId ?? '', { activityId })
    expect((await counts())[1]).toBe('1/1')
    const back = (who: Caller, reason: string) => who.call('threeLinks.void', { activityId, reason })
    expect((await back(await product.login('leader'), '登记错了企业')).status).toBe(403)
    expect((await back(leader, '错了')).body.code).toBe('return.reasonShort')
    expect([(await back(leader, '登记错了企业')).status, (await back(leader, '登记错了企业')).status]).toEqual([
      200, 200,
    ])
    expect((await counts())[1]).toBe('0/1')
    expect(await onBoard()).toMatchObject({ market: 1, subsidiary: 0, pharmacy: 11 })
  })

  test('only 党员领导干部 log, only 党办 and 机关党委 see everybody', async () => {
    const member = await product.login('member')
    expect((await member.call('threeLinks.mine')).status).toBe(403)
    expect((await log(randomUUID(), {}, member)).status).toBe(403)
    expect((await member.call('threeLinks.board')).status).toBe(403)
    expect((await leader.call('threeLinks.board')).status).toBe(200)
    const { leaders } = (await office.call('threeLinks.board')).body
    expect(leaders).toHaveLength(9)
    // Edge case 12: the 书记 of 财投支部 with nine of ten pharmacies.
    expect(leaders.find((one) => one.name === '沈云舟')).toMatchObject({ market: 1, subsidiary: 1, pharmacy: 9 })
  })
})
