import type { Output } from '../../../server/contract'

export type BranchBoard = Output<'pledge.branch'>
export type BranchMember = BranchBoard['members'][number]
export type BranchPackage = BranchBoard['packages'][number]
export type MemberFilter = 'missing' | 'submitted' | 'returned' | 'handedIn'

export const memberFilters: readonly MemberFilter[] = ['missing', 'submitted', 'returned', 'handedIn']

const filterOfState: Record<BranchMember['state'], MemberFilter> = {
  NOT_STARTED: 'missing',
  DRAFT: 'missing',
  SUBMITTED: 'submitted',
  BRANCH_CHECK: 'submitted',
  BRANCH_OK: 'submitted',
  RETURNED: 'returned',
  SUBMITTED_TO_OFFICE: 'handedIn',
  OFFICE_OK: 'handedIn',
  PUBLISHED: 'handedIn',
  FULFILLING: 'handedIn',
  ASSESSED: 'handedIn',
  AMENDED: 'handedIn',
  WITHDRAWN: 'handedIn',
  ARCHIVED: 'handedIn',
}

export const filterOf = (member: BranchMember): MemberFilter => filterOfState[member.state]

/** Returned sheets are with their author again: they owe like the ones never written. */
export const owes = (member: BranchMember): boolean => ['missing', 'returned'].includes(filterOf(member))

export const filterCounts = (members: readonly BranchMember[]): Record<MemberFilter, number> => {
  const counts = { missing: 0, submitted: 0, returned: 0, handedIn: 0 }
  for (const member of members) counts[filterOf(member)] += 1
  return counts
}

/** Who a reminder can reach now: owes, has a chat account, and was not reminded today (R19: one card a day). */
export const canBeReminded = (member: BranchMember): boolean =>
  owes(member) && member.hasAccount && !member.remindedToday

/** Without a chat account no card arrives: the 书记 has to tell these in person (rules §6.5). */
export const toTellInPerson = (members: readonly BranchMember[]): BranchMember[] =>
  members.filter((member) => owes(member) && !member.hasAccount)

export const latestPackage = (packages: readonly BranchPackage[]): BranchPackage | null =>
  packages.reduce<BranchPackage | null>((latest, one) => (latest && latest.number > one.number ? latest : one), null)

/** Why no package can go now, or null: one is still with 机关党办, or there is nothing new, neither sheets nor 岗区. */
export const packageObstacle = (board: BranchBoard, collectedPosts = 0): 'withOffice' | 'nothing' | null => {
  if (latestPackage(board.packages)?.state === 'SUBMITTED') return 'withOffice'
  const hasSheets = board.members.some((member) => filterOf(member) === 'submitted')
  return hasSheets || collectedPosts > 0 ? null : 'nothing'
}
