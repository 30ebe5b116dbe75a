import { type DutyStatus, isActiveMember, type PoliticalStatus } from './persons'

export interface RankedPerson {
  personId: string
  politicalStatus: PoliticalStatus
  dutyStatus: DutyStatus
  positionRank: number
}

/** Who leads a 党小组 and by which rule; the audit of R07 wants the rule. */
export type PartyGroupLead =
  | { rule: 'designated' | 'highestPost'; personId: string }
  | { rule: 'designationNeeded'; candidateIds: string[] }
  | { rule: 'noMember' }

/**
 * 部门党员负责人: 「本部门党员内任行政职务最高人员」 (R07). People outside the party never count, however high their post.
 * A member designated by the branch goes before the rule (R04, 条例 art. 13); a designation that no longer fits, because
 * its person was transferred, has no effect. Two equal highest posts: the secretary has to designate one.
 */
export function partyGroupLead(people: readonly RankedPerson[], designatedId: string | null): PartyGroupLead {
  const members = people.filter(isActiveMember)
  if (!members.length) return { rule: 'noMember' }
  if (designatedId !== null && members.some((member) => member.personId === designatedId)) {
    return { rule: 'designated', personId: designatedId }
  }
  const highest = Math.max(...members.map((member) => member.positionRank))
  const candidates = members.filter((member) => member.positionRank === highest)
  const [only] = candidates
  if (candidates.length === 1 && only) return { rule: 'highestPost', personId: only.personId }
  return { rule: 'designationNeeded', candidateIds: candidates.map((member) => member.personId) }
}
