import { randomUUID } from 'node:crypto'
import {
  BranchOpening,
  Campaign,
  EvaluationCampaign,
  PartyOrganisation,
  PostArea,
  type RoleGrant,
} from '../../../entities'
import { branchId, departmentId } from '../../../server/demo/sampleOrganisationPeople'
import { listPackages } from '../../../server/features/pledge/listPackages'
import { readSession } from '../../../server/features/session/readSession'
import { myTasks } from '../../../server/features/tasks/readMine'
import { sampleEvaluation } from '../../support/sampleEvaluation'
import { samplePostArea } from '../../support/samplePostArea'
import { type House, holdRole, openHouse, persona } from '../organisation/house'

/** The front page is the page everybody opens: what it asks the database must not grow with branches and roles. */
describe('how often the database is asked', () => {
  let house: House
  const campaignId = randomUUID()
  beforeAll(async () => {
    house = await openHouse(':memory:')
    const basis = { basisNumber: '1号', basisTitle: '通知', basisDay: '2026-09-01' }
    const days = { openedDay: '2026-09-01', dueDay: '2026-09-20' }
    const open = {
      limitMode: 'TOTAL' as const,
      state: 'OPEN' as const,
      openedById: randomUUID(),
      rules: null,
      basisVersion: null,
      revision: 1,
    }
    await house.as(null, (work) =>
      work.insert(Campaign, { id: campaignId, year: 2026, title: '三亮', ...basis, ...days, ...open }),
    )
  })
  afterAll(() => house.close())

  /** Without what every call asks about who is acting. */
  const count = async (key: string, verb: Parameters<House['as']>[1]) => {
    const { personId } = persona(key)
    const idle = await house.countQueries(() => house.as(personId, async () => undefined))
    return (await house.countQueries(() => house.as(personId, verb))) - idle
  }

  test('the front page: one question for 群众, three for a member, two dozen for whoever has every duty', async () => {
    const counts: number[] = []
    for (const key of ['masses', 'member', 'office', 'financeSecretary']) counts.push(await count(key, myTasks))
    expect(counts.slice(0, 2)).toEqual([1, 3])
    // With a form that is owed: one more for whoever receives it, six for the 书记 who files it. 党办 asks once for vacant posts
    // and once for a chat platform that stands still.
    expect(counts[2]).toBeLessThanOrEqual(17)
    expect(counts[3]).toBeLessThanOrEqual(25)
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

  test('岗区 of all departments cost no more than those of one in each branch', async () => {
    const everyState = [
      'DRAFT',
      'CONSULTING',
      'FILLED',
      'HEAD_REVIEWED',
      'LEADER_AGREED',
      'COLLECTED',
      'ACCEPTED',
      'ACTIVE',
    ]
    const put = (codes: string[], branch: string) =>
      house.as(null, (work) =>
        work.insert(
          PostArea,
          codes.flatMap((code) =>
            everyState.map((state) => {
              const place = { campaignId, branchId: branchId(branch), departmentId: departmentId(code) }
              const acceptedAt = state === 'ACCEPTED' ? work.now : null
              return samplePostArea({ ...place, state, acceptedAt })
            }),
          ),
        ),
      )
    const opening = {
      id: randomUUID(),
      campaignId,
      branchId: branchId('finance'),
      openedById: randomUUID(),
      openedAt: 1,
    }
    await house.as(null, (work) => work.insert(BranchOpening, opening))
    // With an evaluation open, plates that hang are asked about too.
    await house.as(null, (work) => work.insert(EvaluationCampaign, sampleEvaluation('2026H2')))
    // 机关党委 looks at other departments once there is something elsewhere.
    await put(['D04'], 'finance')
    await put(['D01', 'D02', 'D03'], 'general')
    await put(['D09'], 'production')
    await put(['D14'], 'digital')
    const keys = ['financeSecretary', 'supervisor', 'hqCommittee']
    const one: number[] = []
    for (const key of keys) one.push(await count(key, myTasks))
    await put(['D05'], 'finance')
    await put(['D06', 'D07', 'D08'], 'production')
    const many: number[] = []
    for (const key of keys) many.push(await count(key, myTasks))
    expect(many).toEqual(one)
    expect(Math.max(...many)).toBeLessThanOrEqual(32)
  })

  test('the table of all branches costs the same with 25 branches more', async () => {
    const five = await count('office', listPackages)
    expect(five).toBe(6)
    const more = Array.from({ length: 25 }, (_none, at) => ({
      id: randomUUID(),
      kind: 'BRANCH' as const,
      name: `第${at}支部`,
      parentId: null,
      sortOrder: 0,
      fromDay: '2018-09-11',
      toDay: null,
    }))
    await house.as(null, (work) => work.insert(PartyOrganisation, more))
    expect(await count('office', listPackages)).toBe(five)
  })

  test('who am I: the names of all scopes at once', async () => {
    expect(await count('financeSecretary', readSession(false))).toBe(3)
  })
})
