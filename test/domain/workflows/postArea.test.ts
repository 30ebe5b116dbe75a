import { asksForFitNominee, beginsAnew, dutyEvents, isAlive, isReady } from '../../../server/domain/postArea/states'
import { postAreaSteps } from '../../../server/domain/workflows/postArea'
import {
  allowedEvents,
  type EventOf,
  listOf,
  nextState,
  type StateOf,
  type StepRole,
  statesOf,
} from '../../../server/domain/workflows/steps'

type State = StateOf<typeof postAreaSteps>
type Event = EventOf<typeof postAreaSteps>

const states = statesOf(postAreaSteps)
const events = [...new Set(postAreaSteps.map((step) => step.event))]
const roles = [...new Set(postAreaSteps.flatMap((step): readonly StepRole[] => listOf<StepRole>(step.by)))]
const outsiders: StepRole[] = ['member', 'masses', 'groupCommittee', 'generalOffice', 'systemAdministrator']
const stepOf = (from: State, event: Event) =>
  postAreaSteps.find((step) => step.event === event && (listOf(step.from) as readonly State[]).includes(from))

const written = postAreaSteps.flatMap((step) =>
  (listOf(step.from) as readonly State[]).flatMap((from) =>
    listOf<StepRole>(step.by).map((role) => [from, step.event, role, step.to] as const),
  ),
)
const strangers = written.flatMap(([from, event]) =>
  [...roles, ...outsiders]
    .filter((role) => !listOf<StepRole>(stepOf(from, event)?.by ?? []).includes(role))
    .map((role) => [from, event, role] as const),
)
const misplaced = states.flatMap((from) =>
  events.filter((event) => !stepOf(from, event)).map((event) => [from, event] as const),
)

describe('every step of a 岗 or 区 that the table has (R03–R15)', () => {
  test.each(written)('from %s, %s by %s leads to %s', (from, event, role, to) => {
    expect(nextState(postAreaSteps, from, event, [role])).toBe(to)
    expect(allowedEvents(postAreaSteps, from, [role])).toContain(event)
  })
})

describe('every step it has not', () => {
  test.each([...new Map(strangers.map((one) => [one.join(), one])).values()])(
    'from %s, %s is not for %s',
    (from, event, role) => {
      expect(nextState(postAreaSteps, from, event, [role])).toBe('wrongRole')
      expect(allowedEvents(postAreaSteps, from, [role])).not.toContain(event)
    },
  )

  test.each(misplaced)('from %s, %s is for nobody', (from, event) => {
    expect(nextState(postAreaSteps, from, event, [...roles, ...outsiders])).toBe('wrongState')
  })
})

const walk = (...moves: [Event, StepRole][]) =>
  moves.reduce<State | 'wrongState' | 'wrongRole'>(
    (now, [event, role]) =>
      now === 'wrongState' || now === 'wrongRole' ? now : nextState(postAreaSteps, now, event, [role]),
    'NOT_STARTED',
  )
const recommended = [
  ['start', 'branchSecretary'],
  ['recommend', 'partyGroupLead'],
] as [Event, StepRole][]
const filled = [
  ...recommended,
  ['consult', 'partyGroupLead'],
  ['giveOpinion', 'supervisingLeader'],
  ['fill', 'partyGroupLead'],
] as [Event, StepRole][]

describe('the order of a nomination', () => {
  test('consults 分管领导 before the form is filled, and asks him again after the review (D6)', () => {
    expect(walk(...recommended, ['fill', 'partyGroupLead'])).toBe('wrongState')
    expect(walk(...filled, ['agree', 'supervisingLeader'])).toBe('wrongState')
    expect(walk(...filled, ['review', 'departmentHead'], ['agree', 'supervisingLeader'])).toBe('LEADER_AGREED')
  })

  test('begins anew after a return or with another nominee (R08)', () => {
    expect(walk(...filled, ['returnByHead', 'departmentHead'])).toBe('DRAFT')
    expect(walk(...filled, ['changeNominee', 'partyGroupLead'], ['fill', 'partyGroupLead'])).toBe('wrongState')
    for (const step of postAreaSteps.filter((each) => each.event !== 'start')) {
      expect([step.event, step.to === 'DRAFT']).toEqual([step.event, beginsAnew(step.event)])
    }
  })

  test('ends only removed or void, and nothing leaves these', () => {
    for (const state of states) {
      expect([state, allowedEvents(postAreaSteps, state, roles).length === 0]).toEqual([state, !isAlive(state)])
    }
  })

  test('counts as ready from the collection on, and never while suspended', () => {
    expect(states.filter(isReady)).toEqual(['COLLECTED', 'SUBMITTED', 'ACCEPTED', 'ACTIVE'])
  })

  test('asks for a fit nominee where it goes on, never where it goes back', () => {
    expect(events.filter((event) => asksForFitNominee(event) && beginsAnew(event))).toEqual([])
    expect(dutyEvents.every((event) => events.includes(event))).toBe(true)
  })
})
