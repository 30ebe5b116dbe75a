import { type Actor, holds } from './actor'
import { branchHands, committee, type OfBranch, office, permission, secretary } from './predicates'

/** Contacts of a branch and their 名册. */
export const contactPolicy = {
  /** 名册 of who looks after whom: the 书记 keeps it, those above read it (R64). */
  keepContacts: permission('安排联系对象', (actor: Actor, branch: OfBranch) => secretary(actor, branch.branchId)),
  readContacts: permission(
    '查看本支部联系对象',
    (actor: Actor, branch: OfBranch) =>
      office(actor) || holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branch.branchId),
  ),
  /** 表2 with everybody's name: those who keep it; whoever else reads contacts takes the public one (rules §2.3). */
  takeContactRoster: permission(
    '下载名册',
    (actor: Actor, { branchId, rendering }: OfBranch & { rendering: 'INTERNAL' | 'PUBLIC' }) =>
      office(actor) ||
      committee(actor, branchId) ||
      (rendering === 'PUBLIC' && (holds(actor, ['HQ_COMMITTEE']) || branchHands(actor, branchId))),
  ),
}
