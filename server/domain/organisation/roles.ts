/** The roles of rules §2.2 that are granted with a scope and dates. 党员, 群众 and the like are facts of a person. */
export const roles = [
  'GROUP_COMMITTEE',
  'GROUP_DEPUTY_SECRETARY',
  'HQ_COMMITTEE',
  'HQ_DISCIPLINE',
  'HQ_OFFICE',
  'GENERAL_OFFICE',
  'BRANCH_SECRETARY',
  'BRANCH_COMMITTEE',
  'BRANCH_CLERK',
  'PARTY_GROUP_LEAD',
  'DEPARTMENT_HEAD',
  'SUPERVISING_LEADER',
  'SCRUTINEER',
  'INSPECTOR',
  'SYS_ADMIN',
] as const
export type Role = (typeof roles)[number]

/** How a post is called that somebody acts in: for whom, or an empty one. */
export const actingName = (roleName: string, holderName: string): string =>
  holderName ? `${roleName}（代${holderName}）` : `代${roleName}`

/** How far a role reaches. */
export const scopeOfRole: Record<Role, 'ALL' | 'BRANCH' | 'DEPARTMENT' | 'ROUND'> = {
  GROUP_COMMITTEE: 'ALL',
  GROUP_DEPUTY_SECRETARY: 'ALL',
  HQ_COMMITTEE: 'ALL',
  HQ_DISCIPLINE: 'ALL',
  HQ_OFFICE: 'ALL',
  GENERAL_OFFICE: 'ALL',
  BRANCH_SECRETARY: 'BRANCH',
  BRANCH_COMMITTEE: 'BRANCH',
  BRANCH_CLERK: 'BRANCH',
  PARTY_GROUP_LEAD: 'DEPARTMENT',
  DEPARTMENT_HEAD: 'DEPARTMENT',
  SUPERVISING_LEADER: 'DEPARTMENT',
  SCRUTINEER: 'ROUND',
  INSPECTOR: 'BRANCH',
  SYS_ADMIN: 'ALL',
}

/** Where a role is asked for at a place, as a grant says it; null where the place has none, and so nobody. A round's is its own. */
export const scopeAt = (
  role: Role,
  { branchId = null, departmentId = null }: { branchId?: string | null; departmentId?: string | null },
): string | null => ({ ALL: '', ROUND: '', BRANCH: branchId, DEPARTMENT: departmentId })[scopeOfRole[role]]

export const roleNames: Record<Role, string> = {
  GROUP_COMMITTEE: '集团党委',
  GROUP_DEPUTY_SECRETARY: '集团党委副书记',
  HQ_COMMITTEE: '机关党委',
  HQ_DISCIPLINE: '机关纪委',
  HQ_OFFICE: '机关党办',
  GENERAL_OFFICE: '办公室（经办）',
  BRANCH_SECRETARY: '支部书记',
  BRANCH_COMMITTEE: '支部委员',
  BRANCH_CLERK: '支部经办',
  PARTY_GROUP_LEAD: '部门党员负责人',
  DEPARTMENT_HEAD: '部门第一负责人',
  SUPERVISING_LEADER: '分管领导',
  SCRUTINEER: '监票人',
  INSPECTOR: '抽查人',
  SYS_ADMIN: '系统管理员',
}
