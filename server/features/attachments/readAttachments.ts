import { StoredFile } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { readFile } from '../../files/storedFiles'
import { recordNotFound } from '../../refusals'
import type { FileAnswer, FileReader } from '../call'

/** Whoever sent it up sees it before a record names it; from then on whoever reads a record that does. */
async function mayRead(work: Work, readers: readonly FileReader[], { id, ownerId }: StoredFile): Promise<boolean> {
  if (ownerId === work.who.personId) return true
  for (const reader of readers) if (await reader.mayRead(work, id)) return true
  return false
}

async function answerFile(
  work: Work,
  readers: readonly FileReader[],
  fileId: string,
  purpose: 'PICTURE' | 'DOCUMENT',
): Promise<FileAnswer> {
  const file = await work.one(StoredFile, { id: fileId, purpose })
  // As if it were not there: an id alone opens nothing.
  if (!file || !(await mayRead(work, readers, file))) throw recordNotFound({ what: '文件' })
  const ending = file.mediaType === 'application/pdf' ? 'pdf' : 'jpg'
  const content = await readFile(work, fileId)
  const name = purpose === 'PICTURE' ? '图片' : '附件'
  return { mediaType: file.mediaType, fileName: `${name}.${ending}`, content, keepSeconds: 300 }
}

export const readPicture =
  (readers: readonly FileReader[]) =>
  (work: Work, { fileId }: Checked<'attachment.readPicture'>): Promise<FileAnswer> =>
    answerFile(work, readers, fileId, 'PICTURE')

export const readDocument =
  (readers: readonly FileReader[]) =>
  async (work: Work, { fileId }: Checked<'attachment.readDocument'>): Promise<FileAnswer> => {
    work.must('readSignOrder')
    return answerFile(work, readers, fileId, 'DOCUMENT')
  }
