import type { Campaign, Pledge } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { politicalStatusNames } from '../../domain/organisation/persons'
import { presentCampaign } from '../campaign'
import { placedPerson } from '../organisation'
import { referenceFor } from '../postReference'
import { memberDueDay } from './memberDueDay'
import { ownPledge } from './ownPledge'
import { isAmending, isGrandfathered, isOnBoard, mayEdit, stateOf } from './records'

type MyPledge = NonNullable<Output<'pledge.mine'>['pledge']>

const presentPledge = (pledge: Pledge, campaign: Campaign): MyPledge => ({
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
  mayEdit: campaign.state === 'OPEN' && mayEdit(stateOf(pledge)),
  mayAmend: campaign.state === 'OPEN' && isOnBoard(stateOf(pledge)),
  amending: isAmending(pledge),
  publishedVersion: pledge.publishedVersion,
  grandfathered: isGrandfathered(pledge, campaign),
})

/** One's own sheet of the campaign in force, with what the page needs beside it: the post's reference and the due day. */
export async function myPledge(work: Work): Promise<Output<'pledge.mine'>> {
  const { personId, name } = work.who
  work.must('writePledge', { personId })
  const { campaign: known, pledge } = await ownPledge(work)
  // Closed, it asks nobody for a sheet: who has none sees that there is none to write.
  const campaign = known?.state === 'OPEN' || pledge ? known : null
  const place = await placedPerson(work, personId)
  return {
    campaign: await presentCampaign(work, campaign),
    pledge: campaign && pledge && presentPledge(pledge, campaign),
    reference: place && (await referenceFor(work, place)),
    dueDay: campaign && !pledge ? await memberDueDay(work, campaign) : null,
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
