import { z } from 'zod'
import { id } from './common'

const oneFile = { in: z.strictObject({ fileId: id }), out: 'file' as const }

export const attachmentShapes = {
  /** Plates that hang (R15), evidence of fulfilment, postings (R20). */
  'attachment.uploadPicture': {
    in: 'file' as const,
    out: z.strictObject({ fileId: id, width: z.number().int(), height: z.number().int() }),
  },
  'attachment.readPicture': oneFile,
  /** The quote and the minutes of a sign order (R29–R31). */
  'attachment.uploadDocument': {
    in: 'file' as const,
    out: z.strictObject({ fileId: id, mediaType: z.string(), byteCount: z.number().int() }),
  },
  'attachment.readDocument': oneFile,
}
