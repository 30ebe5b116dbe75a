import type { attachmentsContract } from '../../../../server/contract/attachments'
import { smallJpeg, smallPdf } from '../staged/files'
import { leader, type Rows } from './row'

export const attachmentsRows: Rows<typeof attachmentsContract> = {
  'attachment.uploadPicture': { by: 'member', file: smallJpeg },
  'attachment.readPicture': { by: 'member', input: ({ pictureId }) => ({ fileId: pictureId }) },
  'attachment.uploadDocument': { by: 'generalOffice', refused: leader, file: async () => smallPdf },
  'attachment.readDocument': {
    by: 'generalOffice',
    refused: leader,
    input: ({ documentId }) => ({ fileId: documentId }),
  },
}
