import { asidesOf, type Order, type State, stageOf, toneOf } from '../../../miniapp/pages/signOrders/orderSteps'
import { signOrderSteps, signOrder as table } from '../../../server/domain/workflows/signOrder'
import { allowedEvents, type StepRole, statesOf } from '../../../server/domain/workflows/steps'
import { turnOf } from '../../../server/domain/workflows/workflow'
import { recordFace } from './recordFace'
import { proof, signOrder } from './signOrderRecord'

const states = statesOf(signOrderSteps)
const allowedIn = (state: State, ...roles: StepRole[]) => allowedEvents(signOrderSteps, state, roles)
/** An order whose turn is what the table says of its state, as the server sends it. */
const standing = (state: State, allowed: Order['allowed']) => {
  const event = turnOf(table, state)?.owes
  const turn = event ? { event, title: '', mine: true, instead: null, answers: [], people: [], vacant: [] } : null
  return signOrder({ state, allowed, face: recordFace({ turn }) })
}
describe('the one thing the page asks for', () => {
  const stages = (role: StepRole) =>
    Object.fromEntries(
      states
        .map((state) => [state, stageOf(standing(state, allowedIn(state, role)))])
        .filter(([, stage]) => stage !== null),
    )

  test('is for 办公室 to hand over, proof, price, send up and pay', () => {
    expect(stages('generalOffice')).toEqual({
      DRAFT: 'export',
      DESIGNING: 'sendProof',
      PROOF_CHECK: 'quote',
      QUOTED: 'submit',
      DELIVERED: 'pay',
    })
  })

  test('is for 机关党办 to close; 审核 and 终审 need nothing but words (R30–R32)', () => {
    expect(stages('hqOffice')).toEqual({ PAID: 'close' })
    expect(stages('groupDeputySecretary')).toEqual({})
    expect(states.filter((state) => toneOf(state) === 'done')).toEqual(['CLOSED'])
  })

  test('is no price as long as one department has not confirmed (R29)', () => {
    const order = standing('PROOF_CHECK', allowedIn('PROOF_CHECK', 'generalOffice'))
    for (const answer of ['WAITING', 'PROBLEM'] as const) {
      const proofs = [proof('财务部', 'CONFIRMED'), proof('技术研发部', answer)]
      expect(stageOf({ ...order, proofs })).toBe('proofs')
    }
  })

  test('is nothing for 经办 where 党办 judges, whatever else he may do', () => {
    expect(stageOf(standing('OFFICE_REVIEW', ['changeAmount']))).toBeNull()
  })
})

describe('what may be done besides', () => {
  const asides = (state: State, ...roles: StepRole[]) =>
    asidesOf({ state, allowed: allowedIn(state, ...roles) }, roles.includes('generalOffice'))

  test('follows the workflow table', () => {
    expect(asides('DRAFT', 'generalOffice')).toEqual(['cancel'])
    expect(asides('DESIGNING', 'generalOffice')).toEqual(['exportAgain', 'cancel'])
    expect(asides('PROOF_CHECK', 'generalOffice')).toEqual(['exportAgain', 'proofAgain', 'cancel'])
    expect(asides('QUOTED', 'generalOffice')).toEqual(['changeQuote', 'cancel'])
    expect(asides('FINAL_APPROVAL', 'generalOffice')).toEqual(['changeQuote'])
    expect(asides('IN_PRODUCTION', 'generalOffice')).toEqual(['changeQuote', 'reprint'])
    expect(asides('CLOSED', 'generalOffice')).toEqual(['reprint'])
    expect(asides('CANCELLED', 'generalOffice')).toEqual([])
  })

  test('is nothing for those who judge', () => {
    for (const state of states) expect(asides(state, 'hqOffice', 'groupDeputySecretary')).toEqual([])
  })
})
