import type { StepRole } from '../domain/workflows/steps'
import { type Actor, holds } from './actor'

export interface SupervisedRecord {
  branchId: string
  scrutineerIds: readonly string[]
}

/** In what capacity the actor can take a step of an evaluation round; without an actor a job does it. */
export function stepRoles(actor: Actor | null, { branchId, scrutineerIds }: SupervisedRecord): StepRole[] {
  if (!actor) return ['system']
  const capacities: [boolean, StepRole][] = [
    [holds(actor, ['BRANCH_SECRETARY'], branchId), 'branchSecretary'],
    [holds(actor, ['BRANCH_COMMITTEE'], branchId), 'branchCommittee'],
    [scrutineerIds.includes(actor.personId), 'scrutineer'],
    [holds(actor, ['HQ_OFFICE']), 'hqOffice'],
    [holds(actor, ['HQ_COMMITTEE']), 'hqCommittee'],
    [holds(actor, ['HQ_DISCIPLINE']), 'hqDiscipline'],
  ]
  return capacities.filter(([applies]) => applies).map(([, role]) => role)
}

/** A department's place in both lines, and who leads its 党小组 today (partyGroupLead.ts). */
export interface Desk {
  branchId: string
  departmentId: string
  leadId: string | null
}
export interface PostAreaRecord extends Desk {
  nomineeId: string | null
  /** The other 责任党员 of a 区. */
  memberIds: readonly string[]
  /** Who holds 分管领导 for the department today. */
  supervisorIds: readonly string[]
}

export const leads = (actor: Actor, desk: Desk): boolean => actor.activeMember && desk.leadId === actor.personId
/** 部门第一负责人, a party member or not (D5). */
export const reviews = (actor: Actor, desk: Desk): boolean => holds(actor, ['DEPARTMENT_HEAD'], desk.departmentId)

/** Nobody gives an opinion or agrees about himself: where 分管领导 is the nominee, 机关党委 takes his place (R12). */
const supervisingCapacity = (actor: Actor, record: PostAreaRecord): StepRole | null => {
  if (record.nomineeId === actor.personId) return null
  const others = record.supervisorIds.filter((personId) => personId !== record.nomineeId)
  if (others.length) return others.includes(actor.personId) ? 'supervisingLeader' : null
  return record.supervisorIds.length && holds(actor, ['HQ_COMMITTEE']) ? 'hqCommittee' : null
}
export const supervises = (actor: Actor, record: PostAreaRecord): boolean => supervisingCapacity(actor, record) !== null

/** In what capacities the actor can take a step of a 岗 or 区; without an actor a job does it. */
export function postAreaRoles(actor: Actor | null, record: PostAreaRecord): StepRole[] {
  if (!actor) return ['system']
  const capacities: [boolean, StepRole | null][] = [
    [leads(actor, record), 'partyGroupLead'],
    [reviews(actor, record), 'departmentHead'],
    [true, supervisingCapacity(actor, record)],
    [holds(actor, ['BRANCH_SECRETARY'], record.branchId), 'branchSecretary'],
    [holds(actor, ['BRANCH_COMMITTEE'], record.branchId), 'branchCommittee'],
    [holds(actor, ['BRANCH_CLERK'], record.branchId), 'branchClerk'],
    [holds(actor, ['HQ_OFFICE']), 'hqOffice'],
  ]
  return capacities.flatMap(([applies, role]) => (applies && role ? [role] : []))
}

/** In what capacities the actor can take a step of a 工作牌 order; 经办 never judges his own (R30, R31). */
export function signOrderRoles(actor: Actor | null, order: { placedById: string }): StepRole[] {
  if (!actor) return ['system']
  const own = order.placedById === actor.personId
  const capacities: [boolean, StepRole][] = [
    [holds(actor, ['GENERAL_OFFICE']), 'generalOffice'],
    [!own && holds(actor, ['HQ_OFFICE']), 'hqOffice'],
    [!own && holds(actor, ['GROUP_DEPUTY_SECRETARY']), 'groupDeputySecretary'],
  ]
  return capacities.filter(([applies]) => applies).map(([, role]) => role)
}
