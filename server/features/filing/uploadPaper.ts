import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type Attachment, toAttachment } from '../../files/picture'
import { storeFile } from '../../files/storedFiles'
import { countUpload } from '../attachments'
import type { FileFacts } from '../call'

/** A paper for a filing, PDF or photo; it is nobody's until a filing names it. */
export const uploadPaper = {
  async prepare(work: Work, file: Checked<'filing.uploadPaper'>, { sha256 }: FileFacts): Promise<Attachment> {
    work.must('uploadFilingPaper')
    return toAttachment(file, sha256)
  },
  async run(work: Work, attachment: Attachment): Promise<Output<'filing.uploadPaper'>> {
    const { mediaType, content } = attachment
    await countUpload(work.who.personId)
    const fileId = await storeFile(work, { ownerId: work.who.personId, purpose: 'DOCUMENT', ...attachment })
    await work.audit({ action: 'filing.uploadPaper', subjectKind: 'file', subjectId: fileId })
    return { fileId, mediaType, byteCount: content.length }
  },
}
