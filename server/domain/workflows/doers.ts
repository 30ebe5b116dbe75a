// A capacity is written in two alphabets, and this is where they meet: workflow tables and the rows of history name a
// StepRole ('branchSecretary'), grants and 留痕 a Role ('BRANCH_SECRETARY'). Both are in the database.
import { type Role, roleNames } from '../organisation/roles'
import { listOf, type StepRole, type StepTable } from './steps'

const grants: Partial<Record<StepRole, Role>> = {
  branchSecretary: 'BRANCH_SECRETARY',
  branchCommittee: 'BRANCH_COMMITTEE',
  branchClerk: 'BRANCH_CLERK',
  partyGroupLead: 'PARTY_GROUP_LEAD',
  departmentHead: 'DEPARTMENT_HEAD',
  supervisingLeader: 'SUPERVISING_LEADER',
  scrutineer: 'SCRUTINEER',
  inspector: 'INSPECTOR',
  hqOffice: 'HQ_OFFICE',
  hqCommittee: 'HQ_COMMITTEE',
  hqDiscipline: 'HQ_DISCIPLINE',
  groupCommittee: 'GROUP_COMMITTEE',
  groupDeputySecretary: 'GROUP_DEPUTY_SECRETARY',
  generalOffice: 'GENERAL_OFFICE',
  systemAdministrator: 'SYS_ADMIN',
}

/** The granted role behind a capacity, for 留痕; none for a job and for what is a fact of the person (党员, 群众). */
export const grantOf = (capacity: string): Role | undefined => grants[capacity as StepRole]

/** The capacity in Chinese; none where no granted role stands behind it. */
export const capacityName = (capacity: string): string | undefined => {
  const role = grantOf(capacity)
  return role && roleNames[role]
}

/** Who may cause an event, whatever the state, in the order of the table and once each. */
export const doersOf = (table: StepTable, event: string): StepRole[] => [
  ...new Set(table.filter((step) => step.event === event).flatMap((step) => listOf(step.by))),
]

/** Their names in Chinese, for a refusal; a job is nobody to turn to. */
export const doerNames = (table: StepTable, event: string): string[] =>
  doersOf(table, event).flatMap((doer) => capacityName(doer) ?? [])
