import { BranchPackage, type Campaign, Person, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { politicalStatusNames } from '../../domain/organisation/persons'
import { checkedStates } from '../../domain/workflows/pledge'
import type { DeskPlateData, PledgeSheetData } from '../../files/forms/formData'
import { readFile } from '../../files/storedFiles'
import { ofBranches, type PlacedPerson, placedPeople } from '../organisation'
import { isAmending, isHandedIn, type PledgeState, stateOf } from '../pledge'
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
  if (branchId) ofBranches(query, [branchId])
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

/**
 * 支部审核人: who passed this text for the branch and reported it to 机关党办, and when. Nobody while it lies with the branch or
 * is being written anew: what somebody signed was another text.
 */
async function checkedBy(work: Work, pledge: Pledge): Promise<{ name: string; at: number } | null> {
  if (!pledge.packageId || !checkedStates.includes(stateOf(pledge))) return null
  const row = await work.manager
    .createQueryBuilder(BranchPackage, 'handedIn')
    .innerJoin(Person, 'person', 'person.id = handedIn.submittedById')
    .select('person.name', 'name')
    .addSelect('handedIn.submittedAt', 'at')
    .where('handedIn.id = :id', { id: pledge.packageId })
    .getRawOne<{ name: string; at: number | string }>()
  return row ? { name: row.name, at: Number(row.at) } : null
}

/** The sheet as its member wrote it last (R18); the signature is the confirmation in the app. */
export async function pledgeSheetData(
  { work, campaign, settings, generatedAt }: SheetSource,
  pledge: Pledge,
  place: PlacedPerson,
): Promise<PledgeSheetData> {
  const version = Math.max(1, pledge.publishedVersion + (isAmending(pledge) ? 1 : 0))
  const recordUrl = `${settings.publicUrl}/wall/${pledge.id}`
  const checked = await checkedBy(work, pledge)
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
    checker: checked?.name ?? null,
    checkedOn: checked && dayOfInstant(checked.at),
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
