import { randomUUID } from 'node:crypto'
import { AccountInvite, InboxEvent, never, OutboxMessage, OutboxSubject, RequestKey } from '../../../entities'
import { purge } from '../../../jobs/purge'
import type { OnceKey, SubjectKey } from '../../../server/domain/cardKeys'
import { describeEachDatabase } from '../../support/perDatabase'
import { type House, openHouse, persona } from '../organisation/house'
import { card } from './fakeChat'

const day = 86_400_000

describeEachDatabase('what has served', (db) => {
  let house: House
  const now = 1_800_000_000_000
  beforeAll(async () => {
    house = await openHouse(db.url)
    Object.assign(house.database, { clock: { now: () => now } })
  }, 60_000)
  afterAll(() => house.close())

  const personId = persona('member').personId
  const ages = [...Array.from({ length: 1200 }, () => 500), 1, 2]
  /** Of each kind a piece and a piece and something, and what is too young. */
  const put = () =>
    house.as(null, async (work) => {
      await work.insert(
        RequestKey,
        ages.map((age) => ({
          key: randomUUID(),
          personId,
          route: 'r',
          bodyHash: '',
          answer: '{}',
          at: now - age * day,
        })),
      )
      await work.insert(
        InboxEvent,
        ages.map((age) => ({ id: randomUUID(), receivedAt: now - age * day, kind: 'text', answer: null })),
      )
      const keys = ages.map((_, at) => `old:${at}` as OnceKey)
      const notice = { personId, kind: 'filing', subjectKeys: ['about:it' as SubjectKey], card: card('旧') }
      await work.notifyAll(keys.map((dedupeKey) => ({ ...notice, dedupeKey })))
      await work.change(OutboxMessage, { kind: 'filing' }, { state: 'SENT', nextAt: never, createdAt: now - 500 * day })
      for (const dedupeKey of keys.slice(-2)) await work.change(OutboxMessage, { dedupeKey }, { createdAt: now - day })
      // Old, and still waiting: not what has served.
      await work.change(OutboxMessage, { dedupeKey: keys[0] as string }, { state: 'PENDING', nextAt: now + day })
    })

  test('goes by its age in pieces, what is young or waits stays', async () => {
    await put()
    expect(await purge(house.database)).toContain('keys 1200, events 1200, messages 1199')
    const { manager } = house.source
    expect(await manager.count(RequestKey)).toBe(2)
    expect(await manager.count(InboxEvent)).toBe(2)
    expect((await manager.find(OutboxMessage)).map(({ state }) => state).sort()).toEqual(['PENDING', 'SENT', 'SENT'])
    expect(await manager.count(OutboxSubject)).toBe(3)
    expect(await purge(house.database)).toContain('keys 0, events 0, messages 0')
  }, 60_000)

  test('a login link goes a day after it has run out, used or not; one that is good stays', async () => {
    const link = { personId, issuedById: null, usedAt: null }
    await house.as(null, (work) =>
      work.insert(AccountInvite, [
        { ...link, id: randomUUID(), codeHash: 'good', expiresAt: now + day },
        { ...link, id: randomUUID(), codeHash: 'just', expiresAt: now - day / 2 },
        { ...link, id: randomUUID(), codeHash: 'old', expiresAt: now - 2 * day },
        { ...link, id: randomUUID(), codeHash: 'used', expiresAt: now - 2 * day, usedAt: now - 8 * day },
      ]),
    )
    expect(await purge(house.database)).toContain('links 2')
    const left = await house.source.manager.find(AccountInvite)
    expect(left.map(({ codeHash }) => codeHash).sort()).toEqual(['good', 'just'])
  })
})
