import { In } from 'typeorm'
import { EvaluationRound, Liaison, RoundSubject } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import type { FrozenRoster, RosterPerson } from '../../domain/evaluation/roster'
import { isActiveMember } from '../../domain/organisation/persons'
import { branchPeople, holders, type PlacedPerson, placedPeople } from '../organisation'

/** What a round is frozen from: the list for the rules, and the names for people. */
export interface RosterOfBranch {
  roster: FrozenRoster
  /** People of the branch today and contacts elsewhere, by id. */
  people: Map<string, PlacedPerson>
  /** Members of the branch who were frozen in another branch this half-year: evaluated there (rules §9.7). */
  evaluatedElsewhere: PlacedPerson[]
}

const toRosterPerson = (person: PlacedPerson): RosterPerson => ({
  personId: person.personId,
  branchId: person.branchId ?? '',
  departmentId: person.departmentId,
  partyGroupId: person.partyGroupId,
  politicalStatus: person.politicalStatus,
  dutyStatus: person.dutyStatus,
})

async function liaisonsOf(work: Work, memberIds: string[]): Promise<Liaison[]> {
  if (!memberIds.length) return []
  return work.manager
    .createQueryBuilder(Liaison, 'liaison')
    .where(`liaison.memberId in (:...memberIds) and ${inForce('liaison')}`, { memberIds, today: work.today })
    .getMany()
}

async function frozenElsewhere(work: Work, round: EvaluationRound, memberIds: string[]): Promise<Set<string>> {
  if (!memberIds.length) return new Set()
  const rows = await work.manager
    .createQueryBuilder(RoundSubject, 'subject')
    .innerJoin(EvaluationRound, 'round', 'round.id = subject.roundId and round.evaluationCampaignId = :campaignId', {
      campaignId: round.evaluationCampaignId,
    })
    .select('subject.personId', 'personId')
    .where({ personId: In(memberIds) })
    .andWhere("round.id <> :roundId and subject.kind = 'MEMBER'", { roundId: round.id })
    .getRawMany<{ personId: string }>()
  return new Set(rows.map((row) => row.personId))
}

/** The branch as it stands today, with the contacts its members have in other branches. */
export async function readRoster(work: Work, round: EvaluationRound, secretaryId: string): Promise<RosterOfBranch> {
  const { branchId } = round
  const ours = await branchPeople(work, branchId)
  const members = ours.filter(isActiveMember)
  const elsewhere = await frozenElsewhere(
    work,
    round,
    members.map((member) => member.personId),
  )
  const listed = ours.filter((person) => !elsewhere.has(person.personId))
  const liaisons = await liaisonsOf(
    work,
    members.map((member) => member.personId),
  )
  const known = new Set(ours.map((person) => person.personId))
  const outside = [...new Set(liaisons.map(({ contactId }) => contactId))].filter((contactId) => !known.has(contactId))
  const contacts = outside.length
    ? await placedPeople(work).andWhere('person.id in (:...outside)', { outside }).getRawMany<PlacedPerson>()
    : []
  const committee = await holders(work, ['BRANCH_SECRETARY', 'BRANCH_COMMITTEE'])
  return {
    roster: {
      branchId,
      people: [...listed, ...contacts].map(toRosterPerson),
      liaisons: liaisons.map(({ memberId, contactId }) => ({ memberId, contactId })),
      secretaryId,
      committeeIds: committee.filter((each) => each.scopeId === branchId).map((each) => each.personId),
    },
    people: new Map([...ours, ...contacts].map((person) => [person.personId, person])),
    evaluatedElsewhere: members.filter((member) => elsewhere.has(member.personId)),
  }
}
