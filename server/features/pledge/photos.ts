import { In } from 'typeorm'
import { Pledge, StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract/schemas'
import type { Work } from '../../database/work'
import { type IdPhoto, toIdPhoto } from '../../files/idPhoto'
import { readFile, storeFile } from '../../files/storedFiles'
import { refuse } from '../../refusals'
import type { FileAnswer } from '../../web/route'
import { placedPerson } from '../organisation/branchPeople'
import { findCampaign } from './campaigns'
import { wallStates } from './records'

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

async function hangsOnWall(work: Work, photoId: string): Promise<boolean> {
  const campaign = await findCampaign(work)
  if (!campaign) return false
  const agreed = { photoConsent: true, publishConsent: true }
  return work.manager.existsBy(Pledge, { campaignId: campaign.id, photoId, state: In(wallStates), ...agreed })
}

/** A photo is seen by its owner, the branch, 党办, and by everyone while it hangs on the wall with consent. */
export async function readPhoto(work: Work, { photoId }: Checked<'photo.read'>): Promise<FileAnswer> {
  const photo = await work.manager.findOneBy(StoredFile, { id: photoId })
  if (!photo) throw refuse('record.notFound', { what: '照片' })
  const place = await placedPerson(work, photo.ownerId)
  // Who has left is off the wall at once, and so is the photo (domain §3.2).
  const published = place !== null && (await hangsOnWall(work, photoId))
  work.must('readPhoto', { personId: photo.ownerId, branchId: place?.branchId ?? null, published })
  const content = await readFile(work, photoId)
  // An id names one picture for ever, but consent can end: keep it for a short time only.
  return { mediaType: photo.mediaType, fileName: `${photoId}.jpg`, content, keepSeconds: 300 }
}
