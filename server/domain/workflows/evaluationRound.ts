import type { StepTable } from './steps'

const branchLeaders = ['branchSecretary', 'branchCommittee'] as const

/**
 * 评价轮次 of one branch (R51–R61, rules §3.9). Casting a ballot is no step here: a workflow row per ballot would name
 * its author (D7). That two scrutineers confirmed is a guard over recorded facts.
 */
export const evaluationRoundSteps = [
  { from: 'NOT_STARTED', event: 'prepare', by: [...branchLeaders, 'system'], to: 'PREPARING' },
  { from: 'PREPARING', event: 'rehearse', by: 'branchSecretary', to: 'REHEARSAL' },
  { from: 'REHEARSAL', event: 'purgeRehearsal', by: ['branchSecretary', 'system'], to: 'PREPARING' },
  { from: 'PREPARING', event: 'confirmRoster', by: 'scrutineer', to: 'PREPARING' },
  { from: 'PREPARING', event: 'freezeRoster', by: 'branchSecretary', to: 'ROSTER_FROZEN' },
  { from: 'ROSTER_FROZEN', event: 'strike', by: 'branchSecretary', to: 'ROSTER_FROZEN' },
  { from: 'ROSTER_FROZEN', event: 'openVoting', by: ['branchSecretary', 'scrutineer', 'system'], to: 'VOTING' },
  { from: 'VOTING', event: 'strike', by: 'branchSecretary', to: 'VOTING' },
  // Extending ends with the tally: once results exist, more votes would be votes with a view.
  { from: ['VOTING', 'CLOSED'], event: 'extend', by: 'branchSecretary', to: 'VOTING' },
  { from: 'VOTING', event: 'close', by: ['scrutineer', 'system'], to: 'CLOSED' },
  { from: 'CLOSED', event: 'tally', by: ['scrutineer', 'system'], to: 'TALLIED' },
  { from: 'TALLIED', event: 'openReview', by: branchLeaders, to: 'COMMITTEE_REVIEW' },
  // 机关党委 steps in where a 书记 would confirm his own 等次 (rules §2.2); the day of this step is 完成日 (R57).
  { from: 'COMMITTEE_REVIEW', event: 'confirmGrades', by: [...branchLeaders, 'hqCommittee'], to: 'COMPLETED' },
  { from: ['COMPLETED', 'RETURNED'], event: 'submitTable1', by: 'branchSecretary', to: 'TABLE1_SUBMITTED' },
  { from: 'TABLE1_SUBMITTED', event: 'accept', by: 'hqOffice', to: 'ACCEPTED' },
  { from: 'TABLE1_SUBMITTED', event: 'return', by: 'hqOffice', to: 'RETURNED' },
  // R60, R61: board and assembly in either order, and only both together let the round be archived.
  { from: 'ACCEPTED', event: 'publicise', by: branchLeaders, to: 'PUBLICISED' },
  { from: 'ACCEPTED', event: 'announce', by: branchLeaders, to: 'ANNOUNCED' },
  { from: 'PUBLICISED', event: 'announce', by: branchLeaders, to: 'FULLY_PUBLIC' },
  { from: 'ANNOUNCED', event: 'publicise', by: branchLeaders, to: 'FULLY_PUBLIC' },
  { from: 'FULLY_PUBLIC', event: 'archive', by: ['branchSecretary', 'system'], to: 'ARCHIVED' },
] as const satisfies StepTable
