import { StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { cutIdPhoto, type IdPhoto } from '../../files/idPhoto'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import { pledgePhotoForeign } from './refusals'
import { storePhoto } from './uploadPhoto'

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
