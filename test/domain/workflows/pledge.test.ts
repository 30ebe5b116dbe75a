import { branchPackageSteps } from '../../../server/domain/workflows/branchPackage'
import { pledgeSteps } from '../../../server/domain/workflows/pledge'
import {
  allowedEvents,
  type EventOf,
  nextState,
  type StateOf,
  type StepRole,
} from '../../../server/domain/workflows/steps'

type State = StateOf<typeof pledgeSteps>
type Event = EventOf<typeof pledgeSteps>

const walk = (from: State, ...moves: [Event, StepRole][]) =>
  moves.reduce<State | 'wrongState' | 'wrongRole'>(
    (now, [event, role]) =>
      now === 'wrongState' || now === 'wrongRole' ? now : nextState(pledgeSteps, now, event, [role]),
    from,
  )

describe('a 承诺书 (R18, R19, R27)', () => {
  test('goes from its member through the branch and 机关党办 to the board', () => {
    expect(
      walk(
        'NOT_STARTED',
        ['start', 'member'],
        ['submit', 'member'],
        ['beginCheck', 'branchClerk'],
        ['pass', 'branchSecretary'],
        ['package', 'branchSecretary'],
        ['accept', 'hqOffice'],
        ['publish', 'system'],
      ),
    ).toBe('PUBLISHED')
  })

  test('given back by the branch or by 机关党办 goes to its member, who hands it in again', () => {
    expect(walk('SUBMITTED', ['return', 'branchSecretary'], ['submit', 'member'])).toBe('SUBMITTED')
    expect(walk('SUBMITTED_TO_OFFICE', ['returnByOffice', 'hqOffice'], ['package', 'branchSecretary'])).toBe(
      'SUBMITTED_TO_OFFICE',
    )
  })

  test('is not approved by a leader: the notice orders collecting only', () => {
    const steps = new Set<string>(pledgeSteps.flatMap((step) => step.by))
    expect(steps.has('departmentHead') || steps.has('supervisingLeader')).toBe(false)
  })

  test('may be taken back by its member until somebody has begun to check it', () => {
    expect(walk('SUBMITTED', ['takeBack', 'member'])).toBe('DRAFT')
    expect(walk('BRANCH_CHECK', ['takeBack', 'member'])).toBe('wrongState')
    expect(walk('SUBMITTED', ['takeBack', 'branchSecretary'])).toBe('wrongRole')
  })

  test('leaves the board at once when its member leaves, and may come back', () => {
    expect(walk('FULFILLING', ['withdraw', 'system'])).toBe('WITHDRAWN')
    expect(walk('PUBLISHED', ['withdraw', 'member'], ['republish', 'branchSecretary'])).toBe('PUBLISHED')
    expect(walk('WITHDRAWN', ['republish', 'member'])).toBe('PUBLISHED')
    expect(walk('WITHDRAWN', ['republish', 'system'])).toBe('wrongRole')
  })

  test('is amended by a new version that is checked again', () => {
    expect(walk('PUBLISHED', ['amend', 'member'], ['submit', 'member'], ['publish', 'hqOffice'])).toBe('wrongState')
  })

  test('shows its member one button once it waits for the branch', () => {
    expect(allowedEvents(pledgeSteps, 'SUBMITTED', ['member'])).toEqual(['takeBack'])
  })
})

describe('a branch package (R13, R14)', () => {
  test('may be handed in again after it was given back, and not after it was accepted', () => {
    expect(nextState(branchPackageSteps, 'RETURNED', 'submit', ['branchSecretary'])).toBe('SUBMITTED')
    expect(nextState(branchPackageSteps, 'ACCEPTED', 'submit', ['branchSecretary'])).toBe('wrongState')
  })

  test('is accepted by 机关党办 alone', () => {
    expect(nextState(branchPackageSteps, 'SUBMITTED', 'accept', ['branchSecretary', 'hqCommittee'])).toBe('wrongRole')
    expect(nextState(branchPackageSteps, 'SUBMITTED', 'accept', ['hqOffice'])).toBe('ACCEPTED')
  })
})
