import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { toPicture } from '../../files/picture'
import type { KeptJpeg } from '../../files/pictureFile'
import { storeFile } from '../../files/storedFiles'
import type { FileFacts } from '../call'
import { countUpload } from './countUpload'

/** Anyone on the roster may send up a picture; the record it is attached to decides who may attach it. */
export const uploadPicture = {
  prepare: (_work: Work, file: Checked<'attachment.uploadPicture'>, { sha256 }: FileFacts): Promise<KeptJpeg> =>
    toPicture(file, sha256),
  async run(work: Work, picture: KeptJpeg): Promise<Output<'attachment.uploadPicture'>> {
    const { content, width, height } = picture
    const facts = { ownerId: work.who.personId, purpose: 'PICTURE' as const, mediaType: 'image/jpeg' }
    await countUpload(work.who.personId)
    const fileId = await storeFile(work, { ...facts, width, height, content })
    await work.audit({ action: 'attachment.uploadPicture', subjectKind: 'file', subjectId: fileId })
    return { fileId, width, height }
  },
}
