import { signOrderSteps } from '../../../server/domain/workflows/signOrder'
import {
  allowedEvents,
  type EventOf,
  nextState,
  type StateOf,
  type StepRole,
} from '../../../server/domain/workflows/steps'
import { signOrderRoles } from '../../../server/policy/stepRoles'

type State = StateOf<typeof signOrderSteps>
type Event = EventOf<typeof signOrderSteps>
const step = (now: State, event: Event, role: StepRole) => nextState(signOrderSteps, now, event, [role])

/** The chain of rules §3.3, written down a second time. */
const chain: [State, Event, StepRole, State][] = [
  ['NOT_STARTED', 'start', 'generalOffice', 'DRAFT'],
  ['DRAFT', 'export', 'generalOffice', 'DESIGNING'],
  ['DESIGNING', 'sendProof', 'generalOffice', 'PROOF_CHECK'],
  ['PROOF_CHECK', 'quote', 'generalOffice', 'QUOTED'],
  ['QUOTED', 'submit', 'generalOffice', 'OFFICE_REVIEW'],
  ['OFFICE_REVIEW', 'review', 'hqOffice', 'FINAL_APPROVAL'],
  ['FINAL_APPROVAL', 'approve', 'groupDeputySecretary', 'IN_PRODUCTION'],
  ['IN_PRODUCTION', 'allDelivered', 'branchSecretary', 'DELIVERED'],
  ['DELIVERED', 'pay', 'generalOffice', 'PAID'],
  ['PAID', 'close', 'hqOffice', 'CLOSED'],
]
const others: [State, Event, StepRole, State][] = [
  ['OFFICE_REVIEW', 'returnByOffice', 'hqOffice', 'QUOTED'],
  ['FINAL_APPROVAL', 'reject', 'groupDeputySecretary', 'QUOTED'],
  ['OFFICE_REVIEW', 'changeAmount', 'generalOffice', 'OFFICE_REVIEW'],
  ['FINAL_APPROVAL', 'changeAmount', 'generalOffice', 'OFFICE_REVIEW'],
  ['IN_PRODUCTION', 'changeAmount', 'generalOffice', 'OFFICE_REVIEW'],
  ['DESIGNING', 'export', 'generalOffice', 'DESIGNING'],
  ['PROOF_CHECK', 'export', 'generalOffice', 'DESIGNING'],
  ['PROOF_CHECK', 'sendProof', 'generalOffice', 'PROOF_CHECK'],
  ['QUOTED', 'quote', 'generalOffice', 'QUOTED'],
  ['IN_PRODUCTION', 'allDelivered', 'branchClerk', 'DELIVERED'],
  ['IN_PRODUCTION', 'allDelivered', 'system', 'DELIVERED'],
  ...(['DRAFT', 'DESIGNING', 'PROOF_CHECK', 'QUOTED'] as const).map((state): [State, Event, StepRole, State] => [
    state,
    'cancel',
    'generalOffice',
    'CANCELLED',
  ]),
]
const states: State[] = [...new Set(signOrderSteps.flatMap((row) => [row.from, row.to].flat()))]
const events: Event[] = [...new Set(signOrderSteps.map((row) => row.event))]
const doers: StepRole[] = [
  'generalOffice',
  'hqOffice',
  'groupDeputySecretary',
  'branchSecretary',
  'branchClerk',
  'system',
]

describe('the chain of a 工作牌 order (R28–R32)', () => {
  test.each([...chain, ...others])('from %s, %s by %s leads to %s', (now, event, role, next) => {
    expect(step(now, event, role)).toBe(next)
  })

  test('knows no other step, from whatever state and by whomever', () => {
    const allowed = new Set([...chain, ...others].map(([now, event, role]) => `${now} ${event} ${role}`))
    const surplus = states.flatMap((now) =>
      events.flatMap((event) =>
        doers
          .filter((role) => !['wrongState', 'wrongRole'].includes(step(now, event, role)))
          .map((role) => `${now} ${event} ${role}`)
          .filter((taken) => !allowed.has(taken)),
      ),
    )
    expect(surplus).toEqual([])
  })

  test('does not let 终审 come before 审核, nor production before 终审', () => {
    for (const state of ['DRAFT', 'PROOF_CHECK', 'QUOTED', 'OFFICE_REVIEW'] as const)
      expect(step(state, 'approve', 'groupDeputySecretary')).toBe('wrongState')
    for (const state of ['QUOTED', 'OFFICE_REVIEW', 'FINAL_APPROVAL'] as const)
      expect(step(state, 'allDelivered', 'branchSecretary')).toBe('wrongState')
    expect(step('IN_PRODUCTION', 'pay', 'generalOffice')).toBe('wrongState')
  })

  test('cannot be cancelled once it lies with 机关党办', () => {
    for (const state of ['OFFICE_REVIEW', 'FINAL_APPROVAL', 'IN_PRODUCTION', 'PAID'] as const)
      expect(allowedEvents(signOrderSteps, state, doers)).not.toContain('cancel')
  })

  test('经办 who is also in 机关党办 and deputy secretary judges nothing of his own (R30)', () => {
    const grants = (['GENERAL_OFFICE', 'HQ_OFFICE', 'GROUP_DEPUTY_SECRETARY'] as const).map((role) => ({
      role,
      scopeId: '',
    }))
    const actor = {
      personId: 'p1',
      name: '',
      politicalStatus: 'MASSES' as const,
      activeMember: false,
      joinedDay: null,
      leadingCadre: false,
    }
    const all = { ...actor, departmentId: null, branchId: null, grants }
    expect(signOrderRoles(all, { placedById: 'p1' })).toEqual(['generalOffice'])
    expect(signOrderRoles(all, { placedById: 'p2' })).toEqual(['generalOffice', 'hqOffice', 'groupDeputySecretary'])
    expect(signOrderRoles(null, { placedById: 'p2' })).toEqual(['system'])
  })
})
