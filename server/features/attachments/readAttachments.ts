import { StoredFile } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer } from '../call'

async function answerFile(work: Work, fileId: string, purpose: 'PICTURE' | 'DOCUMENT'): Promise<FileAnswer> {
  const file = await work.one(StoredFile, { id: fileId, purpose })
  if (!file) throw recordNotFound({ what: '文件' })
  const ending = file.mediaType === 'application/pdf' ? 'pdf' : 'jpg'
  const content = await readFile(work, fileId)
  const name = purpose === 'PICTURE' ? '图片' : '附件'
  return { mediaType: file.mediaType, fileName: `${name}.${ending}`, content, keepSeconds: 300 }
}

export const readPicture = (work: Work, { fileId }: Checked<'attachment.readPicture'>): Promise<FileAnswer> =>
  answerFile(work, fileId, 'PICTURE')

export function readDocument(work: Work, { fileId }: Checked<'attachment.readDocument'>): Promise<FileAnswer> {
  work.must('readSignOrder')
  return answerFile(work, fileId, 'DOCUMENT')
}
