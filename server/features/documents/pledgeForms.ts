import { type Campaign, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { politicalStatusNames } from '../../domain/organisation/persons'
import type { DeskPlateData, PledgeSheetData } from '../../files/forms/formData'
import { readFile } from '../../files/storedFiles'
import { type PlacedPerson, placedPeople } from '../organisation'
import { isAmending, isHandedIn, type PledgeState } from '../pledge'
import { type DocumentSettings, formHead } from './formHead'

/** A handed-in sheet with its member's place: enough to name its file and to see whether it changed. */
export interface SheetRow extends PlacedPerson {
  pledgeId: string
  revision: number
  state: PledgeState
  photoId: string | null
}

/** The handed-in sheets of a branch or the house, in the order of departments; no texts, so 13,000 of them are light. */
export async function handedInSheets(work: Work, campaignId: string, branchId?: string): Promise<SheetRow[]> {
  const query = placedPeople(work)
    .innerJoin(Pledge, 'pledge', 'pledge.personId = person.id and pledge.campaignId = :campaignId', { campaignId })
    .addSelect('pledge.id', 'pledgeId')
    .addSelect('pledge.revision', 'revision')
    .addSelect('pledge.state', 'state')
    .addSelect('pledge.photoId', 'photoId')
    .andWhere('branch.id is not null')
  if (branchId) query.andWhere('branch.id = :branchId', { branchId })
  return (await query.getRawMany<SheetRow>()).filter((row) => isHandedIn(row.state))
}

interface SheetSource {
  work: Work
  campaign: Campaign
  settings: DocumentSettings
  generatedAt: string
}

const photoOf = (work: Work, photoId: string | null): Promise<Buffer | null> =>
  photoId ? readFile(work, photoId) : Promise.resolve(null)

/** The sheet as its member wrote it last (R18); the signature is the confirmation in the app. */
export async function pledgeSheetData(
  { work, campaign, settings, generatedAt }: SheetSource,
  pledge: Pledge,
  place: PlacedPerson,
): Promise<PledgeSheetData> {
  const version = Math.max(1, pledge.publishedVersion + (isAmending(pledge) ? 1 : 0))
  const recordUrl = `${settings.publicUrl}/wall/${pledge.id}`
  return {
    head: formHead(campaign, { branchName: place.branchName ?? '', version, generatedAt, recordUrl }),
    photo: await photoOf(work, pledge.photoId),
    name: place.name,
    department: place.departmentName,
    position: place.positionTitle,
    partyPosition: place.partyPost,
    politicalStatus: politicalStatusNames[place.politicalStatus],
    dutyText: pledge.dutyText,
    pledges: { studySkill: pledge.studyPledge, duty: pledge.dutyPledge, integrity: pledge.integrityPledge },
    supervision: '扫码提意见，或向所在党支部反映',
    supervisionUrl: recordUrl,
    signer: place.name,
    signedOn: pledge.submittedAt ? dayOfInstant(pledge.submittedAt) : null,
    checker: null,
    checkedOn: null,
  }
}

/** A 台牌 stands where everybody sees it: the photo only with its consent, as on the wall (PIPL 25). */
export const deskPlateData = (sheet: PledgeSheetData, { photoConsent }: Pledge): DeskPlateData => ({
  head: sheet.head,
  photo: photoConsent ? sheet.photo : null,
  name: sheet.name,
  department: sheet.department,
  position: sheet.position,
  dutyText: sheet.dutyText,
  pledges: sheet.pledges,
})
