import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type IdPhoto, toIdPhoto, type UploadedPhoto } from '../../files/idPhoto'
import { storeFile } from '../../files/storedFiles'
import { countUpload } from '../attachments'
import type { FileFacts } from '../call'

export async function storePhoto(work: Work, { content, width, height }: IdPhoto, originalId: string): Promise<string> {
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
