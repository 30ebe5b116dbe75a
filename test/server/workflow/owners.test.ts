import { randomUUID } from 'node:crypto'
import { In } from 'typeorm'
import {
  AccountChange,
  BranchPackage,
  Campaign,
  EmergencyCare,
  EvaluationCampaign,
  EvaluationRound,
  Liaison,
  Person,
  Pledge,
  PostArea,
  RoleGrant,
  SignOrder,
  SignOrderLine,
  SignOrderStep,
} from '../../../entities'
import type { Work } from '../../../server/database/work'
import { formNamed } from '../../../server/domain/forms'
import { workflows } from '../../../server/domain/workflows'
import { openCareStates } from '../../../server/domain/workflows/emergencyCare'
import { signOrder } from '../../../server/domain/workflows/signOrder'
import { owedStates, restingStates } from '../../../server/domain/workflows/workflow'
import { flows, owing } from '../../../server/features/flows'
import { openCampaign } from '../../../server/features/opening/openCampaign'
import { desks, holders } from '../../../server/features/organisation'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { findVacancies } from '../../../server/features/vacancy/findVacancies'
import { type AnyFlow, allOwed, begin, type Owed, type Owing, take } from '../../../server/features/workflow'
import { sampleEvaluation } from '../../support/sampleEvaluation'
import {
  branch,
  type ChainState,
  campaignId,
  department,
  openPostStage,
  type PostStage,
  someone,
} from '../postArea/postStage'

const seeds = 40
const turns = [
  'DRAFT',
  'RECOMMENDED',
  'CONSULTING',
  'CONSULTED',
  'FILLED',
  'HEAD_REVIEWED',
  'LEADER_AGREED',
  'ACCEPTED',
] as const satisfies ChainState[]

/** A small generator of its own, so that a red run can be repeated (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A record that is owed and does not stand yet is begun. */
const moves = (state: string) => (state === 'NOT_STARTED' ? begin : take)

class Undo extends Error {}

const branches = ['production', 'finance', 'digital', 'marketing', 'general']
const halves = ['2025H2', '2026H1']
/** The vote of each is over, so that it waits for somebody. */
const roundTurns = [
  'PREPARING',
  'ROSTER_FROZEN',
  'VOTING',
  'CLOSED',
  'TALLIED',
  'COMMITTEE_REVIEW',
  'COMPLETED',
  'TABLE1_SUBMITTED',
  'RETURNED',
]

const samplePackage = (key: string, number: number, state: string): BranchPackage => ({
  id: randomUUID(),
  campaignId,
  branchId: branch(key),
  number,
  state,
  submittedAt: number,
  submittedById: someone('office'),
  late: false,
  pledgeCount: 0,
  postCount: 0,
  areaCount: 0,
  note: null,
  missing: [],
  manifestHash: '',
  returnReason: null,
  decidedAt: null,
  revision: 1,
})

const sampleChange: AccountChange = {
  id: randomUUID(),
  personId: someone('member'),
  platform: 'wecom',
  tenant: 'ww_sample',
  userId: 'AnotherPhone',
  userKey: 'anotherphone',
  openFor: `${someone('member')}:wecom`,
  state: 'ASKED',
  askedById: someone('administrator'),
  askedAt: 1,
  decidedById: null,
  decidedAt: null,
  revision: 1,
}

/** Of somebody whom two members look after, and of one whom nobody does. */
const sampleCares = (contactIds: readonly string[]): EmergencyCare[] =>
  contactIds.flatMap((contactId, at) => {
    const state = openCareStates[at % openCareStates.length] ?? 'RAISED'
    const met = state === 'REACHED'
    return {
      id: randomUUID(),
      contactId,
      branchId: branch('finance'),
      category: 'OTHER',
      openFor: contactId,
      state,
      raisedById: someone('financeSecretary'),
      raisedAt: 1,
      reachedById: met ? someone('financeSecretary') : null,
      reachedAt: met ? 1 : null,
      reachedWay: met ? 'CONTACT' : null,
      logDueDay: null,
      visitId: null,
      endedAt: null,
      revision: 1,
    } as const
  })

const sampleSheet = (key: string, state: string): Pledge => ({
  id: randomUUID(),
  campaignId,
  personId: someone(key),
  state,
  dutyText: '负责会计核算',
  studyPledge: '每月学习一次',
  dutyPledge: '当日事当日毕',
  integrityPledge: '廉洁',
  photoId: null,
  publishConsent: true,
  photoConsent: false,
  limitMode: 'TOTAL',
  dueDay: '2026-09-20',
  submittedAt: 1,
  late: false,
  returnReason: null,
  publishedAt: null,
  publishedVersion: 0,
  packageId: null,
  paperPhotoDay: null,
  revision: 1,
})

const sampleRound = (evaluationCampaignId: string, key: string, state: string, scrutineerIds: string[]) => ({
  id: randomUUID(),
  evaluationCampaignId,
  branchId: branch(key),
  state,
  secretaryId: null,
  scrutineerIds,
  widenings: [],
  frozenDay: '2026-08-01',
  votingFromDay: '2026-08-01',
  votingToDay: '2026-08-20',
  locks: null,
  box: null,
  attempt: 1,
  voiding: null,
  countKept: false,
  closedAt: null,
  checksum: null,
  statistics: null,
  committee: null,
  completedDay: null,
  reportedAt: null,
  returnReason: null,
  revision: 1,
})

/** Two of five posts fall empty and one of seven people leaves; 党办 stays, for somebody has to mend it. */
async function empty(work: Work, random: () => number): Promise<void> {
  const grants = await work.manager.find(RoleGrant, { order: { id: 'ASC' } })
  const office = new Set(grants.filter(({ role }) => role === 'HQ_OFFICE').map(({ personId }) => personId))
  const ended = grants.filter(({ role }) => role !== 'HQ_OFFICE' && random() < 0.4).map(({ id }) => id)
  if (ended.length) await work.change(RoleGrant, { id: In(ended) }, { toDay: '2026-08-31' })
  const people = await work.manager.find(Person, { select: { id: true }, order: { id: 'ASC' } })
  const gone = people.filter(({ id }) => !office.has(id) && random() < 0.15).map(({ id }) => id)
  await work.change(Person, { id: In(gone) }, { dutyStatus: 'LEFT' })
}

/** An order of 工作牌 in each state, with plates of two departments: placed by 办公室, and one also touched by somebody of 党办. */
async function putOrders(work: Work): Promise<void> {
  const campaign = await work.one(Campaign, { year: 2026 })
  const blank = {
    supplementsId: null,
    quoteFileId: null,
    minutesNumber: null,
    minutesFileId: null,
    voucherNumber: null,
  }
  const texts = { reason: '', title: '工作牌', agencyName: '广告公司', paidDay: null, returnReason: null }
  const facts = { proofVersion: 1, proofAt: 1, amountFen: 100, placedById: someone('generalOffice'), placedAt: 1 }
  for (const [at, state] of Object.keys(signOrder.turn).entries()) {
    const order = { id: randomUUID(), campaignId: campaign?.id ?? '', number: at + 1, state, revision: 1 }
    await work.insert(SignOrder, { ...order, ...blank, ...texts, ...facts })
    const step = { event: 'quote', state: 'QUOTED', actedAs: 'generalOffice', amountFen: 100, reason: '', at: 1 }
    const actorId = someone(at % 2 ? 'office' : 'generalOffice')
    await work.insert(SignOrderStep, { id: randomUUID(), orderId: order.id, ...step, actorId })
    for (const [code, key] of Object.entries({ D04: 'finance', D06: 'production' })) {
      const place = { branchId: branch(key), departmentId: department(code) }
      const plate = { kind: 'AREA_PLATE' as const, recordId: randomUUID(), name: '', texts: {}, photoId: null }
      await work.insert(SignOrderLine, { id: randomUUID(), orderId: order.id, ...place, ...plate })
    }
  }
}

/** Presses the button of each record's owner; what is wrong, in words, and how many records stood with 党办. */
async function faultsOf(
  work: Work,
  of: readonly AnyFlow[],
): Promise<{ faults: string[]; checked: number; vacant: number }> {
  const faults: string[] = []
  const owed = await allOwed(work, of)
  for (const { workflow, recordId, state, event, owners, vacant } of owed) {
    const flow = of.find(({ table }) => table.name === workflow)
    const what = `${workflow} ${state}`
    if (!owners.length && !vacant.length) faults.push(`${what}: nobody owes it`)
    for (const personId of owners) {
      const actor = await loadActor(work, personId)
      const known = await flow?.load(work, recordId)
      if (!actor) faults.push(`${what}: who owes it has left`)
      else if (!known) faults.push(`${what}: is not there`)
      else if (personId === owners.at(-1))
        await moves(known.record.state)(work, flow as never, known as never, event as never, {
          actor,
          comment: '按要求办理',
        }).catch((fault: Error) => faults.push(`${what}: ${event} does not move it: ${fault.message}`))
      else if (!flow?.roles(actor, known).length) faults.push(`${what}: ${personId} has no button`)
    }
  }
  return { faults, checked: owed.length, vacant: owed.filter(({ owners }) => !owners.length).length }
}

describe('every record has an owner who exists, and some step of his moves it (M10)', () => {
  let stage: PostStage
  beforeAll(async () => {
    stage = await openPostStage(':memory:')
    await stage.open(...branches)
    const own = branches.map(branch)
    const places = (await stage.house.as(null, (work) => desks(work, { branchIds: own }))).filter(
      ({ code, members, supervisorIds, head, leadId }) =>
        !['D05', 'D08'].includes(code) && members.length > 1 && supervisorIds.length && head && leadId,
    )
    for (const [place, { code }] of places.entries()) {
      await stage.at(code, turns[place % turns.length] ?? 'DRAFT', 'POST')
      await stage.at(code, turns[(place + 4) % turns.length] ?? 'DRAFT', 'AREA')
    }
    // Where 分管领导 is the nominee himself.
    await stage.at('D08', 'CONSULTING', 'AREA', someone('chiefEngineer'))
    await stage.at('D08', 'HEAD_REVIEWED', 'POST', someone('chiefEngineer'))
    const { secretary, lead } = await stage.line('D05')
    const suspended = await stage.at('D05', 'ACTIVE')
    await stage.call('postArea.suspend', secretary, { ...(await stage.target(suspended)), reason: '岗位已经调整' })
    await stage.house.as(null, putOrders)
    await stage.call('exemption.ask', lead, {
      exemptionId: randomUUID(),
      departmentId: department('D05'),
      kind: 'AREA',
      reason: '没有固定的工作场所',
    })
    await stage.house.as(null, async (work) => {
      await work.insert(BranchPackage, [
        samplePackage('production', 1, 'RETURNED'),
        samplePackage('finance', 1, 'RETURNED'),
        samplePackage('finance', 2, 'SUBMITTED'),
        samplePackage('digital', 1, 'ACCEPTED'),
      ])
      await work.insert(AccountChange, sampleChange)
      const looked = await work.manager.find(Liaison, { order: { id: 'ASC' }, take: 6 })
      const people = new Set([...looked.map(({ contactId }) => contactId), someone('member'), someone('memberSecond')])
      await work.insert(EmergencyCare, sampleCares([...people]))
      await work.insert(Pledge, [sampleSheet('member', 'RETURNED'), sampleSheet('scrutineer', 'SUBMITTED')])
      const committee = await work.manager.findBy(RoleGrant, { role: 'BRANCH_COMMITTEE' })
      for (const [place, state] of roundTurns.entries()) {
        const key = branches[place % branches.length] ?? ''
        if (place % branches.length === 0)
          await work.insert(EvaluationCampaign, sampleEvaluation(halves[place / branches.length] ?? ''))
        const { id } = await work.manager.findOneByOrFail(EvaluationCampaign, {
          half: halves[Math.floor(place / branches.length)] ?? '',
        })
        const scrutineerIds = committee.filter(({ scopeId }) => scopeId === branch(key)).map(({ personId }) => personId)
        await work.insert(EvaluationRound, sampleRound(id, key, state, scrutineerIds))
      }
    })
  }, 120_000)
  afterAll(() => stage.close())

  const inHouse = async <Result>(random: (() => number) | null, body: (work: Work) => Promise<Result>) => {
    let result: Result | undefined
    await stage.house
      .as(null, async (work) => {
        if (random) await empty(work, random)
        result = await body(work)
        throw new Undo()
      })
      .catch((fault) => (fault instanceof Undo ? undefined : Promise.reject(fault)))
    return result as Result
  }

  test('the scene has records of every workflow, in states that are somebody’s turn', async () => {
    const owed = await inHouse(null, (work) => allOwed(work, flows))
    // Which forms are owed depends on the year: test/server/filing.
    const names = flows.map(({ table }) => table.name).filter((name) => !formNamed(name))
    expect(new Set(owed.map(({ workflow }) => workflow).filter((name) => !formNamed(name)))).toEqual(new Set(names))
    const orders = owed.filter(({ workflow }) => workflow === signOrder.name)
    expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(owedStates(signOrder)))
    expect(new Set(owed.map(({ state }) => state)).size).toBeGreaterThanOrEqual(9)
    expect(owed.filter(({ owners }) => !owners.length)).toEqual([])
  })

  test(`${seeds} times with posts emptied and people gone at random`, async () => {
    let checked = 0
    let vacant = 0
    for (let seed = 1; seed <= seeds; seed += 1) {
      const found = await inHouse(randomFrom(seed), (work) => faultsOf(work, flows))
      expect({ seed, faults: found.faults }).toEqual({ seed, faults: [] })
      checked += found.checked
      vacant += found.vacant
    }
    expect(checked).toBeGreaterThan(500)
    expect(vacant).toBeGreaterThan(50)
  }, 120_000)

  test(`what nobody can do stands on the list of 党办, ${seeds} times`, async () => {
    // Between two equal highest posts the 书记 decides; where there is one, that is his.
    const isSettled = async (work: Work, recordId: string) => {
      const record = await work.manager.findOneBy(PostArea, { id: recordId.split(':').at(-1) ?? '' })
      const departmentIds = [record?.departmentId ?? recordId.split(':').at(-1) ?? '']
      const [desk] = await desks(work, { departmentIds })
      const held = await holders(work, ['BRANCH_SECRETARY'])
      return desk?.lead.rule === 'designationNeeded' && held.some(({ scopeId }) => scopeId === desk.branchId)
    }
    let listed = 0
    for (let seed = 1; seed <= seeds; seed += 1) {
      const unseen = await inHouse(randomFrom(seed), async (work) => {
        const told = new Set([...(await findVacancies(work)).values()].map(({ recordId }) => recordId))
        listed += told.size
        const left: string[] = []
        for (const { workflow, state, recordId, owners, vacant } of await allOwed(work, owing))
          if (!owners.length && !told.has(recordId) && !(await isSettled(work, recordId)))
            left.push(`${workflow} ${state} ${vacant}`)
        return left
      })
      expect({ seed, unseen }).toEqual({ seed, unseen: [] })
    }
    expect(listed).toBeGreaterThan(seeds)
  }, 120_000)

  test(`the parts of an order too: whoever owes one has the button, ${seeds} times`, async () => {
    const own = owing.filter((flow) => !flows.some(({ table }) => table.name === flow.table.name))
    const partsOf = async (work: Work, flow: Owing) => {
      const known = new Map((await flow.open(work, owedStates(flow.table))).map((each) => [each.record.id, each]))
      const faults: string[] = []
      for (const { recordId, owners, vacant } of await allOwed(work, [flow])) {
        if (!owners.length && !vacant.length) faults.push(`${recordId}: nobody owes it`)
        for (const personId of owners) {
          const actor = await loadActor(work, personId)
          if (!actor || !flow.roles(actor, known.get(recordId)).length) faults.push(`${recordId}: ${personId}`)
        }
      }
      return { faults, checked: known.size }
    }
    let checked = 0
    for (let seed = 1; seed <= seeds; seed += 1)
      for (const flow of own) {
        const found = await inHouse(randomFrom(seed), (work) => partsOf(work, flow))
        expect({ seed, faults: found.faults }).toEqual({ seed, faults: [] })
        checked += found.checked
      }
    // Two departments and two branches each time.
    expect(checked).toBeGreaterThanOrEqual(seeds * 3)
  }, 120_000)

  test('a new year’s campaign takes nothing from anybody but what it asks for anew', async () => {
    let before: Owed[] = []
    let after: Owed[] = []
    await stage.house
      .as(someone('office'), async (work) => {
        before = await allOwed(work, owing)
        const basis = { basisNumber: '江岳机委发〔2027〕3号', basisTitle: '通知', basisDay: '2026-08-20' }
        const days = { dueDay: '2027-09-20', limitMode: 'TOTAL' } as const
        await openCampaign(work, { year: 2027, title: '2027年“三亮”活动', ...basis, ...days } as never)
        after = await allOwed(work, owing)
        throw new Undo()
      })
      .catch((fault) => (fault instanceof Undo ? undefined : Promise.reject(fault)))
    const keys = (list: readonly Owed[]) => new Set(list.map(({ workflow, recordId }) => `${workflow} ${recordId}`))
    const gone = before.filter(({ workflow, recordId }) => !keys(after).has(`${workflow} ${recordId}`))
    expect(new Set(gone.map(({ workflow, state }) => `${workflow} ${state}`))).toEqual(
      new Set(['exemption ASKED', 'package RETURNED', 'pledge RETURNED']),
    )
    expect(after.length).toBe(before.length - gone.length)
    const kept = new Set(after.map(({ workflow, state }) => `${workflow} ${state}`))
    expect([...roundTurns.map((state) => `round ${state}`)].filter((turn) => !kept.has(turn))).toEqual([])
    expect(owedStates(signOrder).filter((state) => !kept.has(`signOrder ${state}`))).toEqual([])
  })

  const planted: [string, (flow: AnyFlow) => AnyFlow][] = [
    [
      'the nominee judges himself',
      (flow) => ({
        ...flow,
        people: (role, known, held) =>
          role === 'supervisingLeader' ? known.desk.supervisorIds : flow.people(role, known, held),
      }),
    ],
    [
      'the post of another department counts',
      (flow) => ({
        ...flow,
        people: (role, known, held) =>
          role === 'departmentHead' ? [someone('chiefEngineer')] : flow.people(role, known, held),
      }),
    ],
    [
      'whoever has left still owes',
      (flow) => ({
        ...flow,
        people: (role, known, held) =>
          role === 'partyGroupLead'
            ? [known.record.nomineeId ?? known.desk.leadId ?? '']
            : flow.people(role, known, held),
      }),
    ],
    [
      'what blocks a step is not asked about',
      (flow) => ({
        ...flow,
        blocked: (known, event) => (event === 'consult' ? null : (flow.blocked?.(known, event) ?? null)),
        open: flow.open,
        follows: (known, event, state, work) => {
          if (event === 'consult' && !known.desk.supervisors.length) throw new Error('no leader to consult')
          return flow.follows?.(known, event, state, work) ?? {}
        },
      }),
    ],
    [
      'a turn belongs to a role that may not take the step',
      (flow) => ({
        ...flow,
        table: {
          ...flow.table,
          turn: { ...flow.table.turn, LEADER_AGREED: { by: ['departmentHead'], owes: 'collect' } },
        },
      }),
    ],
  ]
  test.each(planted)('is red when %s', async (_what, spoil) => {
    const spoilt = flows.map((flow) => (flow.table.name === 'postArea' ? spoil(flow) : flow))
    const faults: string[] = []
    for (let seed = 1; seed <= 10 && !faults.length; seed += 1)
      faults.push(...(await inHouse(randomFrom(seed), (work) => faultsOf(work, spoilt))).faults)
    expect(faults).not.toEqual([])
  })
})

test('what is nobody’s turn says why', () => {
  const listed = flows.flatMap(({ table }) =>
    restingStates(table).map(([state, why]) => `${table.name} ${state}: ${why}`),
  )
  expect(listed.every((line) => /: .{4,}/.test(line))).toBe(true)
  // Every table that has a turn runs on the engine, and the other way round.
  const tables: readonly unknown[] = Object.values(workflows)
  expect(flows.every(({ table }) => tables.includes(table.steps) || formNamed(table.name))).toBe(true)
})
