import { StoredFile } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { type Attachment, toAttachment, toPicture } from '../../files/picture'
import type { KeptJpeg } from '../../files/pictureFile'
import { readFile, storeFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer, FileFacts } from '../call'
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

async function answerFile(work: Work, fileId: string, purpose: 'PICTURE' | 'DOCUMENT'): Promise<FileAnswer> {
  const file = await work.one(StoredFile, { id: fileId, purpose })
  if (!file) throw recordNotFound({ what: '文件' })
  const ending = file.mediaType === 'application/pdf' ? 'pdf' : 'jpg'
  const content = await readFile(work, fileId)
  return { mediaType: file.mediaType, fileName: `${fileId}.${ending}`, content, keepSeconds: 300 }
}

export const readPicture = (work: Work, { fileId }: Checked<'attachment.readPicture'>): Promise<FileAnswer> =>
  answerFile(work, fileId, 'PICTURE')

export function readDocument(work: Work, { fileId }: Checked<'attachment.readDocument'>): Promise<FileAnswer> {
  work.must('readSignOrder')
  return answerFile(work, fileId, 'DOCUMENT')
}
