import { type DutyStatus, isActiveMember, type PoliticalStatus } from './persons'
import type { Role } from './roles'

/** Posts of the party: only a 正式党员 can hold them. 部门第一负责人 and 分管领导 may be 群众 (D5). */
const fullMembersOnly: readonly Role[] = [
  'GROUP_DEPUTY_SECRETARY',
  'HQ_COMMITTEE',
  'HQ_DISCIPLINE',
  'BRANCH_SECRETARY',
  'BRANCH_COMMITTEE',
]
const membersOnly: readonly Role[] = ['PARTY_GROUP_LEAD', 'INSPECTOR', 'BRANCH_CLERK']

/** One scope, one person at a time: an approval must have exactly one address. */
const singlePosts: readonly Role[] = ['BRANCH_SECRETARY', 'PARTY_GROUP_LEAD', 'DEPARTMENT_HEAD', 'SUPERVISING_LEADER']

/** Posts somebody may act in while their holder is away: where one person alone can take a step. Of the others there may be more. */
const actable: readonly Role[] = [...singlePosts, 'GROUP_DEPUTY_SECRETARY']

export const isActable = (role: Role): boolean => actable.includes(role)

export const isSinglePost = (role: Role): boolean => singlePosts.includes(role)

/** What keeps a person from a role: 'fullMember' or 'member' is missing; null when nothing does. */
export function missingStanding(
  role: Role,
  person: { politicalStatus: PoliticalStatus; dutyStatus: DutyStatus },
): 'fullMember' | 'member' | null {
  if (fullMembersOnly.includes(role) && person.politicalStatus !== 'FULL_MEMBER') return 'fullMember'
  return membersOnly.includes(role) && !isActiveMember(person) ? 'member' : null
}

/** Whether two periods share a day; a period without an end goes on. Both ends belong to it. */
export const overlap = (
  one: { fromDay: string; toDay: string | null },
  other: { fromDay: string; toDay: string | null },
): boolean => (other.toDay === null || one.fromDay <= other.toDay) && (one.toDay === null || other.fromDay <= one.toDay)
