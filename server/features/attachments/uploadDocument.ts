import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type Attachment, toAttachment } from '../../files/picture'
import { storeFile } from '../../files/storedFiles'
import type { FileFacts } from '../call'
import { countUpload } from './countUpload'

/** Quotes and minutes of a sign order (R29–R31). */
export const uploadDocument = {
  async prepare(work: Work, file: Checked<'attachment.uploadDocument'>, { sha256 }: FileFacts): Promise<Attachment> {
    work.must('handleSignOrders')
    return toAttachment(file, sha256)
  },
  async run(work: Work, attachment: Attachment): Promise<Output<'attachment.uploadDocument'>> {
    const { mediaType, content } = attachment
    await countUpload(work.who.personId)
    const fileId = await storeFile(work, { ownerId: work.who.personId, purpose: 'DOCUMENT', ...attachment })
    await work.audit({ action: 'attachment.uploadDocument', subjectKind: 'file', subjectId: fileId })
    return { fileId, mediaType, byteCount: content.length }
  },
}
