import { randomUUID } from 'node:crypto'
import {
  Department,
  EvaluationRound,
  Liaison,
  PartyGroup,
  PartyOrganisation,
  Person,
  Placement,
  RoleGrant,
} from '../../../entities'
import { openEvaluation } from '../../../server/features/evaluation/openEvaluation'
import { loadActor } from '../../../server/features/organisation/loadActor'
import { myTasks } from '../../../server/features/tasks/readMine'
import { startCpuTime } from '../../support/cpuTime'
import { openPostStage, type PostStage, someone } from '../postArea/postStage'

const people = 13_000
const inDepartment = 30
const departmentsInBranch = 2
/** Processor milliseconds of one visit to the home page. */
const bound = 5

const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_none, index) => make(index))

/** Volume is written straight into the tables: a house of so many people is not made by hand. */
async function fill({ house }: PostStage): Promise<{ members: string[]; masses: string[] }> {
  const inForce = { fromDay: '2026-01-01', toDay: null }
  const departments = times(Math.ceil(people / inDepartment), (index) => ({
    id: randomUUID(),
    code: `V${index}`,
    name: `体量${index}部`,
    parentId: null,
    ...inForce,
  }))
  const branches = times(Math.ceil(departments.length / departmentsInBranch), (index) => ({
    id: randomUUID(),
    kind: 'BRANCH' as const,
    name: `体量${index}支部`,
    parentId: null,
    sortOrder: 0,
    ...inForce,
  }))
  const groups = departments.map(({ id, name }, index) => ({
    id: randomUUID(),
    branchId: branches[Math.floor(index / departmentsInBranch)]?.id ?? '',
    departmentId: id,
    name: `${name}党小组`,
    ...inForce,
  }))
  const persons = times(
    people,
    (index): Person => ({
      id: randomUUID(),
      staffNumber: `V${index}`,
      name: `体量${index}`,
      gender: null,
      politicalStatus: index % 3 === 2 ? 'MASSES' : 'FULL_MEMBER',
      positionTitle: '职员',
      positionRank: index % inDepartment ? 0 : 1,
      partyPost: null,
      dutyStatus: 'ON_DUTY',
      leadingCadre: false,
      cadreMember: false,
      keyPost: false,
      joinedDay: null,
      joinedPartyDay: null,
      fullMemberDay: null,
      leftDay: null,
      textStep: 0,
      revision: 1,
    }),
  )
  const placements = persons.map(({ id }, index) => ({
    id: randomUUID(),
    personId: id,
    departmentId: departments[Math.floor(index / inDepartment)]?.id ?? '',
    partyGroupId: null,
    ...inForce,
  }))
  const grant = (
    role: RoleGrant['role'],
    scopeKind: RoleGrant['scopeKind'],
    personId: string,
    scopeId: string,
  ): RoleGrant =>
    ({
      id: randomUUID(),
      personId,
      role,
      scopeKind,
      scopeId,
      ...inForce,
      grantedById: someone('office'),
      reason: '体量',
    }) as RoleGrant
  const at = (index: number) => persons[index]?.id ?? ''
  const grants = [
    ...departments.flatMap(({ id }, index) => [
      grant('DEPARTMENT_HEAD', 'DEPARTMENT', at(index * inDepartment), id),
      grant('SUPERVISING_LEADER', 'DEPARTMENT', at((index % 20) * 3), id),
    ]),
    ...branches.map(({ id }, index) =>
      grant('BRANCH_SECRETARY', 'BRANCH', at(index * inDepartment * departmentsInBranch), id),
    ),
  ]
  const members = persons.filter(({ politicalStatus }) => politicalStatus !== 'MASSES')
  const masses = persons.filter(({ politicalStatus }) => politicalStatus === 'MASSES')
  const liaisons = members.map(({ id }, index) => ({
    id: randomUUID(),
    memberId: id,
    contactId: masses[index % masses.length]?.id ?? '',
    category: 'OTHER' as const,
    aidKind: 'ONE_TO_ONE' as const,
    revision: 1,
    ...inForce,
  }))
  await house.as(null, async (work) => {
    await work.insert(Department, departments)
    await work.insert(PartyOrganisation, branches)
    await work.insert(PartyGroup, groups)
    await work.insert(Person, persons)
    await work.insert(Placement, placements)
    await work.insert(RoleGrant, grants)
    await work.insert(Liaison, liaisons)
  })
  await house.as(someone('office'), (work) =>
    openEvaluation(work, { half: '2026H2', title: '2026年下半年三评', basisNumber: '江岳机委发〔2026〕9号' } as never),
  )
  await house.as(null, (work) =>
    work.change(
      EvaluationRound,
      { state: 'PREPARING' },
      { state: 'VOTING', votingFromDay: '2026-09-01', votingToDay: '2026-09-30' },
    ),
  )
  const held = new Set(grants.map(({ personId }) => personId))
  return { members: members.map(({ id }) => id).filter((id) => !held.has(id)), masses: masses.map(({ id }) => id) }
}

describe(`the home page in a house of ${people} people`, () => {
  let stage: PostStage
  let crowd: { members: string[]; masses: string[] }
  beforeAll(async () => {
    stage = await openPostStage(':memory:')
    crowd = await fill(stage)
  }, 120_000)
  afterAll(() => stage.close())

  const costOf = async (personIds: readonly string[]): Promise<number> => {
    const { database } = stage.house
    const visit = async (personId: string) => {
      const actor = await database.read(null, 'phone', (work) => loadActor(work, personId))
      await database.read(actor, 'phone', myTasks)
    }
    for (const personId of personIds.slice(0, 20)) await visit(personId)
    const rest = personIds.slice(20, 120)
    const spent = startCpuTime()
    for (const personId of rest) await visit(personId)
    return spent() / rest.length
  }

  test.each(['members', 'masses'] as const)(`costs %s at most ${bound} ms of processor time`, async (whose) => {
    const cost = await costOf(crowd[whose])
    expect(cost).toBeLessThanOrEqual(bound)
  })
})
