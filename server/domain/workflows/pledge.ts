import type { StepTable } from './steps'

const branchCheckers = ['branchSecretary', 'branchCommittee', 'branchClerk'] as const
const onTheBoard = ['PUBLISHED', 'FULFILLING', 'ASSESSED'] as const

/**
 * 公开承诺书 (R17–R27, rules §3.2). The notice orders collecting, not approving (R19): the branch checks completeness
 * and 机关党办 takes in the package, so there is no leader's approval here.
 */
export const pledgeSteps = [
  { from: 'NOT_STARTED', event: 'start', by: 'member', to: 'DRAFT' },
  { from: ['DRAFT', 'RETURNED', 'AMENDED'], event: 'submit', by: 'member', to: 'SUBMITTED' },
  // Archived because its member had left: whoever comes back in the same year hands in again.
  { from: 'ARCHIVED', event: 'submit', by: 'member', to: 'SUBMITTED' },
  // Until somebody has begun to check it, the sheet is still its author's.
  { from: 'SUBMITTED', event: 'takeBack', by: 'member', to: 'DRAFT' },
  { from: 'SUBMITTED', event: 'beginCheck', by: branchCheckers, to: 'BRANCH_CHECK' },
  { from: ['SUBMITTED', 'BRANCH_CHECK'], event: 'pass', by: branchCheckers, to: 'BRANCH_OK' },
  { from: ['SUBMITTED', 'BRANCH_CHECK', 'BRANCH_OK'], event: 'return', by: branchCheckers, to: 'RETURNED' },
  // Whether a committee member may hand in for the 书记 is a delegation, judged by policy (R62).
  { from: 'BRANCH_OK', event: 'package', by: ['branchSecretary', 'branchCommittee'], to: 'SUBMITTED_TO_OFFICE' },
  { from: 'SUBMITTED_TO_OFFICE', event: 'accept', by: 'hqOffice', to: 'OFFICE_OK' },
  // A returned package is the branch's to mend; it gives back to its member only what that member must mend.
  { from: 'SUBMITTED_TO_OFFICE', event: 'returnByOffice', by: 'hqOffice', to: 'BRANCH_OK' },
  { from: 'OFFICE_OK', event: 'publish', by: ['branchSecretary', 'hqOffice', 'system'], to: 'PUBLISHED' },
  // The published version stays on the board while the new one is written and checked.
  { from: onTheBoard, event: 'amend', by: 'member', to: 'AMENDED' },
  // A returned sheet goes back to the board only if a version of it was ever there; the verb looks.
  { from: ['AMENDED', 'RETURNED'], event: 'discardAmendment', by: 'member', to: 'PUBLISHED' },
  { from: onTheBoard, event: 'recordFulfilment', by: 'member', to: 'FULFILLING' },
  { from: ['PUBLISHED', 'FULFILLING'], event: 'assess', by: ['branchSecretary', 'branchCommittee'], to: 'ASSESSED' },
  // A member who leaves, or takes back the consent to publish, is off the board at once.
  {
    from: [...onTheBoard, 'AMENDED'],
    event: 'withdraw',
    by: ['member', 'branchSecretary', 'hqOffice', 'system'],
    to: 'WITHDRAWN',
  },
  { from: 'WITHDRAWN', event: 'republish', by: ['member', 'branchSecretary', 'hqOffice'], to: 'PUBLISHED' },
  // Year's end or leaving; only a sheet in 机关党办's hands waits for its answer first.
  {
    from: [
      'DRAFT',
      'SUBMITTED',
      'BRANCH_CHECK',
      'RETURNED',
      'BRANCH_OK',
      'OFFICE_OK',
      'AMENDED',
      ...onTheBoard,
      'WITHDRAWN',
    ],
    event: 'archive',
    by: ['branchSecretary', 'hqOffice', 'system'],
    to: 'ARCHIVED',
  },
] as const satisfies StepTable
