import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type Paper, toPaper } from '../../files/paperFile'
import { storeFile } from '../../files/storedFiles'
import { countUpload } from '../attachments'
import type { FileFacts } from '../call'

/** The 依据文件 itself (R00); it is nobody's until a campaign names it. */
export const uploadBasis = {
  async prepare(work: Work, file: Checked<'campaign.uploadBasis'>, { sha256 }: FileFacts): Promise<Paper> {
    work.must('openCampaign')
    return toPaper(file, sha256)
  },
  async run(work: Work, paper: Paper): Promise<Output<'campaign.uploadBasis'>> {
    const { mediaType, content } = paper
    await countUpload(work.who.personId)
    const fileId = await storeFile(work, { ownerId: work.who.personId, purpose: 'DOCUMENT', ...paper })
    await work.audit({ action: 'campaign.uploadBasis', subjectKind: 'file', subjectId: fileId })
    return { fileId, mediaType, byteCount: content.length }
  },
}
