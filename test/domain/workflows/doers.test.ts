import { roleNames, roles } from '../../../server/domain/organisation/roles'
import { workflows } from '../../../server/domain/workflows'
import { capacityName, doerNames, doersOf, grantOf } from '../../../server/domain/workflows/doers'
import { signOrderSteps } from '../../../server/domain/workflows/signOrder'
import type { StepTable } from '../../../server/domain/workflows/steps'

/** Capacities without a grant: facts of the person, and the job. */
const ungranted = [
  'member',
  'leadingCadre',
  'leaderAssistant',
  'masses',
  'contact',
  'system',
  'accountOwner',
  'accountAsker',
  'careMember',
  'careRaiser',
]

describe('the two alphabets of capacities', () => {
  const tables = Object.values(workflows) as StepTable[]
  const capacities = [...new Set(tables.flatMap((table) => table.flatMap(({ by }) => [by].flat())))]

  test.each(capacities)('%s has a granted role of its own, or is none', (capacity) => {
    const role = grantOf(capacity)
    if (ungranted.includes(capacity)) expect(role).toBeUndefined()
    else expect(roles).toContain(role)
    expect(capacityName(capacity)).toBe(role && roleNames[role])
  })
  test('no two share a role, and 留痕 writes the same word in capitals', () => {
    const granted = capacities.flatMap((capacity) => grantOf(capacity) ?? [])
    expect(new Set(granted).size).toBe(granted.length)
    // Older than the rule.
    const named: Record<string, string> = { systemAdministrator: 'SYS_ADMIN' }
    const inCapitals = (capacity: string) =>
      named[capacity] ?? capacity.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
    for (const capacity of capacities) if (grantOf(capacity)) expect(grantOf(capacity)).toBe(inCapitals(capacity))
  })
  test('a refusal names those who may, and no job', () => {
    expect(doersOf(signOrderSteps, 'allDelivered')).toEqual(['branchSecretary', 'branchClerk', 'system'])
    expect(doerNames(signOrderSteps, 'allDelivered')).toEqual(['支部书记', '支部经办'])
    expect(doersOf(signOrderSteps, 'no such event')).toEqual([])
  })
})
