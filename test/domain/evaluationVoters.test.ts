// rules §4.3 with the branches of the sample organisation (§9): who rates whom.
import fc from 'fast-check'
import { defaultTemplate } from '../../server/domain/evaluation/defaultTemplate'
import { drawWithoutRepeat, type RandomSource } from '../../server/domain/evaluation/randomDraw'
import { type FrozenRoster, type RosterPerson, repeatedSubjects } from '../../server/domain/evaluation/roster'
import { planVoters, type VoterPlan } from '../../server/domain/evaluation/voters'

/** A small linear congruential source: the same seed draws the same people. */
function seeded(seed: number): RandomSource {
  let state = BigInt(seed)
  return (bound) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn
    return Number((state >> 33n) % BigInt(bound))
  }
}

interface Department {
  id: string
  members: number
  masses: number
  probationary?: number
}

function peopleOf(branchId: string, departments: Department[]): RosterPerson[] {
  return departments.flatMap(({ id, members, masses, probationary = 0 }) => {
    const person = (personId: string, politicalStatus: RosterPerson['politicalStatus']): RosterPerson => {
      return { personId, branchId, departmentId: id, partyGroupId: id, politicalStatus, dutyStatus: 'ON_DUTY' }
    }
    const number = (n: number) => String(n + 1).padStart(2, '0')
    return [
      ...Array.from({ length: members }, (_, n) =>
        person(`${id}-m${number(n)}`, n >= members - probationary ? 'PROBATIONARY' : 'FULL_MEMBER'),
      ),
      ...Array.from({ length: masses }, (_, n) => person(`${id}-q${number(n)}`, 'MASSES')),
    ]
  })
}

const general: Department[] = [
  { id: 'D01', members: 12, masses: 22 },
  { id: 'D02', members: 9, masses: 15 },
  { id: 'D03', members: 7, masses: 2 },
]
const finance: Department[] = [
  { id: 'D04', members: 11, masses: 30 },
  { id: 'D05', members: 8, masses: 0 },
]
const production: Department[] = [
  { id: 'D06', members: 14, masses: 62 },
  { id: 'D07', members: 10, masses: 38 },
  { id: 'D08', members: 13, masses: 45 },
  { id: 'D09', members: 6, masses: 20 },
]
const information: Department[] = [{ id: 'D14', members: 11, masses: 15, probationary: 1 }]

function rosterOf(branchId: string, departments: Department[], changes: Partial<FrozenRoster> = {}): FrozenRoster {
  const people = peopleOf(branchId, departments)
  const secretaryId = `${departments[0]?.id}-m01`
  return { branchId, people, liaisons: [], secretaryId, committeeIds: [secretaryId], ...changes }
}

const plan = (roster: FrozenRoster, seed = 7) => planVoters(roster, defaultTemplate, seeded(seed))
const voters = ({ assignments }: VoterPlan, subjectKey: string, group: string) =>
  assignments.filter((one) => one.subjectKey === subjectKey && one.group === group).map((one) => one.voterId)
const wideningOf = ({ widenings }: VoterPlan, subjectKey: string, group: string) =>
  widenings.find((one) => one.subjectKeys.includes(subjectKey) && one.group === group)

describe('subjects', () => {
  it('every 党员， the 书记 a second time and the branch; 预备党员 without 等次', () => {
    const { subjects } = plan(rosterOf('information', information))
    expect(subjects).toHaveLength(11 + 1 + 1)
    expect(subjects.filter((one) => one.kind === 'MEMBER' && one.graded)).toHaveLength(10)
    expect(subjects.filter((one) => one.personId === 'D14-m01').map((one) => one.kind)).toEqual(['MEMBER', 'SECRETARY'])
  })

  it('a 预备党员 rates the others and himself', () => {
    const drawn = plan(rosterOf('information', information))
    expect(voters(drawn, 'MEMBER:D14-m01', 'PEER')).toContain('D14-m11')
    expect(voters(drawn, 'MEMBER:D14-m11', 'SELF')).toEqual(['D14-m11'])
  })

  it('one who left or retired neither rates nor is rated, one on sick leave does both', () => {
    const roster = rosterOf('information', information)
    const people = roster.people.map((person) => {
      if (person.personId === 'D14-m02') return { ...person, dutyStatus: 'LEFT' as const }
      if (person.personId === 'D14-m03') return { ...person, dutyStatus: 'LONG_SICK' as const }
      return person.personId === 'D14-q01' ? { ...person, dutyStatus: 'RETIRED' as const } : person
    })
    const { subjects, assignments } = plan({ ...roster, people })
    const rating = new Set(assignments.map((one) => one.voterId))
    expect([rating.has('D14-m02'), rating.has('D14-m03'), rating.has('D14-q01')]).toEqual([false, true, false])
    expect(subjects.map((one) => one.key)).not.toContain('MEMBER:D14-m02')
    expect(subjects.map((one) => one.key)).toContain('MEMBER:D14-m03')
  })

  it('without a 书记 on the list the secretary is not evaluated, and the branch is told', () => {
    const { subjects, warnings } = plan(rosterOf('information', information, { secretaryId: null }))
    expect(subjects.some((one) => one.kind === 'SECRETARY')).toBe(false)
    expect(warnings.map((one) => one.code)).toContain('SECRETARY_MISSING')
  })

  it('the 书记 in office at the freeze stays the subject when another takes over later', () => {
    const frozen = rosterOf('information', information, { secretaryId: 'D14-m04' })
    expect(
      plan(frozen)
        .subjects.filter((one) => one.kind === 'SECRETARY')
        .map((one) => one.personId),
    ).toEqual(['D14-m04'])
  })
})

describe('互评', () => {
  it('in a branch of 20 or fewer everybody rates everybody else', () => {
    const drawn = plan(rosterOf('finance', finance))
    expect(voters(drawn, 'MEMBER:D05-m01', 'PEER')).toHaveLength(18)
    expect(drawn.widenings.filter((one) => one.group === 'PEER')).toEqual([])
  })

  it('D07 with ten 党员 in a large branch rates within its 党小组', () => {
    const drawn = plan(rosterOf('production', production))
    const peers = voters(drawn, 'MEMBER:D07-m01', 'PEER')
    expect(peers).toHaveLength(9)
    expect(peers.every((personId) => personId.startsWith('D07-'))).toBe(true)
    // D09 leaves exactly five others, which is still enough.
    expect(voters(drawn, 'MEMBER:D09-m01', 'PEER')).toHaveLength(5)
  })

  it('a 党小组 that leaves fewer than five widens to the branch, and says why', () => {
    const small = production.map((one) => (one.id === 'D09' ? { ...one, members: 5 } : one))
    const drawn = plan(rosterOf('production', small))
    expect(voters(drawn, 'MEMBER:D09-m01', 'PEER')).toHaveLength(41)
    expect(wideningOf(drawn, 'MEMBER:D09-m01', 'PEER')).toMatchObject({
      reason: 'PEER_GROUP_TOO_SMALL',
      eligible: 4,
      after: 41,
      text: '党小组内可参评党员 4 人，少于 5 人，互评扩大到全支部 41 人',
    })
  })

  it('a leader without a department is rated by the whole branch', () => {
    const roster = rosterOf('production', production)
    const people = roster.people.map((person) =>
      person.personId === 'D06-m02' ? { ...person, departmentId: null, partyGroupId: null } : person,
    )
    const drawn = plan({ ...roster, people })
    expect(voters(drawn, 'MEMBER:D06-m02', 'PEER')).toHaveLength(42)
    expect(voters(drawn, 'MEMBER:D06-m02', 'MASSES')).toHaveLength(10)
    expect(drawn.warnings).toContainEqual(
      expect.objectContaining({ code: 'MEMBER_WITHOUT_PARTY_GROUP', about: 'D06-m02' }),
    )
  })

  it('书记 and branch are rated by all 党员 of the branch, the 书记 not by himself', () => {
    const drawn = plan(rosterOf('production', production))
    expect(voters(drawn, 'SECRETARY:D06-m01', 'PEER')).toHaveLength(42)
    expect(voters(drawn, 'SECRETARY:D06-m01', 'PEER')).not.toContain('D06-m01')
    expect(voters(drawn, 'ORG:production', 'PEER')).toHaveLength(43)
  })
})

describe('the limits are inclusive as written', () => {
  it('exactly 20 党员 still rate in the whole branch, 21 within their 党小组', () => {
    const branch = (members: number) => [
      { id: 'D04', members: 10, masses: 6 },
      { id: 'D05', members, masses: 6 },
    ]
    expect(voters(plan(rosterOf('any', branch(10))), 'MEMBER:D04-m01', 'PEER')).toHaveLength(19)
    expect(voters(plan(rosterOf('any', branch(11))), 'MEMBER:D04-m01', 'PEER')).toHaveLength(9)
  })

  it('five 群众 are enough, four are not', () => {
    const branch = (masses: number) => [
      { id: 'D04', members: 4, masses: 20 },
      { id: 'D05', members: 4, masses },
    ]
    expect(voters(plan(rosterOf('any', branch(5))), 'MEMBER:D05-m01', 'MASSES')).toHaveLength(5)
    expect(voters(plan(rosterOf('any', branch(4))), 'MEMBER:D05-m01', 'MASSES')).toHaveLength(10)
  })

  it('sixty 群众 all rate the 书记， of sixty-one nineteen are drawn', () => {
    const branch = (masses: number) => plan(rosterOf('any', [{ id: 'D04', members: 4, masses }]))
    expect(voters(branch(60), 'SECRETARY:D04-m01', 'MASSES')).toHaveLength(60)
    expect(voters(branch(61), 'SECRETARY:D04-m01', 'MASSES')).toHaveLength(19)
  })

  it('fifteen subjects are no burden, sixteen are', () => {
    const heaviest = (members: number) => plan(rosterOf('any', [{ id: 'D04', members, masses: 9 }])).burdens
    // Of thirteen members each rates twelve others, himself, the 书记 and the branch; the 书记 one fewer;
    // each of the nine 群众 rates all members, the 书记 and the branch.
    expect(heaviest(13)).toEqual([])
    expect(heaviest(14)).toHaveLength(13 + 9)
  })
})

describe('群众评议', () => {
  it('D03 with two 群众 is filled up to ten by a draw from the branch', () => {
    const drawn = plan(rosterOf('general', general))
    const masses = voters(drawn, 'MEMBER:D03-m01', 'MASSES')
    expect(masses).toHaveLength(10)
    expect(masses).toEqual(expect.arrayContaining(['D03-q01', 'D03-q02']))
    expect(wideningOf(drawn, 'MEMBER:D03-m01', 'MASSES')).toMatchObject({ eligible: 2, pool: 37, after: 10 })
    expect(wideningOf(drawn, 'MEMBER:D03-m01', 'MASSES')?.drawnIds).toHaveLength(8)
  })

  it('D05 without 群众 draws ten of the thirty of D04', () => {
    const drawn = plan(rosterOf('finance', finance))
    const masses = voters(drawn, 'MEMBER:D05-m01', 'MASSES')
    expect(masses).toHaveLength(10)
    expect(masses.every((personId) => personId.startsWith('D04-q'))).toBe(true)
  })

  it('the draw can be repeated from its seed and differs with another one', () => {
    const roster = rosterOf('finance', finance)
    expect(plan(roster, 3)).toEqual(plan({ ...roster, people: roster.people.toReversed() }, 3))
    expect(voters(plan(roster, 3), 'MEMBER:D05-m01', 'MASSES')).not.toEqual(
      voters(plan(roster, 4), 'MEMBER:D05-m01', 'MASSES'),
    )
  })

  it('D14 alone in its branch rates with its fifteen 群众 and nothing is widened', () => {
    const drawn = plan(rosterOf('information', information))
    expect(voters(drawn, 'MEMBER:D14-m05', 'MASSES')).toHaveLength(15)
    expect(drawn.widenings).toEqual([])
  })

  it('a branch with too few 群众 takes them all and is warned before the vote', () => {
    const drawn = plan(rosterOf('small', [{ id: 'D99', members: 6, masses: 2 }]))
    expect(voters(drawn, 'MEMBER:D99-m01', 'MASSES')).toHaveLength(2)
    expect(drawn.warnings).toContainEqual({
      code: 'GROUP_BELOW_MIN',
      about: 'MEMBER:D99-m01',
      text: '可参评群众只有 2 人，该项将不计入总分',
    })
  })

  it('a contact in another department or branch rates the member, once, and nobody else there', () => {
    const people = [...peopleOf('production', production), ...peopleOf('finance', finance)]
    const liaisons = ['D07-q01', 'D08-q01', 'D04-q01', 'D08-q01'].map((contactId) => ({
      memberId: 'D07-m01',
      contactId,
    }))
    const also = { memberId: 'D06-m01', contactId: 'D08-q01' }
    const drawn = plan(rosterOf('production', production, { people, liaisons: [...liaisons, also] }))
    const masses = voters(drawn, 'MEMBER:D07-m01', 'MASSES')
    expect(masses).toHaveLength(38 + 2)
    expect(masses.filter((personId) => personId === 'D08-q01')).toHaveLength(1)
    expect(voters(drawn, 'MEMBER:D06-m01', 'MASSES')).toContain('D08-q01')
    expect(drawn.assignments.filter((one) => one.voterId === 'D04-q01').map((one) => one.subjectKey)).toEqual([
      'MEMBER:D07-m01',
    ])
  })

  it('a contact who is a 党员 or has left gives no ballot of the masses', () => {
    const liaisons = ['D07-m02', 'gone'].map((contactId) => ({ memberId: 'D07-m01', contactId }))
    const drawn = plan(rosterOf('production', production, { liaisons }))
    expect(voters(drawn, 'MEMBER:D07-m01', 'MASSES')).toHaveLength(38)
    expect(drawn.warnings).toContainEqual(expect.objectContaining({ code: 'CONTACT_NOT_LISTED', about: 'gone' }))
  })

  it('above sixty 群众 one logged draw of 30 percent serves 书记 and branch', () => {
    const drawn = plan(rosterOf('production', production))
    const sample = voters(drawn, 'SECRETARY:D06-m01', 'MASSES')
    // 30 % of 165 is 49.5, and "at least" rounds up.
    expect(sample).toHaveLength(50)
    expect(voters(drawn, 'ORG:production', 'MASSES')).toEqual(sample)
    expect(drawn.widenings.filter((one) => one.reason === 'MASSES_SAMPLED')).toEqual([
      expect.objectContaining({ subjectKeys: ['SECRETARY:D06-m01', 'ORG:production'], eligible: 165, after: 50 }),
    ])
    expect(voters(plan(rosterOf('general', general)), 'ORG:general', 'MASSES')).toHaveLength(39)
  })
})

describe('the plan as a whole', () => {
  it('one sheet of the 支委会 per member, one of 机关党委 for 书记 and branch; a 支委 leaves for his own', () => {
    const { collectiveSheets } = plan(rosterOf('information', information))
    const sheets = (group: string) => collectiveSheets.filter((one) => one.group === group)
    expect(sheets('ORG')).toHaveLength(11)
    expect(sheets('SUPERIOR').map((one) => one.subjectKey)).toEqual(['SECRETARY:D14-m01', 'ORG:information'])
    expect(sheets('ORG').filter((one) => one.recusedId !== null)).toEqual([
      { subjectKey: 'MEMBER:D14-m01', group: 'ORG', recusedId: 'D14-m01' },
    ])
  })

  it('warns about voters with more than fifteen subjects', () => {
    const { burdens } = plan(rosterOf('finance', finance))
    // Eighteen peers, himself, the 书记 and the branch.
    expect(burdens).toContainEqual({ voterId: 'D05-m01', subjects: 21 })
    expect(plan(rosterOf('information', information)).burdens).toEqual([])
  })

  it('a group without a weight in the template gets no ballots', () => {
    const { SELF: _, ...weights } = defaultTemplate.subjects.MEMBER.weights
    const subjects = { ...defaultTemplate.subjects, MEMBER: { ...defaultTemplate.subjects.MEMBER, weights } }
    const drawn = planVoters(rosterOf('information', information), { ...defaultTemplate, subjects }, seeded(1))
    expect(drawn.assignments.some((one) => one.group === 'SELF')).toBe(false)
  })

  it('a person listed twice is counted once and reported', () => {
    const roster = rosterOf('information', information)
    const twice = { ...roster, people: [...roster.people, ...roster.people.slice(0, 1)] }
    expect(plan(twice).assignments).toEqual(plan(roster).assignments)
    expect(plan(twice).warnings.map((one) => one.code)).toEqual(['DUPLICATE_PERSON'])
  })

  it('a transfer after the freeze does not put a person into two lists', () => {
    const moved = peopleOf('marketing', [{ id: 'D10', members: 15, masses: 70 }])
    const before = rosterOf('production', production)
    const after = { branchId: 'marketing', people: moved, liaisons: [], secretaryId: null, committeeIds: [] }
    expect(repeatedSubjects([before, after])).toEqual([])
    const newcomer = { ...(before.people[0] as RosterPerson), branchId: 'marketing', departmentId: 'D10' }
    expect(repeatedSubjects([before, { ...after, people: [...moved, newcomer] }])).toEqual(['MEMBER:D06-m01'])
  })

  it('never lets anybody rate himself outside 自评， nor one subject twice', () => {
    const size = fc.record({ members: fc.nat(9), masses: fc.nat(14), probationary: fc.nat(2) })
    fc.assert(
      fc.property(
        fc.array(size, { minLength: 1, maxLength: 4 }),
        fc.nat(1000),
        fc.array(fc.tuple(fc.nat(), fc.nat())),
        (sizes, seed, pairs) => {
          const departments = sizes.map((one, n) => ({ id: `D${n}`, ...one }))
          const people = peopleOf('any', departments)
          const pick = (n: number) => people[n % Math.max(1, people.length)]?.personId ?? ''
          const liaisons = pairs.map(([memberId, contactId]) => ({
            memberId: pick(memberId),
            contactId: pick(contactId),
          }))
          const { assignments, subjects } = plan(rosterOf('any', departments, { liaisons }), seed)
          const rights = assignments.map((one) => `${one.voterId} ${one.subjectKey}`)
          expect(new Set(rights).size).toBe(rights.length)
          for (const { voterId, subjectKey, group } of assignments) {
            const himself = subjects.find((one) => one.key === subjectKey)?.personId === voterId
            expect(himself).toBe(group === 'SELF')
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  it('refuses a random source that answers out of range', () => {
    expect(() => drawWithoutRepeat(['a', 'b'], 1, () => 2)).toThrow(RangeError)
    expect(() => drawWithoutRepeat(['a', 'b'], 1, () => 0.5)).toThrow(RangeError)
  })
})
