import type { EventOf, StateOf, StepTable } from './steps'
import { workflow } from './workflow'

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
  // Its member leaves, or the sheet of a later year hangs in its place; one in 机关党办's hands waits for its answer first.
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

export type PledgeState = StateOf<typeof pledgeSteps>
export type PledgeEvent = EventOf<typeof pledgeSteps>

const unbuilt = true
const withPackage = { carriedBy: '支部报送' } as const
const hanging = { rests: '已经公开；本人可以修改、记录践诺' } as const

export const pledge = workflow<typeof pledgeSteps>({
  name: 'pledge',
  what: '承诺书',
  steps: pledgeSteps,
  states: {
    NOT_STARTED: '未填写',
    DRAFT: '草稿',
    SUBMITTED: '已提交',
    BRANCH_CHECK: '支部核对中',
    BRANCH_OK: '支部已核对',
    RETURNED: '已退回',
    SUBMITTED_TO_OFFICE: '已报送机关党办',
    OFFICE_OK: '机关党办已受理',
    PUBLISHED: '已公开',
    AMENDED: '修改中',
    FULFILLING: '践诺中',
    ASSESSED: '已评诺',
    WITHDRAWN: '已撤下',
    ARCHIVED: '已归档',
  },
  events: {
    start: { name: '填写' },
    submit: { name: '提交', done: '公开承诺书已提交' },
    takeBack: { name: '修改' },
    beginCheck: { name: '核对', unbuilt },
    pass: { name: '通过' },
    return: { name: '退回', reason: 'kept' },
    package: { name: '报送' },
    accept: { name: '受理' },
    returnByOffice: { name: '退回' },
    publish: { name: '公开' },
    amend: { name: '修改' },
    discardAmendment: { name: '放弃修改' },
    recordFulfilment: { name: '记录践诺' },
    assess: { name: '评诺', unbuilt },
    withdraw: { name: '撤下' },
    republish: { name: '重新公开' },
    archive: { name: '归档' },
  },
  turn: {
    DRAFT: { by: ['member'], owes: 'submit', title: '填写公开承诺书' },
    RETURNED: { by: ['member'], owes: 'submit', title: '修改公开承诺书' },
    SUBMITTED: withPackage,
    BRANCH_CHECK: withPackage,
    BRANCH_OK: withPackage,
    SUBMITTED_TO_OFFICE: withPackage,
    OFFICE_OK: { rests: '已经受理；本人没有同意公开' },
    PUBLISHED: hanging,
    FULFILLING: hanging,
    ASSESSED: hanging,
    AMENDED: { rests: '本人正在写新的一版；原来的一版还在公开' },
    WITHDRAWN: { rests: '本人不同意公开' },
    ARCHIVED: { rests: '本人已经离开，或者以后一年的承诺书已经公开' },
  },
})

/** Lying with the branch, ready to be handed to 党办. */
export const withBranchStates: readonly PledgeState[] = ['SUBMITTED', 'BRANCH_CHECK', 'BRANCH_OK']
/** Handed over to 党办. */
export const withOfficeState = 'SUBMITTED_TO_OFFICE' satisfies PledgeState
/** Nobody has begun to work with it: its member can still change it. */
export const editableStates: readonly PledgeState[] = [
  'NOT_STARTED',
  'DRAFT',
  'SUBMITTED',
  'RETURNED',
  'AMENDED',
  'ARCHIVED',
]
/** Owed by the member; an archived sheet of somebody who came back is owed again. */
export const owingStates: readonly PledgeState[] = ['NOT_STARTED', 'DRAFT', 'RETURNED', 'ARCHIVED']
/** Checked by its branch as it is written, and handed over. */
export const checkedStates: readonly PledgeState[] = [withOfficeState, 'OFFICE_OK', ...onTheBoard, 'WITHDRAWN']
/** Published, and what is written on the sheet is what was published. */
export const boardStates: readonly PledgeState[] = onTheBoard
/** Its member has left or does not agree: it hangs nowhere. */
export const offWallStates: readonly PledgeState[] = ['WITHDRAWN', 'ARCHIVED']
