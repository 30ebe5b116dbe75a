import { Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { politicalStatusNames } from '../../domain/organisation/persons'
import { refuse } from '../../refusals'
import { placedPerson } from '../organisation/branchPeople'
import { findCampaign, presentCampaign, requireCampaign } from './campaigns'
import { mayEdit, stateOf, step } from './records'

export async function myPledge(work: Work): Promise<Output<'pledge.mine'>> {
  const { personId, name } = work.who
  work.must('writePledge', { personId })
  const campaign = await findCampaign(work)
  const pledge = campaign && (await work.manager.findOneBy(Pledge, { campaignId: campaign.id, personId }))
  const place = await placedPerson(work, personId)
  return {
    campaign: await presentCampaign(work, campaign),
    pledge: pledge && {
      pledgeId: pledge.id,
      state: stateOf(pledge),
      dutyText: pledge.dutyText,
      studyPledge: pledge.studyPledge,
      dutyPledge: pledge.dutyPledge,
      integrityPledge: pledge.integrityPledge,
      photoId: pledge.photoId,
      publishConsent: pledge.publishConsent,
      photoConsent: pledge.photoConsent,
      dueDay: toCalendarDay(pledge.dueDay),
      late: pledge.late,
      returnReason: pledge.returnReason,
      revision: pledge.revision,
      mayEdit: mayEdit(stateOf(pledge)),
    },
    person: {
      name,
      branchName: place?.branchName ?? null,
      departmentName: place?.departmentName ?? null,
      positionTitle: place?.positionTitle ?? '',
      partyPost: place?.partyPost ?? null,
      politicalStatusName: politicalStatusNames[work.who.politicalStatus],
    },
  }
}

/**
 * Consent to be shown can be given and taken back at any time (PIPL 15, domain §6.2): without it the pledge leaves the
 * wall at once, with it an accepted pledge appears.
 */
export async function setConsent(
  work: Work,
  input: Checked<'pledge.setConsent'>,
): Promise<Output<'pledge.setConsent'>> {
  const { personId } = work.who
  work.must('writePledge', { personId })
  const campaign = await requireCampaign(work)
  const pledge = await work.manager.findOneBy(Pledge, { campaignId: campaign.id, personId })
  if (!pledge) throw refuse('record.notFound', { what: '承诺书' })
  const { publishConsent, photoConsent } = input
  const before = stateOf(pledge)
  let state = before
  if (before === 'PUBLISHED' && !publishConsent) state = step(before, ['withdraw'], ['member'])
  if (before === 'WITHDRAWN' && publishConsent) state = step(before, ['republish'], ['member'])
  if (before === 'OFFICE_OK' && publishConsent) state = step(before, ['publish'], ['system'])
  const publishedAt = state === 'PUBLISHED' ? (pledge.publishedAt ?? work.now) : pledge.publishedAt
  const changes = { publishConsent, photoConsent, state, publishedAt }
  const revision = await work.revise(Pledge, { ...pledge, revision: input.revision }, changes)
  const change = { publishConsent, photoConsent, state }
  await work.audit({ action: 'pledge.setConsent', subjectKind: 'pledge', subjectId: pledge.id, role: 'MEMBER', change })
  return { state, revision }
}
