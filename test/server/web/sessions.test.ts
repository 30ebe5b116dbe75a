import { AuditEntry, LoginSession } from '../../../entities'
import { purgeSessions, sessionLifeMilliseconds } from '../../../server/features/session/sessions'
import { describeEachDatabase } from '../../support/perDatabase'
import { type Caller, startTestProduct, type TestProduct } from '../../support/product'
import { personOf } from './stage'

const secret = 's'.repeat(40)

describeEachDatabase('a login', (db) => {
  let product: TestProduct
  beforeAll(async () => {
    product = await startTestProduct(db.url, { SESSION_SECRET: secret })
  }, 60_000)
  afterAll(() => product.stop())

  const standing = async (caller: Caller): Promise<string> => {
    const { status, body } = await caller.call('session.mine')
    return status === 200 ? 'in' : `${status} ${body.code}`
  }
  const ended = '401 login.expired'

  it('that was ended opens nothing more, whoever kept its cookie; the other devices go on', async () => {
    const [phone, desk] = [await product.login('member'), await product.login('member')]
    const { status, headers } = await phone.call('session.end', {})
    expect(status).toBe(200)
    expect(headers.getSetCookie().join()).toMatch(/lxq_session=;/)
    // The same cookie again: a copy of it is worth as little.
    expect(await standing(phone)).toBe(ended)
    expect((await phone.call('session.setTextStep', { textStep: 2 })).status).toBe(401)
    expect(await standing(desk)).toBe('in')
  })

  it('is not ended by a page that belongs to somebody else', async () => {
    const [member, other] = [await product.login('member'), await product.login('memberSecond')]
    const meantForOther = { 'X-Meant-For': other.personId }
    const { status, body } = await member.call('session.end', {}, meantForOther)
    expect([status, body.code]).toEqual([409, 'session.changed'])
    expect((await member.call('session.endEverywhere', {}, meantForOther)).status).toBe(409)
    expect([await standing(member), await standing(other)]).toEqual(['in', 'in'])
  })

  it('is ended with all others of the person at one word, and nobody else is touched', async () => {
    const mine = [await product.login('member'), await product.login('member', 'wecom'), await product.login('member')]
    const other = await product.login('memberSecond')
    expect((await mine[0]?.call('session.endEverywhere', {}))?.status).toBe(200)
    for (const each of mine) expect(await standing(each)).toBe(ended)
    expect(await standing(other)).toBe('in')
    expect(await standing(await product.login('member'))).toBe('in')
    const where = { action: 'session.endEverywhere', subjectId: personOf('member') }
    const lines = await product.database.read(null, 'job', (work) => work.manager.findBy(AuditEntry, where))
    expect(lines.map(({ change }) => (change as { count: number }).count >= 3)).toEqual([true])
  })

  it('is forgotten when it has run out, and not before', async () => {
    await product.login('member')
    const rows = () => product.database.read(null, 'job', (work) => work.manager.count(LoginSession))
    const purgeAt = (now: number) => purgeSessions(product.database, now)
    expect(await purgeAt(Date.now() + sessionLifeMilliseconds - 600_000)).toBe(0)
    const before = await rows()
    expect(before).toBeGreaterThan(0)
    expect(await purgeAt(Date.now() + sessionLifeMilliseconds + 1000)).toBe(before)
    expect(await rows()).toBe(0)
  })

  if (db.kind !== 'sqlite')
    it('that is ended at one instance is ended at every other', async () => {
      const second = await startTestProduct(db.url, { SESSION_SECRET: secret })
      try {
        const member = await product.login('member')
        const askSecond = () => fetch(`${second.url}/api/session`, { headers: { cookie: member.cookie } })
        expect((await askSecond()).status).toBe(200)
        await member.call('session.end', {})
        expect((await askSecond()).status).toBe(401)
      } finally {
        await second.stop()
      }
    }, 60_000)
})
