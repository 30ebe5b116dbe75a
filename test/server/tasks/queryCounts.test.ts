import { randomUUID } from 'node:crypto'
import { Campaign, PartyOrganisation, type RoleGrant } from '../../../entities'
import { branchId } from '../../../server/demo/sampleOrganisationPeople'
import { listPackages } from '../../../server/features/pledge/listPackages'
import { readSession } from '../../../server/features/session/session'
import { myTasks } from '../../../server/features/tasks/tasks'
import { type House, holdRole, openHouse, persona } from '../organisation/house'

/** The front page is the page everybody opens: what it asks the database must not grow with branches and roles. */
describe('how often the database is asked', () => {
  let house: House
  beforeAll(async () => {
    house = await openHouse(':memory:')
    const basis = { basisNumber: '1号', basisTitle: '通知', basisDay: '2026-09-01' }
    const days = { openedDay: '2026-09-01', dueDay: '2026-09-20' }
    const open = { limitMode: 'TOTAL' as const, state: 'OPEN' as const, openedById: randomUUID(), revision: 1 }
    await house.as(null, (work) =>
      work.insert(Campaign, { id: randomUUID(), year: 2026, title: '三亮', ...basis, ...days, ...open }),
    )
  })
  afterAll(() => house.close())

  /** Without what every call asks about who is acting. */
  const count = async (key: string, verb: Parameters<House['as']>[1]) => {
    const { personId } = persona(key)
    const idle = await house.countQueries(() => house.as(personId, async () => undefined))
    return (await house.countQueries(() => house.as(personId, verb))) - idle
  }

  test('the front page: at most eleven questions for whoever has every duty', async () => {
    const counts: number[] = []
    for (const key of ['masses', 'member', 'office', 'financeSecretary']) counts.push(await count(key, myTasks))
    expect(counts).toEqual([4, 7, 9, 11])
  })

  test('a 书记 of three branches costs no more than of one', async () => {
    const one = await count('financeSecretary', myTasks)
    for (const key of ['general', 'digital'])
      await holdRole(house, {
        id: randomUUID(),
        personId: persona('financeSecretary').personId,
        role: 'BRANCH_SECRETARY',
        scopeKind: 'BRANCH',
        scopeId: branchId(key),
      } as RoleGrant)
    expect(await count('financeSecretary', myTasks)).toBe(one)
  })

  test('the table of all branches costs the same with 25 branches more', async () => {
    const five = await count('office', listPackages)
    expect(five).toBe(6)
    const more = Array.from({ length: 25 }, (_none, at) => ({
      id: randomUUID(),
      kind: 'BRANCH' as const,
      name: `第${at}支部`,
      parentId: null,
      fromDay: '2018-09-11',
      toDay: null,
    }))
    await house.as(null, (work) => work.insert(PartyOrganisation, more))
    expect(await count('office', listPackages)).toBe(five)
  })

  test('who am I: the names of all scopes at once', async () => {
    expect(await count('financeSecretary', readSession(false))).toBe(4)
  })
})
