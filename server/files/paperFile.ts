import { refusal } from '../refusals'
import { type Attachment, requireDocumentSize, requirePromised, toAttachment } from './picture'
import { openWorkbookArchive } from './workbookArchive'

const paperUnreadable = refusal(
  422,
  'paper.unreadable',
  '只能上传PDF、Word文档或照片（JPG、PNG、HEIC），请换一个文件。',
)
const paperOldWord = refusal(
  422,
  'paper.oldWord',
  '这是旧版或者加了密码的文件，读不出来。请另存为不加密码的新版Word文档或PDF后再传。',
)
const paperBroken = refusal(
  422,
  'paper.broken',
  '这个Word文件不完整或者带有宏，没有保存。请在电脑上打开，另存为不带宏的Word文档或PDF后再传。',
)

const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const document = 'word/document.xml'

export interface Paper extends Omit<Attachment, 'mediaType'> {
  mediaType: Attachment['mediaType'] | typeof wordType
}

/** What the name of a downloaded file ends with. */
export const endingOf = (mediaType: string): string =>
  mediaType === wordType ? 'docx' : mediaType === 'application/pdf' ? 'pdf' : 'jpg'

const isZip = (file: Buffer): boolean => file.toString('latin1', 0, 4) === 'PK\u0003\u0004'
/** Old Office and WPS files begin so, and new ones with a password. */
const isOldOffice = (file: Buffer): boolean => file.toString('hex', 0, 4) === 'd0cf11e0'

/** Every part is unpacked once: what was damaged on the way is said now, not when somebody opens it. */
async function requireWord(file: Buffer): Promise<void> {
  const archive = await openWorkbookArchive(file).catch((fault) => {
    throw (fault as { code?: string }).code === 'request.tooLarge' ? fault : paperBroken()
  })
  if (!archive.has(document)) throw paperUnreadable()
  for (const name of archive.names)
    await archive.read(name).catch(() => {
      throw paperBroken()
    })
}

/**
 * A paper of the office: a PDF or a Word file by its content, unchanged, at most 8 MB, or a photo of it as toPicture keeps it.
 * Refuses anything else with paper.unreadable, paper.oldWord, and damaged ones with paper.broken or what toAttachment says.
 */
export async function toPaper(file: Buffer, promisedSha256 = ''): Promise<Paper> {
  if (isOldOffice(file)) throw paperOldWord()
  if (!isZip(file)) return toAttachment(file, promisedSha256, paperUnreadable)
  requirePromised(file, promisedSha256)
  requireDocumentSize(file)
  await requireWord(file)
  return { mediaType: wordType, content: file, width: 0, height: 0 }
}
