import { openIdOf } from '../../../bot/emulator/feishu/ids'
import type { Person } from '../../../entities'
import { sampleOrganisation } from '../../../server/demo/sampleOrganisation'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { isActiveMember } from '../../../server/domain/organisation/persons'

const tenants = {
  feishu: { appId: 'cli_sample', openIdOf: (userId: string) => openIdOf('cli_sample', userId) },
  wecom: { corpId: 'ww1' },
}
const sample = sampleOrganisation(tenants, toCalendarDay('2026-09-01'))

const codeOf = new Map(sample.departments.map((one) => [one.id, one.code]))
const placeOf = new Map(sample.placements.map((one) => [one.personId, one]))
const personOf = new Map(sample.people.map((one) => [one.id, one]))
const named = (name: string) => sample.people.filter((one) => one.name === name)

/** Everyone of a department; the group leader without one is counted with 综合办公室, as in the plan. */
const peopleOf = (code: string): Person[] =>
  sample.people.filter((one) => (codeOf.get(placeOf.get(one.id)?.departmentId ?? '') ?? 'D01') === code)

describe('the sample organisation', () => {
  it('is the same every time', () => {
    expect(sampleOrganisation(tenants, toCalendarDay('2026-09-01'))).toEqual(sample)
  })

  it('has 5 branches, 14 departments, 134 full and 6 probationary members and 400 群众', () => {
    const count = (status: string) => sample.people.filter((one) => one.politicalStatus === status).length
    expect(sample.partyOrganisations.filter((one) => one.kind === 'BRANCH')).toHaveLength(5)
    expect(sample.departments).toHaveLength(14)
    expect([count('FULL_MEMBER'), count('PROBATIONARY'), count('MASSES')]).toEqual([134, 6, 400])
    expect(sample.people.filter(isActiveMember)).toHaveLength(140)
  })

  it('fills every department as planned', () => {
    const sizes = sample.departments.map(({ code }) => {
      const people = peopleOf(code)
      const members = people.filter(isActiveMember).length
      return `${code} ${members}+${people.length - members}`
    })
    expect(sizes).toEqual([
      'D01 12+22',
      'D02 9+15',
      'D03 7+2',
      'D04 11+30',
      'D05 8+0',
      'D06 14+62',
      'D07 10+38',
      'D08 13+45',
      'D09 6+20',
      'D10 15+70',
      'D11 9+26',
      'D12 8+24',
      'D13 7+31',
      'D14 11+15',
    ])
  })

  it('gives every department one head and one supervising leader, who is never the same person', () => {
    for (const { id } of sample.departments) {
      const holder = (role: string) => sample.grants.filter((one) => one.role === role && one.scopeId === id)
      expect(holder('DEPARTMENT_HEAD')).toHaveLength(1)
      expect(holder('SUPERVISING_LEADER')).toHaveLength(1)
      expect(holder('DEPARTMENT_HEAD')[0]?.personId).not.toBe(holder('SUPERVISING_LEADER')[0]?.personId)
    }
  })

  it('gives every branch a secretary and two to four further committee members, all of them in that branch', () => {
    const groupOf = new Map(sample.partyGroups.map((one) => [one.departmentId, one.branchId]))
    for (const { id } of sample.partyOrganisations.filter((one) => one.kind === 'BRANCH')) {
      const granted = sample.grants.filter((one) => one.scopeId === id)
      expect(granted.filter((one) => one.role === 'BRANCH_SECRETARY')).toHaveLength(1)
      const committee = granted.filter((one) => one.role === 'BRANCH_COMMITTEE')
      expect(committee.length).toBeGreaterThanOrEqual(2)
      expect(committee.length).toBeLessThanOrEqual(4)
      for (const { personId, role } of granted.filter((one) => one.role !== 'INSPECTOR')) {
        expect(personOf.get(personId)?.politicalStatus).toBe('FULL_MEMBER')
        expect([role, groupOf.get(placeOf.get(personId)?.departmentId ?? '')]).toEqual([role, id])
      }
    }
  })

  it('holds the edge cases of people: equal ranks, two of one name, rare characters, a leader without department', () => {
    const highest = peopleOf('D09').filter((one) => one.positionRank === 30)
    expect(highest).toHaveLength(2)
    expect(named('李明远').map((one) => codeOf.get(placeOf.get(one.id)?.departmentId ?? ''))).toEqual(['D06', 'D08'])
    expect(named('林𠮷安')).toHaveLength(1)
    expect(named('苏㛃')).toHaveLength(1)
    const unplaced = sample.placements.filter((one) => one.departmentId === null)
    const group = sample.partyGroups.find((one) => one.id === unplaced[0]?.partyGroupId)
    expect(unplaced).toHaveLength(1)
    expect(group?.name).toBe('领导党小组')
    const secondNames = new Set(sample.people.map((one) => one.name))
    expect(secondNames.size).toBe(539)
  })

  it('leaves five 群众 and one member on long sick leave without a chat account', () => {
    const reachable = new Set(sample.accounts.map((one) => one.personId))
    const unreachable = sample.people.filter((one) => !reachable.has(one.id))
    expect(unreachable.filter((one) => one.politicalStatus === 'MASSES')).toHaveLength(5)
    expect(unreachable.filter((one) => one.dutyStatus === 'LONG_SICK')).toHaveLength(1)
    expect(unreachable).toHaveLength(6)
  })

  it('pairs every member with one to four contacts, and says 多对一 where a contact has several helpers', () => {
    const contactsOf = new Map<string, number>()
    const helpersOf = new Map<string, number>()
    for (const { memberId, contactId } of sample.liaisons) {
      contactsOf.set(memberId, (contactsOf.get(memberId) ?? 0) + 1)
      helpersOf.set(contactId, (helpersOf.get(contactId) ?? 0) + 1)
    }
    expect(contactsOf.size).toBe(140)
    expect(Math.max(...contactsOf.values())).toBeLessThanOrEqual(5)
    for (const { contactId, aidKind } of sample.liaisons) {
      expect(personOf.get(contactId)?.politicalStatus).toBe('MASSES')
      expect(aidKind === 'ONE_TO_ONE').toBe(helpersOf.get(contactId) === 1)
    }
  })

  it('gives nine leading cadres one market, one subsidiary and ten pharmacies each, nobody the same', () => {
    const leaders = sample.people.filter((one) => one.leadingCadre)
    expect(leaders).toHaveLength(9)
    expect(sample.targets).toHaveLength(108)
    expect(new Set(sample.links.map((one) => one.targetId)).size).toBe(108)
    const kindOf = new Map(sample.targets.map((one) => [one.id, one.kind]))
    for (const { id } of leaders) {
      const kinds = sample.links
        .filter((one) => one.leaderId === id && one.year === 2026)
        .map((one) => kindOf.get(one.targetId))
      expect(kinds).toEqual(['MARKET', 'SUBSIDIARY', ...Array(10).fill('PHARMACY')])
    }
  })

  it('lets the secretary of 财投支部 have visited 9 of 10 pharmacies and another leader 6, none of it after today', () => {
    const kindOf = new Map(sample.targets.map((one) => [one.id, one.kind]))
    const pharmacies = (name: string) =>
      new Set(
        sample.activities
          .filter((one) => one.leaderId === named(name)[0]?.id && kindOf.get(one.targetId) === 'PHARMACY')
          .map((one) => one.targetId),
      ).size
    expect(pharmacies('沈云舟')).toBe(9)
    expect(pharmacies('秦望川')).toBe(6)
    for (const { heldDay } of sample.activities) {
      expect(heldDay >= '2026-01-01' && heldDay <= '2026-09-01').toBe(true)
    }
  })

  it('uses every id once', () => {
    const { chatPeople, personas, ...tables } = sample
    const ids = Object.values(tables).flatMap((rows) => rows.map((row) => row.id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(personas.map((one) => one.key)).toContain('office')
    expect(chatPeople.filter((one) => one.persona)).toHaveLength(personas.length)
  })
})
