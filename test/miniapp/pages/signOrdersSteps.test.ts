import {
  asidesOf,
  type Order,
  type State,
  stageOf,
  stationViews,
  toneOf,
} from '../../../miniapp/pages/signOrders/orderSteps'
import { stationNames, waitTexts } from '../../../miniapp/pages/signOrders/texts'
import { signOrderSteps } from '../../../server/domain/workflows/signOrder'
import { allowedEvents, type StepRole, statesOf } from '../../../server/domain/workflows/steps'
import { delivery, proof, signOrder } from './signOrderRecord'

const states = statesOf(signOrderSteps)
const allowedIn = (state: State, ...roles: StepRole[]) => allowedEvents(signOrderSteps, state, roles)
const nowOf = (change: Partial<Order>) =>
  stationViews(signOrder(change)).flatMap(({ station, position }) =>
    position === 'now' ? stationNames[station] : [],
  )[0]

describe('the step line of a 工作牌 order (R28–R32)', () => {
  test('names the ten stations in the order of the notice', () => {
    expect(stationViews(signOrder()).map(({ station }) => stationNames[station])).toEqual([
      '资料',
      '设计',
      '校对',
      '报价',
      '党办审核',
      '副书记终审',
      '制作',
      '签收',
      '付款',
      '办结',
    ])
  })

  test('stands at the station whose work is next', () => {
    const shown = (
      ['DRAFT', 'DESIGNING', 'QUOTED', 'OFFICE_REVIEW', 'FINAL_APPROVAL', 'DELIVERED', 'PAID'] as const
    ).map((state) => nowOf({ state }))
    expect(shown).toEqual(['资料', '设计', '报价', '党办审核', '副书记终审', '付款', '办结'])
  })

  test('leaves 校对 with the last department that confirms, 制作 with the first branch that signs', () => {
    const reading = [proof('财务部', 'CONFIRMED'), proof('技术研发部', 'WAITING')]
    expect(nowOf({ state: 'PROOF_CHECK', proofs: reading })).toBe('校对')
    expect(nowOf({ state: 'PROOF_CHECK', proofs: [proof('财务部', 'CONFIRMED')] })).toBe('报价')
    expect(nowOf({ state: 'IN_PRODUCTION', deliveries: [delivery('财投支部', null)] })).toBe('制作')
    const signed = [delivery('财投支部', 0), delivery('生技支部', null)]
    expect(nowOf({ state: 'IN_PRODUCTION', deliveries: signed })).toBe('签收')
  })

  test('everything before is done and everything after ahead; a closed order has all behind it, a cancelled one no line', () => {
    expect(stationViews(signOrder({ state: 'QUOTED' })).map(({ position }) => position)).toEqual([
      'done',
      'done',
      'done',
      'now',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
      'ahead',
    ])
    expect(stationViews(signOrder({ state: 'CLOSED' })).every(({ position }) => position === 'done')).toBe(true)
    expect(stationViews(signOrder({ state: 'CANCELLED' }))).toEqual([])
  })

  test('knows every state of the workflow, and one colour of done', () => {
    for (const state of states)
      expect(stationViews(signOrder({ state })).length + waitTexts[state].length).toBeGreaterThan(0)
    expect(states.filter((state) => toneOf(state) === 'done')).toEqual(['CLOSED'])
  })
})

describe('the one thing the page asks for', () => {
  const stages = (role: StepRole) =>
    Object.fromEntries(
      states
        .map((state) => [state, stageOf(signOrder({ state, allowed: allowedIn(state, role) }))])
        .filter(([, stage]) => stage !== 'wait'),
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

  test('is for 机关党办 to 审核 and to close, for 集团党委副书记 to 终审 (R30–R32)', () => {
    expect(stages('hqOffice')).toEqual({ OFFICE_REVIEW: 'review', PAID: 'close' })
    expect(stages('groupDeputySecretary')).toEqual({ FINAL_APPROVAL: 'approve' })
  })

  test('is no price as long as one department has not confirmed (R29)', () => {
    const { allowed } = signOrder({ allowed: allowedIn('PROOF_CHECK', 'generalOffice') })
    for (const answer of ['WAITING', 'PROBLEM'] as const) {
      const proofs = [proof('财务部', 'CONFIRMED'), proof('技术研发部', answer)]
      expect(stageOf({ state: 'PROOF_CHECK', allowed, proofs })).toBe('proofs')
    }
  })

  test('is nothing for 经办 where 党办 judges, whatever else he may do', () => {
    expect(stageOf(signOrder({ state: 'OFFICE_REVIEW', allowed: ['changeAmount'] }))).toBe('wait')
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
