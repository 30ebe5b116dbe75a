import fc from 'fast-check'
import { workflows } from '../../../server/domain/workflows'
import {
  allowedEvents,
  diagram,
  listOf,
  nextState,
  notStarted,
  type StepRole,
  type StepTable,
  statesOf,
} from '../../../server/domain/workflows/steps'

const tables = Object.entries(workflows) as [string, StepTable][]
const eventsOf = (table: StepTable) => [...new Set(table.map((step) => step.event))]
const rolesOf = (table: StepTable) => [...new Set(table.flatMap((step) => listOf(step.by)))]
const outsider: StepRole = 'systemAdministrator'

describe.each(tables)('the workflow %s', (_name, table) => {
  const states = statesOf(table)
  const written = (from: string, event: string) =>
    table.filter((step) => step.event === event && listOf(step.from).includes(from))

  test('says of every state, event and role what its table says, and refuses every other move', () => {
    let refused = 0
    let allowed = 0
    for (const from of states)
      for (const event of eventsOf(table))
        for (const role of [...rolesOf(table), outsider]) {
          const steps = written(from, event)
          const step = steps.find((candidate) => listOf(candidate.by).includes(role))
          const expected = steps.length === 0 ? 'wrongState' : (step?.to ?? 'wrongRole')
          expect([from, event, role, nextState(table, from, event, [role])]).toEqual([from, event, role, expected])
          expect(allowedEvents(table, from, [role]).includes(event)).toBe(step !== undefined)
          if (step) allowed++
          else refused++
        }
    expect(allowed).toBeGreaterThan(0)
    expect(refused).toBeGreaterThan(allowed)
  })

  test('has one outcome for one event in one state', () => {
    for (const from of states)
      for (const event of eventsOf(table)) expect(written(from, event).length).toBeLessThanOrEqual(1)
  })

  test('lets every state be reached from the beginning and ends somewhere', () => {
    const reached = new Set<string>([notStarted])
    for (let before = -1; before !== reached.size; ) {
      before = reached.size
      for (const step of table) if (listOf(step.from).some((from) => reached.has(from))) reached.add(step.to)
    }
    expect([...reached].sort()).toEqual([...states].sort())
    // A member who left and came back leaves the archive again: a 承诺书 ends with its campaign only.
    const ends = states.some((state) => allowedEvents(table, state, rolesOf(table)).length === 0)
    expect(ends).toBe(table !== workflows.pledge)
  })

  test('never leads back to where nothing has been started', () => {
    expect(table.map((step) => step.to)).not.toContain(notStarted)
  })

  test('gives nothing to somebody without a role, nor to the administrator of accounts', () => {
    for (const state of states) {
      expect(allowedEvents(table, state, [])).toEqual([])
      // But for accounts themselves.
      if (table !== workflows.accountChange) expect(allowedEvents(table, state, [outsider])).toEqual([])
    }
  })

  test('stays inside its states on any walk with any roles', () => {
    const move = fc.record({
      event: fc.constantFrom(...eventsOf(table)),
      roles: fc.subarray([...rolesOf(table), outsider]),
    })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        let now: string = notStarted
        for (const { event, roles } of moves) {
          const next = nextState(table, now, event, roles)
          if (next === 'wrongState' || next === 'wrongRole')
            expect(allowedEvents(table, now, roles)).not.toContain(event)
          else now = next
          expect(states).toContain(now)
        }
      }),
    )
  })

  test('is drawn with every arrow of the table', () => {
    const drawn = diagram(table)
    expect(drawn.startsWith('stateDiagram-v2\n  [*] --> NOT_STARTED\n')).toBe(true)
    const arrows = drawn.split('\n').filter((line) => line.includes(': '))
    expect(arrows).toHaveLength(table.reduce((sum, step) => sum + listOf(step.from).length, 0))
    for (const step of table)
      for (const from of listOf(step.from))
        expect(drawn).toContain(`  ${from} --> ${step.to}: ${step.event} (${listOf(step.by).join(', ')})\n`)
    const ends = states.filter((state) => allowedEvents(table, state, rolesOf(table)).length === 0)
    expect(drawn.split('\n').filter((line) => line.endsWith('--> [*]'))).toEqual(ends.map((end) => `  ${end} --> [*]`))
  })
})

test('a state or an event that no table knows does not compile', () => {
  // @ts-expect-error: 'APPROVED' is no state of a pledge
  expect(nextState(workflows.pledge, 'APPROVED', 'submit', ['member'])).toBe('wrongState')
  // @ts-expect-error: 'approve' is no event of a pledge
  expect(nextState(workflows.pledge, 'DRAFT', 'approve', ['member'])).toBe('wrongState')
})

test('there is a table for every workflow of the spine', () => {
  expect(Object.keys(workflows)).toEqual([
    'pledge',
    'postArea',
    'signOrder',
    'signProof',
    'signDelivery',
    'signDeletion',
    'branchPackage',
    'exemption',
    'evaluationCampaign',
    'evaluationRound',
    'oneToOneVisit',
    'emergencyCare',
    'threeLinks',
    'accountChange',
  ])
})
