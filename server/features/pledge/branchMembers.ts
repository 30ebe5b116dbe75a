import { In } from 'typeorm'
import { PartyOrganisation, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { isActiveMember } from '../../domain/organisation/persons'
import { refuse } from '../../refusals'
import { branchPeople, type PlacedPerson } from '../organisation/branchPeople'

export interface OwingMember extends PlacedPerson {
  pledge: Pledge | null
}

/** Every 在职党员 of the branch with the sheet of this campaign, if any. */
export async function membersWithPledge(
  work: Work,
  branchId: string,
  campaignId: string | null,
): Promise<OwingMember[]> {
  const members = (await branchPeople(work, branchId)).filter(isActiveMember)
  const ids = members.map((member) => member.personId)
  const sheets = campaignId && ids.length ? await work.manager.findBy(Pledge, { campaignId, personId: In(ids) }) : []
  const byPerson = new Map(sheets.map((sheet) => [sheet.personId, sheet]))
  return members.map((member) => ({ ...member, pledge: byPerson.get(member.personId) ?? null }))
}

export async function requireBranch(work: Work, branchId: string): Promise<PartyOrganisation> {
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: branchId, kind: 'BRANCH' })
  if (!branch) throw refuse('record.notFound', { what: '支部' })
  return branch
}
