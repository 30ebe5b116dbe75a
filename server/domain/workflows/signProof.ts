import type { StepTable } from './steps'
import { workflow } from './workflow'

const readers = ['partyGroupLead', 'departmentHead'] as const

/**
 * A department's word on one version of the proof (R29). It is asked when 办公室 sends the version; the last word counts
 * until the price is written down or another version comes.
 */
export const signProofSteps = [
  { from: 'NOT_STARTED', event: 'ask', by: 'generalOffice', to: 'WAITING' },
  { from: ['WAITING', 'CONFIRMED', 'PROBLEM'], event: 'confirm', by: readers, to: 'CONFIRMED' },
  { from: ['WAITING', 'CONFIRMED', 'PROBLEM'], event: 'findProblem', by: readers, to: 'PROBLEM' },
  { from: ['WAITING', 'CONFIRMED', 'PROBLEM'], event: 'settle', by: 'generalOffice', to: 'SETTLED' },
] as const satisfies StepTable

export const signProof = workflow<typeof signProofSteps>({
  name: 'signProof',
  what: '样稿校对',
  steps: signProofSteps,
  states: { NOT_STARTED: '未发样稿', WAITING: '待校对', CONFIRMED: '已确认', PROBLEM: '有问题', SETTLED: '已定稿' },
  events: {
    ask: { name: '发出样稿' },
    confirm: { name: '确认样稿' },
    findProblem: { name: '提出问题' },
    settle: { name: '定稿' },
  },
  turn: {
    WAITING: { by: readers, owes: 'confirm', title: '校对牌子样稿' },
    CONFIRMED: { rests: '等各部门都确认；登记报价前还可以改' },
    PROBLEM: { carriedBy: '制作单，由办公室改好再发' },
  },
})
