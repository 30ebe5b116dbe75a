import { Department, Person, Pledge, PledgeVersion, PostArea } from '../../../entities'
import type { Work } from '../../database/work'
import { type PhotoOwner, photoFileNames } from '../../domain/photo/photoFileNames'
import type { SignKind } from '../../domain/signOrder/kinds'
import { isPersonKind, type Plate } from '../../domain/signOrder/plates'
import { placedPeople } from '../organisation'

/** Accepted by 党办, or published before the first version was kept. */
const accepted = ['OFFICE_OK', 'PUBLISHED', 'FULFILLING', 'ASSESSED']
const ended = ['WITHDRAWN', 'ARCHIVED']
/** A version hangs on the wall while the next one is on its way; taken back then, the consent changes no state (setConsent.ts). */
const underWay = 'pledge.publishedVersion > 0 and pledge.publishConsent = :agreed and pledge.state not in (:...ended)'
const standing = ['ACCEPTED', 'ACTIVE']

type Flag = number | boolean | null
interface SheetTexts {
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
  photoId: string | null
}
interface PersonRow extends SheetTexts, PhotoOwner {
  pledgeId: string
  positionTitle: string
  departmentId: string | null
  branchId: string
  photoConsent: Flag
  versionPhotoConsent: Flag
}

const sheetColumns = ['dutyText', 'studyPledge', 'dutyPledge', 'integrityPledge', 'photoId'] as const

/**
 * Every 在职党员 with an accepted sheet. What stands on the plate is the version that hangs on the wall, also while a new
 * one is written; a sheet accepted but not published stands for itself.
 */
async function personRows(work: Work, campaignId: string, only?: readonly string[]): Promise<PersonRow[]> {
  const query = placedPeople(work)
    .innerJoin(Pledge, 'pledge', 'pledge.personId = person.id and pledge.campaignId = :campaignId', { campaignId })
    .leftJoin(
      PledgeVersion,
      'version',
      "version.pledgeId = pledge.id and version.version = pledge.publishedVersion and pledge.state <> 'OFFICE_OK'",
    )
    .addSelect('pledge.id', 'pledgeId')
    .addSelect('pledge.photoConsent', 'photoConsent')
    .addSelect('version.photoConsent', 'versionPhotoConsent')
    .andWhere("person.politicalStatus <> 'MASSES' and branch.id is not null")
    .andWhere(`(pledge.state in (:...accepted) or (${underWay}))`, { accepted, ended, agreed: true })
  if (only) query.andWhere('pledge.id in (:...only)', { only })
  for (const column of sheetColumns)
    query.addSelect(`case when version.id is null then pledge.${column} else version.${column} end`, column)
  return query.getRawMany<PersonRow>()
}

/** The photo only while the person agrees, and only the picture that was agreed to. */
const photoOf = ({ photoId, photoConsent, versionPhotoConsent }: PersonRow): string | null =>
  Number(photoConsent) && Number(versionPhotoConsent ?? 1) ? photoId : null

const personPlate = (kind: SignKind, row: PersonRow, photoName: string): Plate => ({
  kind,
  recordId: row.pledgeId,
  branchId: row.branchId,
  departmentId: row.departmentId,
  name: row.name,
  texts: {
    部门: row.departmentName ?? '',
    岗位: row.positionTitle,
    职责: row.dutyText,
    承诺: [row.studyPledge, row.dutyPledge, row.integrityPledge].join('\n'),
    照片: photoName,
  },
  photoId: photoOf(row),
})

async function personPlates(
  work: Work,
  campaignId: string,
  kinds: readonly SignKind[],
  only?: readonly string[],
): Promise<Plate[]> {
  const rows = await personRows(work, campaignId, only)
  const owners = rows.filter(photoOf).map((row) => ({ ...row, departmentName: row.departmentName ?? '' }))
  const names = photoFileNames(owners)
  return kinds.flatMap((kind) => rows.map((row) => personPlate(kind, row, names.get(row.personId) ?? '')))
}

interface PlaceRow {
  recordId: string
  kind: 'POST' | 'AREA'
  branchId: string
  departmentId: string
  departmentName: string
  title: string
  content: string
  holderName: string | null
}

const placePlate = ({ recordId, kind, branchId, departmentId, ...row }: PlaceRow): Plate => ({
  kind: kind === 'POST' ? 'POST_PLATE' : 'AREA_PLATE',
  recordId,
  branchId,
  departmentId,
  name: row.title,
  texts: { 部门: row.departmentName, 责任人: row.holderName ?? '', 内容: row.content },
  photoId: null,
})

async function placePlates(
  work: Work,
  campaignId: string,
  kinds: readonly SignKind[],
  only?: readonly string[],
): Promise<Plate[]> {
  const query = work.manager
    .createQueryBuilder(PostArea, 'place')
    .innerJoin(Department, 'department', 'department.id = place.departmentId')
    .leftJoin(Person, 'holder', 'holder.id = place.nomineeId')
    .select('place.id', 'recordId')
    .addSelect('place.kind', 'kind')
    .addSelect('place.branchId', 'branchId')
    .addSelect('place.departmentId', 'departmentId')
    .addSelect('place.title', 'title')
    .addSelect('place.content', 'content')
    .addSelect('department.name', 'departmentName')
    .addSelect('holder.name', 'holderName')
    .where('place.campaignId = :campaignId and place.state in (:...standing)', { campaignId, standing })
  if (only) query.andWhere('place.id in (:...only)', { only })
  const rows = await query.getRawMany<PlaceRow>()
  return rows.map(placePlate).filter((plate) => kinds.includes(plate.kind))
}

/**
 * Every plate of these kinds that could be ordered today (R28): of persons from accepted and published sheets, of 岗 and 区
 * once 党办 has taken them in. At most two queries. `only`: of these records, at least one; the names of their photos are
 * then told apart among themselves.
 */
export async function todaysPlates(
  work: Work,
  campaignId: string,
  kinds: readonly SignKind[],
  only?: readonly string[],
): Promise<Plate[]> {
  const ofPersons = kinds.filter(isPersonKind)
  const ofPlaces = kinds.filter((kind) => !isPersonKind(kind))
  return [
    ...(ofPersons.length ? await personPlates(work, campaignId, ofPersons, only) : []),
    ...(ofPlaces.length ? await placePlates(work, campaignId, ofPlaces, only) : []),
  ]
}

/** One record makes one plate of a kind. */
export const plateKey = ({ kind, recordId }: Pick<Plate, 'kind' | 'recordId'>): string => `${kind}:${recordId}`

export const platesByKey = (plates: readonly Plate[]): Map<string, Plate> =>
  new Map(plates.map((plate) => [plateKey(plate), plate]))
