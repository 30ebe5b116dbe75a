import type { StateOf, StepTable } from './steps'
import { workflow } from './workflow'

/**
 * 报送材料 of a branch to 机关党办 (R13, R14, R19, R26). What comes late is accepted and stamped; a supplement is a new
 * package with the next number, and so is what was mended after a return: it supersedes the returned one.
 */
export const branchPackageSteps = [
  {
    from: ['NOT_STARTED', 'RETURNED'],
    event: 'submit',
    by: ['branchSecretary', 'branchCommittee'],
    to: 'SUBMITTED',
  },
  { from: 'SUBMITTED', event: 'accept', by: 'hqOffice', to: 'ACCEPTED' },
  { from: 'SUBMITTED', event: 'return', by: 'hqOffice', to: 'RETURNED' },
] as const satisfies StepTable

export const branchPackage = workflow<typeof branchPackageSteps>({
  name: 'package',
  what: '报送',
  steps: branchPackageSteps,
  states: { NOT_STARTED: '未报送', SUBMITTED: '待受理', ACCEPTED: '已受理', RETURNED: '已退回' },
  events: {
    submit: { name: '报送', done: '支部材料已报送' },
    accept: { name: '受理', done: '支部报送已受理' },
    return: { name: '退回', done: '支部报送已退回', reason: 'kept' },
  },
  turn: {
    SUBMITTED: {
      by: ['hqOffice'],
      owes: 'accept',
      title: '受理支部报送',
      answers: {
        accept: { event: 'accept', label: '受理', done: '已受理。' },
        return: { event: 'return', label: '退回', words: '退回原因', done: '已退回支部补正。' },
      },
    },
    RETURNED: { by: ['branchSecretary'], owes: 'submit', title: '补正支部报送' },
  },
})

/** With 机关党办, which decides it whatever year it is of. */
export const waitingState = 'SUBMITTED' satisfies StateOf<typeof branchPackageSteps>
/** With the branch, which mends it in the year it is of and no later. */
export const returnedState = 'RETURNED' satisfies StateOf<typeof branchPackageSteps>
