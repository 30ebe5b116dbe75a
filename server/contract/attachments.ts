import { z } from 'zod'
import { id } from './common'
import type { Contract } from './contract'

const oneFile = { in: z.strictObject({ fileId: id }), out: 'file' as const }

export const attachmentsContract = {
  /** Plates that hang (R15), evidence of fulfilment, postings (R20). */
  'attachment.uploadPicture': {
    address: 'POST /pictures',
    in: 'file' as const,
    out: z.strictObject({ fileId: id, width: z.number().int(), height: z.number().int() }),
  },
  'attachment.readPicture': { address: 'GET /pictures/:fileId', ...oneFile },
  /** The quote and the minutes of a sign order (R29–R31). */
  'attachment.uploadDocument': {
    address: 'POST /attachments',
    in: 'file' as const,
    out: z.strictObject({ fileId: id, mediaType: z.string(), byteCount: z.number().int() }),
  },
  'attachment.readDocument': { address: 'GET /attachments/:fileId', ...oneFile },
} satisfies Contract
