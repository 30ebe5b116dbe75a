import { In } from 'typeorm'
import { Pledge, PledgeVersion, SignOrderLine, StoredFile } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer } from '../call'
import { desks, placedPerson } from '../organisation'
import { hangingVersion, hangsOnWall } from './onWall'

/** The photo of the version on the wall, also while a new one is written; both consents count as they are now. */
const isShownOnWall = (work: Work, photoId: string): Promise<boolean> =>
  work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoin(PledgeVersion, 'hanging', hangingVersion)
    .where(hangsOnWall)
    .andWhere('pledge.photoConsent = 1 and hanging.photoConsent = 1')
    .andWhere('hanging.photoId = :photoId', { photoId })
    .getExists()

/** On a plate the actor may proof-read (R29). */
async function isOnReadablePlate(work: Work, photoId: string): Promise<boolean> {
  const line = await work.manager.findOneBy(SignOrderLine, { photoId })
  if (!line) return false
  const [desk] = line.departmentId ? await desks(work, { departmentIds: [line.departmentId] }) : []
  return work.may('readSignLines', desk ?? null)
}

/**
 * A photo is seen by its owner, the branch, 党办, who proof-reads its plate, and by everyone while it hangs on the wall with consent. Consent is to
 * what was framed: the original never hangs anywhere.
 */
export async function readPhoto(work: Work, { photoId }: Checked<'photo.read'>): Promise<FileAnswer> {
  const photo = await work.manager.findOneBy(StoredFile, {
    id: photoId,
    purpose: In(['ID_PHOTO', 'ID_PHOTO_ORIGINAL']),
  })
  if (!photo) throw recordNotFound({ what: '照片' })
  const place = await placedPerson(work, photo.ownerId)
  // Who has left is off the wall at once, and so is the photo (rules §3.2).
  const published =
    photo.purpose === 'ID_PHOTO' &&
    place !== null &&
    ((await isShownOnWall(work, photoId)) || (await isOnReadablePlate(work, photoId)))
  work.must('readPhoto', { personId: photo.ownerId, branchId: place?.branchId ?? null, published })
  const content = await readFile(work, photoId)
  // An id names one picture for ever, but consent can end: keep it for a short time only.
  return { mediaType: photo.mediaType, fileName: '登记照片.jpg', content, keepSeconds: 300 }
}
