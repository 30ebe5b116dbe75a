import { randomUUID } from 'node:crypto'
import { Visit } from '../../../entities'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'

describe('今天 of a page that was left open over midnight', () => {
  let product: TestProduct
  let member: Caller
  beforeAll(async () => {
    product = await startTestProduct()
    member = await product.login('member')
  }, 60_000)
  afterAll(() => product.stop())

  const log = async (visitedDay: string, headers: Record<string, string>) =>
    member.call(
      'visit.log',
      {
        visitId: randomUUID(),
        contactId: null,
        contactName: '许知远',
        way: 'PHONE',
        purposes: ['LISTENING'],
        visitedDay,
        content: '问问近况',
      },
      headers,
    )
  const count = () => product.database.read(null, 'job', ({ manager }) => manager.count(Visit))

  it('is refused in a sentence and writes nothing; said of today, or not said, it is taken', async () => {
    const { today, dayEndsInSeconds } = (await member.call('session.mine')).body
    expect(dayEndsInSeconds).toBeGreaterThan(0)
    expect(dayEndsInSeconds).toBeLessThanOrEqual(86_400)
    const key = { 'Idempotency-Key': randomUUID() }
    const { status, body } = await log('2026-09-06', { 'X-Meant-Day': '2026-09-06', ...key })
    expect([status, body.code, body.sentence]).toEqual([
      409,
      'session.dayChanged',
      '现在已是2026年9月7日，页面上的“今天”还是前一天。请看一下日期再提交。',
    ])
    expect(await count()).toBe(0)
    expect((await log(today, { 'X-Meant-Day': today })).status).toBe(200)
    // Chosen as a day of the past, or pressed then and kept for the network.
    expect((await log('2026-09-06', {})).status).toBe(200)
    expect(await count()).toBe(2)
  })
})
