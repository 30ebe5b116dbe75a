import type { StepTable } from './steps'
import { workflow } from './workflow'

/** 免设 of a 岗 or 区 (R05 「原则上」): a department asks with a reason, 机关党办 decides; after a refusal it may ask again. */
export const exemptionSteps = [
  { from: ['NOT_STARTED', 'REFUSED'], event: 'ask', by: ['partyGroupLead', 'branchSecretary'], to: 'ASKED' },
  { from: 'ASKED', event: 'grant', by: 'hqOffice', to: 'GRANTED' },
  { from: 'ASKED', event: 'refuse', by: 'hqOffice', to: 'REFUSED' },
] as const satisfies StepTable

export const exemption = workflow<typeof exemptionSteps>({
  name: 'exemption',
  what: '免设申请',
  steps: exemptionSteps,
  states: { NOT_STARTED: '未申请', ASKED: '待决定', GRANTED: '已同意免设', REFUSED: '未同意免设' },
  events: {
    ask: { name: '申请免设', reason: 'asked' },
    grant: { name: '同意免设', done: '已同意免设' },
    refuse: { name: '不同意免设', done: '未同意免设', reason: 'asked' },
  },
  turn: {
    ASKED: { by: ['hqOffice'], owes: 'grant', title: '决定免设申请' },
    REFUSED: { rests: '部门应按规定设岗区，也可以再次申请' },
  },
})
