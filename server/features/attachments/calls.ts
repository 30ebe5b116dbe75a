import type { attachmentsContract } from '../../contract/attachments'
import type { Attachment } from '../../files/picture'
import type { KeptJpeg } from '../../files/pictureFile'
import { type Calls, prepared } from '../call'
import { readDocument, readPicture } from './readAttachments'
import { uploadDocument } from './uploadDocument'
import { uploadPicture } from './uploadPicture'

export const attachmentsCalls = {
  'attachment.uploadPicture': { asks: 'person', run: prepared<'attachment.uploadPicture', KeptJpeg>(uploadPicture) },
  'attachment.readPicture': { asks: 'person', run: readPicture },
  'attachment.uploadDocument': {
    asks: ['handleSignOrders'],
    run: prepared<'attachment.uploadDocument', Attachment>(uploadDocument),
  },
  'attachment.readDocument': { asks: ['readSignOrder'], run: readDocument },
} satisfies Calls<typeof attachmentsContract>
