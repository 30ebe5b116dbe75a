import { branchPackageSteps } from '../../../server/domain/workflows/branchPackage'
import { pledgeSteps } from '../../../server/domain/workflows/pledge'
import {
  allowedEvents,
  type EventOf,
  nextState,
  type StateOf,
  type StepRole,
  statesOf,
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
    expect(
      walk(
        'FULFILLING',
        ['amend', 'member'],
        ['submit', 'member'],
        ['pass', 'branchSecretary'],
        ['package', 'branchSecretary'],
        ['accept', 'hqOffice'],
        ['publish', 'system'],
      ),
    ).toBe('PUBLISHED')
  })

  test('is amended and given up by its member alone, also after the branch gave it back', () => {
    expect(walk('AMENDED', ['discardAmendment', 'member'])).toBe('PUBLISHED')
    expect(walk('AMENDED', ['submit', 'member'], ['return', 'branchClerk'], ['discardAmendment', 'member'])).toBe(
      'PUBLISHED',
    )
    expect(walk('SUBMITTED', ['discardAmendment', 'member'])).toBe('wrongState')
    for (const role of ['branchSecretary', 'hqOffice', 'system'] as const)
      expect(walk('PUBLISHED', ['amend', role])).toBe('wrongRole')
  })

  test('can be left for the archive from everywhere but the hands of 机关党办, and only a member who came back leaves the archive', () => {
    const states = statesOf(pledgeSteps)
    const kept = states.filter((state) => walk(state, ['archive', 'system']) !== 'ARCHIVED')
    expect(kept).toEqual(['NOT_STARTED', 'ARCHIVED', 'SUBMITTED_TO_OFFICE'])
    const events = [...new Set(pledgeSteps.map((step) => step.event))]
    const roles = [...new Set(pledgeSteps.flatMap((step) => step.by))]
    for (const event of events.filter((one) => one !== 'submit'))
      expect(nextState(pledgeSteps, 'ARCHIVED', event, roles)).toBe('wrongState')
    expect(nextState(pledgeSteps, 'ARCHIVED', 'submit', ['member'])).toBe('SUBMITTED')
    expect(nextState(pledgeSteps, 'ARCHIVED', 'submit', ['hqOffice', 'system'])).toBe('wrongRole')
  })

  test('refuses every move that is not in this list, whoever asks', () => {
    const roles = [...new Set(pledgeSteps.flatMap((step) => step.by))]
    const moves = statesOf(pledgeSteps).flatMap((from) =>
      [...new Set(pledgeSteps.map((step) => step.event))]
        .filter((event) => nextState(pledgeSteps, from, event, roles) !== 'wrongState')
        .map((event) => `${from} ${event}`),
    )
    expect(moves.filter((move) => !move.endsWith(' archive'))).toEqual([
      'NOT_STARTED start',
      'DRAFT submit',
      'RETURNED submit',
      'RETURNED discardAmendment',
      'AMENDED submit',
      'AMENDED discardAmendment',
      'AMENDED withdraw',
      'SUBMITTED takeBack',
      'SUBMITTED beginCheck',
      'SUBMITTED pass',
      'SUBMITTED return',
      'ARCHIVED submit',
      'BRANCH_CHECK pass',
      'BRANCH_CHECK return',
      'BRANCH_OK return',
      'BRANCH_OK package',
      'SUBMITTED_TO_OFFICE accept',
      'SUBMITTED_TO_OFFICE returnByOffice',
      'OFFICE_OK publish',
      'PUBLISHED amend',
      'PUBLISHED recordFulfilment',
      'PUBLISHED assess',
      'PUBLISHED withdraw',
      'FULFILLING amend',
      'FULFILLING recordFulfilment',
      'FULFILLING assess',
      'FULFILLING withdraw',
      'ASSESSED amend',
      'ASSESSED recordFulfilment',
      'ASSESSED withdraw',
      'WITHDRAWN republish',
    ])
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
