import { type Actor, holds, holdsAnywhere } from './actor'
import { type OfBranch, office, permission, secretary } from './predicates'

/** 突发情况 (R37): those who look after the person and the 书记; everybody above reads numbers (rules §2.3). */
export const carePolicy = {
  handleCare: permission(
    '办理关怀任务',
    (actor: Actor) => actor.activeMember || holdsAnywhere(actor, ['BRANCH_SECRETARY']),
  ),
  raiseCare: permission(
    '提出关怀任务',
    (actor: Actor, person: OfBranch & { helps: boolean }) => person.helps || secretary(actor, person.branchId),
  ),
  readCareSums: permission('查看关怀统计', (actor: Actor) => office(actor) || holds(actor, ['HQ_COMMITTEE'])),
}
