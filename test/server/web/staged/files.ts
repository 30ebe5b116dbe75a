import sharp from 'sharp'
import type { Work } from '../../../../server/database/work'
import { storeFile } from '../../../../server/files/storedFiles'
import { personOf } from './people'

/** 2寸 as it is: a photo, an original that can still be framed, and a picture of anything else. */
export const smallJpeg = (): Promise<Buffer> =>
  sharp({ create: { width: 413, height: 579, channels: 3, background: '#c00000' } })
    .jpeg()
    .toBuffer()

export const smallPdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')

export interface StagedFiles {
  photoId: string
  originalId: string
  pictureId: string
  documentId: string
}

/** The photos are the member's own, the picture the secretary's, the document 经办's. */
export async function putFiles(work: Work): Promise<StagedFiles> {
  const content = await smallJpeg()
  const jpeg = { mediaType: 'image/jpeg', width: 413, height: 579, content }
  const pdf = { mediaType: 'application/pdf', width: 0, height: 0, content: smallPdf }
  const ownerId = personOf('member')
  const originalId = await storeFile(work, { ...jpeg, ownerId, purpose: 'ID_PHOTO_ORIGINAL' })
  return {
    originalId,
    photoId: await storeFile(work, { ...jpeg, ownerId, purpose: 'ID_PHOTO', originalId }),
    pictureId: await storeFile(work, { ...jpeg, ownerId: personOf('financeSecretary'), purpose: 'PICTURE' }),
    documentId: await storeFile(work, { ...pdf, ownerId: personOf('generalOffice'), purpose: 'DOCUMENT' }),
  }
}
