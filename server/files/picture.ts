import { refusal, requestTooLarge } from '../refusals'
import { isAsPromised, type KeptJpeg, openPicture, toJpeg } from './pictureFile'

const attachmentUnreadable = refusal(
  422,
  'attachment.unreadable',
  '只能上传PDF文件或照片（JPG、PNG、HEIC），请换一个文件。',
)
const attachmentCutShort = refusal(422, 'attachment.cutShort', '文件没有传完整，请重新上传。')
const attachmentBroken = refusal(422, 'attachment.broken', '这个PDF文件不完整，请重新保存或扫描后再传。')

const longestSide = 1600
const mostPictureBytes = 1024 * 1024
const mostDocumentBytes = 8 * 1024 * 1024
/** Writers put the trailer at the very end; some add a line or two. */
const trailerBytes = 1024

/**
 * Any photo but the 登记照: plates that hang (R15), evidence, postings (R20). Upright, no EXIF, longest side at most 1600 px,
 * JPEG of at most 1 MB. Refuses with the codes of openPicture: photo.unreadable, photo.broken, photo.tooManyPixels,
 * photo.cutShort.
 */
export async function toPicture(file: Buffer, promisedSha256 = ''): Promise<KeptJpeg> {
  return toJpeg(await openPicture(file, longestSide, promisedSha256), mostPictureBytes)
}

export interface Attachment {
  mediaType: 'application/pdf' | 'image/jpeg'
  content: Buffer
  /** Pixels; 0 for a PDF. */
  width: number
  height: number
}

const isPdf = (file: Buffer): boolean => file.toString('latin1', 0, 5) === '%PDF-'
const isWholePdf = (file: Buffer): boolean => file.subarray(-trailerBytes).includes('%%EOF')

/**
 * A quote or minutes (R29–R31): a PDF by its content, unchanged, at most 8 MB, or a photo of the paper as toPicture keeps it.
 * Refuses anything else with attachment.unreadable, and a PDF without its end with attachment.broken
 * or attachment.cutShort.
 */
export async function toAttachment(
  file: Buffer,
  promisedSha256 = '',
  unreadable: () => Error = attachmentUnreadable,
): Promise<Attachment> {
  requirePromised(file, promisedSha256)
  if (!isPdf(file)) return { mediaType: 'image/jpeg', ...(await pictureOrRefusal(file, unreadable)) }
  requireDocumentSize(file)
  if (!isWholePdf(file)) throw attachmentBroken()
  return { mediaType: 'application/pdf', content: file, width: 0, height: 0 }
}

/** Refuses with attachment.cutShort what is not what the sender promised. */
export function requirePromised(file: Buffer, promisedSha256: string): void {
  if (!isAsPromised(file, promisedSha256)) throw attachmentCutShort()
}

export function requireDocumentSize(file: Buffer): void {
  if (file.length > mostDocumentBytes) throw requestTooLarge({ limit: '8 MB' })
}

/** Here a document would have done as well, and the sentence says so. */
const pictureOrRefusal = (file: Buffer, unreadable: () => Error): Promise<KeptJpeg> =>
  toPicture(file).catch((fault) => {
    throw (fault as { code?: string }).code === 'photo.unreadable' ? unreadable() : fault
  })
