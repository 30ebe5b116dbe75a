import { randomUUID } from 'node:crypto'
import { AuditEntry, LinkActivity, Visit, VisitMember } from '../../../entities'
import { describeEachDatabase } from '../../support/perDatabase'
import { startTestProduct, type TestProduct } from '../../support/product'

/** A weak network sends again and again; the number given on the phone keeps it one record (rules §3.5). */
describeEachDatabase('the same visit and the same activity ten times at once', (db) => {
  let product: TestProduct
  beforeAll(async () => {
    product = await startTestProduct(db.url)
  }, 60_000)
  afterAll(() => product.stop())

  const ten = <Result>(send: () => Promise<Result>) => Promise.all(Array.from({ length: 10 }, send))
  const rows = <Row extends object>(entity: new () => Row, where: object = {}) =>
    product.database.read(null, 'job', (work) => work.manager.findBy(entity, where))

  test('a visit is written once and everybody hears of the one', async () => {
    const member = await product.login('member')
    const [contact] = (await member.call('visit.contacts')).body.contacts
    const visitId = randomUUID()
    const input = {
      visitId,
      contactId: contact?.personId ?? null,
      way: 'FACE' as const,
      purposes: ['LISTENING' as const],
      visitedDay: '2026-09-07',
      content: '了解近期工作情况',
    }
    const replies = await ten(() => member.call('visit.log', input))
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 200))
    expect(new Set(replies.map((reply) => JSON.stringify(reply.body))).size).toBe(1)
    expect(await rows(Visit)).toHaveLength(1)
    expect(await rows(VisitMember)).toHaveLength(1)
    expect(await rows(AuditEntry, { action: 'visit.log' })).toHaveLength(1)
  })

  test('so is a 三联系 activity', async () => {
    const leader = await product.login('leader')
    const [market] = (await leader.call('threeLinks.mine')).body.coverage
    const activity = {
      activityId: randomUUID(),
      targetId: market?.targets[0]?.targetId ?? '',
      heldDay: '2026-09-07',
      place: '东江',
      problem: '到货不及时',
      help: '协调物流',
    }
    const before = (await rows(LinkActivity)).length
    const replies = await ten(() => leader.call('threeLinks.log', activity))
    expect(replies.map((reply) => reply.status)).toEqual(replies.map(() => 200))
    expect((await rows(LinkActivity)).length).toBe(before + 1)
    expect(await rows(AuditEntry, { action: 'threeLinks.log' })).toHaveLength(1)
  })

  test('two members who come along with each other keep one record each', async () => {
    const [one, two] = [await product.login('member'), await product.login('scrutineer')]
    const log = (who: typeof one, other: typeof two) =>
      who.call('visit.log', {
        visitId: randomUUID(),
        contactId: null,
        contactName: '门卫老周',
        way: 'HOME',
        purposes: ['CARE'],
        visitedDay: '2026-09-06',
        content: '节前慰问',
        jointMemberIds: [other.personId],
      })
    const replies = await Promise.all([log(one, two), log(two, one)])
    expect(replies.map((reply) => reply.status)).toEqual([200, 200])
    expect(await rows(Visit, { contactName: '门卫老周' })).toHaveLength(2)
  })
})
