import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm'
import { Pledge, PledgeVersion } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { placedPeople } from '../organisation'
import { hangingVersion, hangsOnWall } from '../pledge'

/** One published 承诺书 as the wall shows it: the words of its published version. */
export interface WallRow {
  pledgeId: string
  name: string
  branchName: string | null
  departmentId: string | null
  departmentName: string | null
  positionTitle: string
  photoId: string | null
  photoConsent: number | boolean
  versionPhotoConsent: number | boolean
  version: number
  publishedAt: number | string
  dutyText: string
  studyPledge: string
  dutyPledge: string
  integrityPledge: string
}

/**
 * What hangs on the wall (R20, R27): the published version of every member who is still an active member of the house and
 * agrees to be shown; also while a new version, or the sheet of a new year, is being written and checked.
 */
export function wallSheets(work: Work) {
  return placedPeople(work)
    .innerJoin(Pledge, 'pledge', `pledge.personId = person.id and ${hangsOnWall}`)
    .innerJoin(PledgeVersion, 'hanging', hangingVersion)
    .andWhere("person.politicalStatus <> 'MASSES'")
    .addSelect('pledge.id', 'pledgeId')
    .addSelect('pledge.photoConsent', 'photoConsent')
    .addSelect('hanging.photoConsent', 'versionPhotoConsent')
    .addSelect('hanging.photoId', 'photoId')
    .addSelect('hanging.version', 'version')
    .addSelect('hanging.publishedAt', 'publishedAt')
    .addSelect('hanging.dutyText', 'dutyText')
    .addSelect('hanging.studyPledge', 'studyPledge')
    .addSelect('hanging.dutyPledge', 'dutyPledge')
    .addSelect('hanging.integrityPledge', 'integrityPledge')
}

/** The photo that may be shown: agreed to when this version was published, and still agreed to now (PIPL 15, 25). */
export const shownPhoto = ({ photoId, photoConsent, versionPhotoConsent }: WallRow): string | null =>
  Number(photoConsent) && Number(versionPhotoConsent) ? photoId : null

export const onWall = (row: WallRow): Output<'wall.list'>['pledges'][number] => ({
  pledgeId: row.pledgeId,
  name: row.name,
  branchName: row.branchName ?? '',
  departmentName: row.departmentName ?? '',
  positionTitle: row.positionTitle,
  photoId: shownPhoto(row),
  dutyText: row.dutyText,
  studyPledge: row.studyPledge,
  dutyPledge: row.dutyPledge,
  integrityPledge: row.integrityPledge,
})

export interface WallFilter {
  branchId?: string | undefined
  departmentId?: string | undefined
}

/** Narrows a query over `branch` and `department` to what the reader chose. */
export function narrow<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { branchId, departmentId }: WallFilter,
): SelectQueryBuilder<Row> {
  if (branchId) query.andWhere('branch.id = :branchId', { branchId })
  if (departmentId) query.andWhere('department.id = :departmentId', { departmentId })
  return query
}
