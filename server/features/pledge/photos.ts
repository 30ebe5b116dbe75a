import { In } from 'typeorm'
import { Pledge, PledgeVersion, SignOrderLine, StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { cutIdPhoto, type IdPhoto, toIdPhoto, type UploadedPhoto } from '../../files/idPhoto'
import { readFile, storeFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import { countUpload } from '../attachments'
import type { FileAnswer, FileFacts } from '../call'
import { findCampaign } from '../campaign'
import { desks, placedPerson } from '../organisation'
import { hangingVersion, hangsOnWall, hangsOnWallValues } from './onWall'
import { pledgePhotoForeign } from './refusals'

async function storePhoto(work: Work, { content, width, height }: IdPhoto, originalId: string): Promise<string> {
  await countUpload(work.who.personId)
  const facts = { ownerId: work.who.personId, purpose: 'ID_PHOTO' as const, mediaType: 'image/jpeg' }
  return storeFile(work, { ...facts, width, height, content, originalId })
}

/**
 * Uploads one's own 登记照 (R25): the original is kept, and the normalised copy with it when it needs no framing. The
 * picture is decoded outside the transaction: it takes a tenth of a second.
 */
export const uploadPhoto = {
  async prepare(work: Work, file: Checked<'photo.upload'>, { sha256 }: FileFacts): Promise<UploadedPhoto> {
    work.must('writePledge', { personId: work.who.personId })
    return toIdPhoto(file, sha256)
  },
  async run(work: Work, { original, photo }: UploadedPhoto): Promise<Output<'photo.upload'>> {
    await countUpload(work.who.personId)
    const { content, width, height } = original
    const facts = { ownerId: work.who.personId, purpose: 'ID_PHOTO_ORIGINAL' as const, mediaType: 'image/jpeg' }
    const originalId = await storeFile(work, { ...facts, width, height, content })
    const photoId = photo && (await storePhoto(work, photo, originalId))
    await work.audit({ action: 'photo.upload', subjectKind: 'photo', subjectId: photoId ?? originalId })
    return { originalId, width, height, photoId, warnings: photo?.warnings ?? [] }
  },
}

export interface CutPhoto {
  originalId: string
  photo: IdPhoto
}

/** Cuts the 登记照 out of one's own original, as it was framed on the page; may be repeated (R25). */
export const cropPhoto = {
  async prepare(work: Work, { originalId, ...cut }: Checked<'photo.crop'>): Promise<CutPhoto> {
    work.must('writePledge', { personId: work.who.personId })
    const original = await work.one(StoredFile, { id: originalId, purpose: 'ID_PHOTO_ORIGINAL' })
    if (!original) throw recordNotFound({ what: '照片' })
    if (original.ownerId !== work.who.personId) throw pledgePhotoForeign()
    return { originalId, photo: await cutIdPhoto(await readFile(work, originalId), cut) }
  },
  async run(work: Work, { originalId, photo }: CutPhoto): Promise<Output<'photo.crop'>> {
    const photoId = await storePhoto(work, photo, originalId)
    await work.audit({ action: 'photo.crop', subjectKind: 'photo', subjectId: photoId })
    const { width, height, warnings } = photo
    return { photoId, width, height, warnings }
  },
}

/** The photo of the version on the wall, also while a new one is written; both consents count as they are now. */
async function isShownOnWall(work: Work, photoId: string): Promise<boolean> {
  const campaign = await findCampaign(work)
  if (!campaign) return false
  return work.manager
    .createQueryBuilder(Pledge, 'pledge')
    .innerJoin(PledgeVersion, 'hanging', hangingVersion)
    .where(hangsOnWall, hangsOnWallValues)
    .andWhere('pledge.campaignId = :id and pledge.photoConsent = :agreed and hanging.photoConsent = :agreed', {
      id: campaign.id,
    })
    .andWhere('hanging.photoId = :photoId', { photoId })
    .getExists()
}

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
  return { mediaType: photo.mediaType, fileName: `${photoId}.jpg`, content, keepSeconds: 300 }
}
