import { type Actor, holdsAnywhere } from './actor'
import { branchHandRoles, type OfBranch, permission, secretary } from './predicates'

/** 点对点 visits. */
export const visitPolicy = {
  logVisit: permission('登记走访', (actor: Actor) => actor.activeMember),
  /** What was said on visits is read by who went and by the 书记 alone; everybody above reads numbers (rules §2.3). */
  readBranchVisits: permission('查看本支部走访', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),
  readVisitSums: permission('查看走访统计', (actor: Actor) =>
    holdsAnywhere(actor, ['HQ_OFFICE', 'HQ_COMMITTEE', ...branchHandRoles]),
  ),
  /** Only whoever is said to have been visited. */
  answerVisit: permission(
    '答复走访自己的记录',
    (actor: Actor, visit: { contactId: string | null }) => visit.contactId === actor.personId,
  ),
  changeVisit: permission(
    '修改这条走访',
    (actor: Actor, visit: { authorId: string }) => visit.authorId === actor.personId,
  ),
}
