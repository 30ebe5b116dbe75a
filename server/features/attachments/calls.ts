import type { attachmentsContract } from '../../contract/attachments'
import type { Attachment } from '../../files/picture'
import type { KeptJpeg } from '../../files/pictureFile'
import { type Calls, type FileReader, prepared } from '../call'
import { readDocument, readPicture } from './readAttachments'
import { uploadDocument } from './uploadDocument'
import { uploadPicture } from './uploadPicture'

export const attachmentsCalls = (readers: readonly FileReader[]) =>
  ({
    'attachment.uploadPicture': { asks: 'person', run: prepared<'attachment.uploadPicture', KeptJpeg>(uploadPicture) },
    'attachment.readPicture': { asks: 'person', run: readPicture(readers) },
    'attachment.uploadDocument': {
      asks: ['handleSignOrders'],
      run: prepared<'attachment.uploadDocument', Attachment>(uploadDocument),
    },
    'attachment.readDocument': { asks: ['readSignOrder'], run: readDocument(readers) },
  }) satisfies Calls<typeof attachmentsContract>
