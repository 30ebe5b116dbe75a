import { In } from 'typeorm'
import { BranchPackage, OutboxMessage, PartyOrganisation, Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { dutyStatusNames, isActiveMember, politicalStatusNames } from '../../domain/organisation/persons'
import { refuse } from '../../refusals'
import { branchPeople, type PlacedPerson, placedPerson, withAccount } from '../organisation/branchPeople'
import { remindKey } from '../reminders/remindKey'
import { findCampaign, presentCampaign } from './campaigns'
import { presentPackage } from './packages'
import { requirePledge, stateOf } from './records'

export interface OwingMember extends PlacedPerson {
  pledge: Pledge | null
}

/** Every 在职党员 of the branch with the sheet of this campaign, if any. */
export async function membersWithPledge(work: Work, branchId: string, campaignId: string | null): Promise<OwingMember[]> {
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

async function remindedToday(work: Work, personIds: string[]): Promise<Set<string>> {
  const keys = personIds.map((personId) => remindKey(personId, work.today))
  if (!keys.length) return new Set()
  const rows = await work.manager.find(OutboxMessage, { select: { personId: true }, where: { dedupeKey: In(keys) } })
  return new Set(rows.map((row) => row.personId))
}

/** The branch's collection board (R13, R19): who is missing, what was handed in. */
export async function readBranchPledges(work: Work, { branchId }: Checked<'pledge.branch'>): Promise<Output<'pledge.branch'>> {
  work.must('readBranchPledges', { branchId })
  const branch = await requireBranch(work, branchId)
  const campaign = await findCampaign(work)
  const members = await membersWithPledge(work, branchId, campaign?.id ?? null)
  const ids = members.map((member) => member.personId)
  const reminded = await remindedToday(work, ids)
  const reachable = await withAccount(work, ids)
  const packages = campaign
    ? await work.manager.find(BranchPackage, { where: { campaignId: campaign.id, branchId }, order: { number: 'DESC' } })
    : []
  return {
    campaign: await presentCampaign(work, campaign),
    branchName: branch.name,
    members: members.map(({ pledge, ...member }) => ({
      personId: member.personId,
      name: member.name,
      departmentName: member.departmentName ?? '',
      dutyStatusName: dutyStatusNames[member.dutyStatus],
      state: stateOf(pledge),
      pledgeId: pledge?.id ?? null,
      hasPhoto: Boolean(pledge?.photoId),
      late: pledge?.late ?? false,
      remindedToday: reminded.has(member.personId),
      hasAccount: reachable.has(member.personId),
      revision: pledge?.revision ?? 0,
    })),
    packages: packages.map((each) => presentPackage(each, branch.name)),
    may: {
      nudge: work.may('nudgeMembers', { branchId }),
      return: work.may('returnPledge', { branchId }),
      submit: work.may('submitPackage', { branchId }),
    },
  }
}

export async function readPledge(work: Work, { pledgeId }: Checked<'pledge.read'>): Promise<Output<'pledge.read'>> {
  const pledge = await requirePledge(work, pledgeId)
  const place = await placedPerson(work, pledge.personId)
  const branchId = place?.branchId ?? null
  work.must('readPledge', { personId: pledge.personId, branchId })
  return {
    pledgeId,
    name: place?.name ?? '',
    branchName: place?.branchName ?? '',
    departmentName: place?.departmentName ?? '',
    positionTitle: place?.positionTitle ?? '',
    politicalStatusName: politicalStatusNames[place?.politicalStatus ?? 'FULL_MEMBER'],
    state: stateOf(pledge),
    dutyText: pledge.dutyText,
    studyPledge: pledge.studyPledge,
    dutyPledge: pledge.dutyPledge,
    integrityPledge: pledge.integrityPledge,
    photoId: pledge.photoId,
    publishConsent: pledge.publishConsent,
    photoConsent: pledge.photoConsent,
    late: pledge.late,
    returnReason: pledge.returnReason,
    revision: pledge.revision,
    may: { return: work.may('returnPledge', { branchId }) },
  }
}
