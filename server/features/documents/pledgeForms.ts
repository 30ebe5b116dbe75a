import { BranchPackage, type Campaign, Person, Pledge } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { politicalStatusNames } from '../../domain/organisation/persons'
import { checkedStates } from '../../domain/workflows/pledge'
import type { DeskPlateData, PledgeSheetData } from '../../files/forms/formData'
import { readFile } from '../../files/storedFiles'
import { namesThen, ofBranches, type PlacedPerson, placedPeople } from '../organisation'
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

/** What the branch and department were called when the sheet was signed: a sheet printed again says what was signed. */
const namesSigned = (work: Work, place: PlacedPerson, signedOn: string | null): Promise<string[]> =>
  namesThen(
    work,
    [
      { id: place.branchId, name: place.branchName ?? '' },
      { id: place.departmentId, name: place.departmentName ?? '' },
    ],
    signedOn,
  )

/** The sheet as its member wrote it last (R18); the signature is the confirmation in the app. */
export async function pledgeSheetData(
  { work, campaign, settings, generatedAt }: SheetSource,
  pledge: Pledge,
  place: PlacedPerson,
): Promise<PledgeSheetData> {
  const version = Math.max(1, pledge.publishedVersion + (isAmending(pledge) ? 1 : 0))
  const recordUrl = `${settings.publicUrl}/wall/${pledge.id}`
  const checked = await checkedBy(work, pledge)
  const signedOn = pledge.submittedAt ? dayOfInstant(pledge.submittedAt) : null
  const [branchName = '', department = ''] = await namesSigned(work, place, signedOn)
  return {
    head: formHead(campaign, { branchName, version, generatedAt, recordUrl }),
    photo: await photoOf(work, pledge.photoId),
    name: place.name,
    department: department || null,
    position: place.positionTitle,
    partyPosition: place.partyPost,
    politicalStatus: politicalStatusNames[place.politicalStatus],
    dutyText: pledge.dutyText,
    pledges: { studySkill: pledge.studyPledge, duty: pledge.dutyPledge, integrity: pledge.integrityPledge },
    supervision: '扫码提意见，或向所在党支部反映',
    supervisionUrl: recordUrl,
    signer: place.name,
    signedOn,
    checker: checked?.name ?? null,
    checkedOn: checked && dayOfInstant(checked.at),
  }
}

/** A 台牌 stands where everybody sees it: the department as it is called today, the photo only with its consent (PIPL 25). */
export const deskPlateData = (
  sheet: PledgeSheetData,
  { photoConsent }: Pledge,
  { departmentName }: Pick<PlacedPerson, 'departmentName'>,
): DeskPlateData => ({
  head: sheet.head,
  photo: photoConsent ? sheet.photo : null,
  name: sheet.name,
  department: departmentName,
  position: sheet.position,
  dutyText: sheet.dutyText,
  pledges: sheet.pledges,
})
