import type { StepTable } from './steps'

const branchHands = ['partyGroupLead', 'branchSecretary', 'branchCommittee', 'branchClerk'] as const
/** Before the form lies with anybody who judges it, another nominee may be chosen; the consultation is then void (R08). */
const beforeReview = ['RECOMMENDED', 'CONSULTING', 'CONSULTED', 'FILLED'] as const

/**
 * 党员示范岗 and 党员责任区 (R03–R16, rules §3.1). 分管领导 acts twice: an opinion before the form is filled, 同意 after
 * 部门第一负责人 has reviewed it (D6). Where 分管领导 is the nominee, 机关党委 takes his place; policy/stepRoles.ts says who
 * that is today.
 */
export const postAreaSteps = [
  { from: 'NOT_STARTED', event: 'start', by: ['branchSecretary', 'partyGroupLead'], to: 'DRAFT' },
  { from: 'DRAFT', event: 'recommend', by: 'partyGroupLead', to: 'RECOMMENDED' },
  { from: 'RECOMMENDED', event: 'consult', by: 'partyGroupLead', to: 'CONSULTING' },
  { from: 'CONSULTING', event: 'giveOpinion', by: ['supervisingLeader', 'hqCommittee'], to: 'CONSULTED' },
  { from: 'CONSULTED', event: 'fill', by: 'partyGroupLead', to: 'FILLED' },
  { from: 'FILLED', event: 'review', by: 'departmentHead', to: 'HEAD_REVIEWED' },
  { from: 'FILLED', event: 'returnByHead', by: 'departmentHead', to: 'DRAFT' },
  { from: 'HEAD_REVIEWED', event: 'agree', by: ['supervisingLeader', 'hqCommittee'], to: 'LEADER_AGREED' },
  { from: 'HEAD_REVIEWED', event: 'disagree', by: ['supervisingLeader', 'hqCommittee'], to: 'DRAFT' },
  { from: 'LEADER_AGREED', event: 'collect', by: 'branchSecretary', to: 'COLLECTED' },
  { from: 'COLLECTED', event: 'package', by: ['branchSecretary', 'branchCommittee'], to: 'SUBMITTED' },
  { from: 'SUBMITTED', event: 'accept', by: 'hqOffice', to: 'ACCEPTED' },
  { from: 'SUBMITTED', event: 'returnByOffice', by: 'hqOffice', to: 'LEADER_AGREED' },
  // Sent back by the branch when 党办 wants the words changed: what was agreed to is no longer what is written.
  { from: ['LEADER_AGREED', 'COLLECTED'], event: 'returnByBranch', by: 'branchSecretary', to: 'DRAFT' },
  { from: 'ACCEPTED', event: 'hangPlate', by: branchHands, to: 'ACTIVE' },
  // 动态管理: each half-year the 书记 says that it still has effect, or suspends it. It stays what it is; the step is the record.
  { from: 'ACTIVE', event: 'confirmHalfYear', by: 'branchSecretary', to: 'ACTIVE' },
  { from: ['ACCEPTED', 'ACTIVE'], event: 'suspend', by: ['branchSecretary', 'hqOffice', 'system'], to: 'SUSPENDED' },
  { from: 'SUSPENDED', event: 'resume', by: ['branchSecretary', 'hqOffice'], to: 'ACTIVE' },
  // Suspended before its plate was hung: it waits for the plate again and claims none (R15).
  { from: 'SUSPENDED', event: 'resumeUnhung', by: ['branchSecretary', 'hqOffice'], to: 'ACCEPTED' },
  { from: 'SUSPENDED', event: 'remove', by: branchHands, to: 'REMOVED' },
  { from: beforeReview, event: 'changeNominee', by: 'partyGroupLead', to: 'DRAFT' },
  {
    from: ['DRAFT', ...beforeReview, 'HEAD_REVIEWED', 'LEADER_AGREED', 'COLLECTED'],
    event: 'void',
    by: ['branchSecretary', 'hqOffice'],
    to: 'VOID',
  },
] as const satisfies StepTable
