import { In } from 'typeorm'
import { BranchPackage, Campaign, OutboxMessage } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { onceFor } from '../../domain/cardKeys'
import { dutyStatusNames, politicalStatusNames } from '../../domain/organisation/persons'
import { loadHolidays, sendingTime } from '../calendar'
import { findCampaign, isPast, presentCampaign } from '../campaign'
import { placedPerson, requireBranch, withAccount } from '../organisation'
import { membersWithPledge } from './branchMembers'
import { presentPackage } from './present'
import { isGrandfathered, requirePledge, stateOf } from './records'

/** Who has a card for today, or in quiet hours for the day on which one could go out next. */
async function remindedToday(work: Work, personIds: string[]): Promise<Set<string>> {
  const days = new Set([work.today, sendingTime(work, await loadHolidays(work)).day])
  const keys = [...days].flatMap((day) => personIds.map((personId) => onceFor.reminder(personId, day)))
  if (!keys.length) return new Set()
  const rows = await work.manager.find(OutboxMessage, { select: { personId: true }, where: { dedupeKey: In(keys) } })
  return new Set(rows.map((row) => row.personId))
}

/** The branch's collection board (R13, R19): who is missing, what was handed in. */
export async function readBranchPledges(
  work: Work,
  { branchId }: Checked<'pledge.branch'>,
): Promise<Output<'pledge.branch'>> {
  work.must('readBranchPledges', { branchId })
  const branch = await requireBranch(work, branchId)
  const campaign = await findCampaign(work)
  const running = campaign?.state === 'OPEN'
  const members = await membersWithPledge(work, branchId, campaign?.id ?? null)
  const ids = members.map((member) => member.personId)
  const reminded = await remindedToday(work, ids)
  const reachable = await withAccount(work, ids)
  const packages = campaign
    ? await work.manager.find(BranchPackage, {
        where: { campaignId: campaign.id, branchId },
        order: { number: 'DESC' },
      })
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
      paperPhotoDay: pledge?.paperPhotoDay ? toCalendarDay(pledge.paperPhotoDay) : null,
      late: pledge?.late ?? false,
      remindedToday: reminded.has(member.personId),
      hasAccount: reachable.has(member.personId),
      revision: pledge?.revision ?? 0,
    })),
    packages: packages.map((each) => presentPackage(each, branch.name)),
    may: {
      nudge: running && work.may('nudgeMembers', { branchId }),
      return: work.may('returnPledge', { branchId }),
      submit: running && work.may('submitPackage', { branchId }),
      collect: work.may('collectBranch', { branchId }),
    },
  }
}

export async function readPledge(work: Work, { pledgeId }: Checked<'pledge.read'>): Promise<Output<'pledge.read'>> {
  const pledge = await requirePledge(work, pledgeId)
  const place = await placedPerson(work, pledge.personId)
  const branchId = place?.branchId ?? null
  work.must('readPledge', { personId: pledge.personId, branchId })
  const campaign = await work.one(Campaign, { id: pledge.campaignId })
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
    grandfathered: campaign !== null && isGrandfathered(pledge, campaign),
    returnReason: pledge.returnReason,
    revision: pledge.revision,
    may: { return: work.may('returnPledge', { branchId }) && !(await isPast(work, pledge)) },
  }
}
