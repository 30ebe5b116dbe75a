import { missingStanding, overlap } from '../../../server/domain/organisation/grantRules'
import { partyGroupLead, type RankedPerson } from '../../../server/domain/organisation/partyGroupLead'

const person = (personId: string, positionRank: number, more: Partial<RankedPerson> = {}): RankedPerson => ({
  personId,
  positionRank,
  politicalStatus: 'FULL_MEMBER',
  dutyStatus: 'ON_DUTY',
  ...more,
})

describe('部门党员负责人 (R07)', () => {
  it('is the member with the highest 行政职务， not a higher person outside the party', () => {
    const people = [person('staff', 0), person('deputy', 20), person('head', 30, { politicalStatus: 'MASSES' })]
    expect(partyGroupLead(people, null)).toEqual({ rule: 'highestPost', personId: 'deputy' })
  })

  it('must be designated where two hold equal highest posts', () => {
    const people = [person('one', 30), person('two', 30), person('staff', 0)]
    expect(partyGroupLead(people, null)).toEqual({ rule: 'designationNeeded', candidateIds: ['one', 'two'] })
    expect(partyGroupLead(people, 'two')).toEqual({ rule: 'designated', personId: 'two' })
  })

  it('may be designated against the rule, but only from the department and only while the member is there', () => {
    const people = [person('head', 30), person('staff', 0)]
    expect(partyGroupLead(people, 'staff')).toEqual({ rule: 'designated', personId: 'staff' })
    expect(partyGroupLead(people, 'transferred')).toEqual({ rule: 'highestPost', personId: 'head' })
  })

  it('does not exist without a member, and the retired do not count', () => {
    expect(partyGroupLead([person('one', 30, { politicalStatus: 'MASSES' })], null)).toEqual({ rule: 'noMember' })
    const people = [person('retired', 30, { dutyStatus: 'RETIRED' }), person('staff', 0)]
    expect(partyGroupLead(people, 'retired')).toEqual({ rule: 'highestPost', personId: 'staff' })
  })
})

describe('who can hold a role', () => {
  const masses = { politicalStatus: 'MASSES', dutyStatus: 'ON_DUTY' } as const
  const probationary = { politicalStatus: 'PROBATIONARY', dutyStatus: 'ON_DUTY' } as const

  it('asks for a full member where the post is one of the party', () => {
    expect(missingStanding('BRANCH_SECRETARY', probationary)).toBe('fullMember')
    expect(missingStanding('PARTY_GROUP_LEAD', masses)).toBe('member')
    expect(missingStanding('PARTY_GROUP_LEAD', probationary)).toBeNull()
  })

  it('lets 群众 head a department or supervise one (D5)', () => {
    expect(missingStanding('DEPARTMENT_HEAD', masses)).toBeNull()
    expect(missingStanding('SUPERVISING_LEADER', masses)).toBeNull()
  })

  it('counts both end days of a period', () => {
    const spring = { fromDay: '2026-01-01', toDay: '2026-06-30' }
    expect(overlap(spring, { fromDay: '2026-06-30', toDay: null })).toBe(true)
    expect(overlap(spring, { fromDay: '2026-07-01', toDay: null })).toBe(false)
  })
})
