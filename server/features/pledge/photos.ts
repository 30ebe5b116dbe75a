import { Pledge, StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { type IdPhoto, toIdPhoto } from '../../files/idPhoto'
import { readFile, storeFile } from '../../files/storedFiles'
import { refuse } from '../../refusals'
import type { FileAnswer } from '../../web/route'
import { placedPerson } from '../organisation/branchPeople'

/** Uploads one's own 登记照 (R25). The picture is decoded outside the transaction: it takes a tenth of a second. */
export const uploadPhoto = {
  async prepare(work: Work, file: Checked<'photo.upload'>): Promise<IdPhoto> {
    work.must('writePledge', { personId: work.who.personId })
    return toIdPhoto(file)
  },
  async run(work: Work, photo: IdPhoto): Promise<Output<'photo.upload'>> {
    const { content, width, height, warnings } = photo
    const ownerId = work.who.personId
    const file = { ownerId, purpose: 'ID_PHOTO' as const, mediaType: 'image/jpeg', width, height, content }
    const photoId = await storeFile(work, file)
    await work.audit({ action: 'photo.upload', subjectKind: 'photo', subjectId: photoId })
    return { photoId, width, height, warnings }
  },
}

/** A photo is seen by its owner, the branch, 党办, and by everyone while it hangs on the wall with consent. */
export async function readPhoto(work: Work, { photoId }: Checked<'photo.read'>): Promise<FileAnswer> {
  const photo = await work.manager.findOneBy(StoredFile, { id: photoId })
  if (!photo) throw refuse('record.notFound', { what: '照片' })
  const onWall = await work.manager.existsBy(Pledge, {
    photoId,
    state: 'PUBLISHED',
    photoConsent: true,
    publishConsent: true,
  })
  const place = await placedPerson(work, photo.ownerId)
  work.must('readPhoto', { personId: photo.ownerId, branchId: place?.branchId ?? null, published: onWall })
  const content = await readFile(work, photoId)
  // An id names one picture for ever, but consent can end: keep it for a short time only.
  return { mediaType: photo.mediaType, fileName: `${photoId}.jpg`, content, keepSeconds: 300 }
}
