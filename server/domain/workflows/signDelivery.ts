import type { StepTable } from './steps'
import { workflow } from './workflow'

/** What a branch gets of an order in production, until it has signed for it (R32). */
export const signDeliverySteps = [
  { from: 'NOT_STARTED', event: 'produce', by: 'groupDeputySecretary', to: 'WAITING' },
  { from: 'WAITING', event: 'sign', by: ['branchSecretary', 'branchCommittee', 'branchClerk'], to: 'SIGNED' },
] as const satisfies StepTable

export const signDelivery = workflow<typeof signDeliverySteps>({
  name: 'signDelivery',
  what: '工作牌签收',
  steps: signDeliverySteps,
  states: { NOT_STARTED: '未制作', WAITING: '待签收', SIGNED: '已签收' },
  events: { produce: { name: '终审同意' }, sign: { name: '签收' } },
  turn: { WAITING: { by: ['branchSecretary', 'branchClerk', 'branchCommittee'], owes: 'sign', title: '签收工作牌' } },
})
