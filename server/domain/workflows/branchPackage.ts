import type { StepTable } from './steps'

/** 报送材料 of a branch to 机关党办 (R13, R14, R19, R26). What comes late is accepted and stamped; a supplement is a new package. */
export const branchPackageSteps = [
  { from: 'NOT_STARTED', event: 'start', by: ['branchSecretary', 'branchCommittee', 'branchClerk'], to: 'DRAFT' },
  { from: ['DRAFT', 'RETURNED'], event: 'submit', by: ['branchSecretary', 'branchCommittee'], to: 'SUBMITTED' },
  { from: 'SUBMITTED', event: 'accept', by: 'hqOffice', to: 'ACCEPTED' },
  { from: 'SUBMITTED', event: 'return', by: 'hqOffice', to: 'RETURNED' },
] as const satisfies StepTable
