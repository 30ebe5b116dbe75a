import { z } from 'zod'
import { table2Renderings } from '../domain/organisation/table2'
import { done, id } from './common'
import type { Contract } from './contract'

const half = z.string().regex(/^\d{4}H[12]$/, '半年度不对')
const rendering = z.enum(table2Renderings, '请选择内部版或公开版')
const format = z.enum(['xlsx', 'pdf'], '请选择文件格式')

export const contactRosterContract = {
  /** 表2 of a branch: how far it covers everybody, its half-years, and who took it along (R64). */
  'contactRoster.read': {
    address: 'GET /branches/:branchId/contact-roster',
    in: z.strictObject({ branchId: id }),
    out: z.strictObject({
      branchName: z.string(),
      half,
      members: z.number().int(),
      pairs: z.number().int(),
      covered: z.number().int(),
      masses: z.number().int(),
      /** The running half-year first; those before are closed and stay as they were. */
      halves: z.array(z.strictObject({ half, closed: z.boolean(), pairs: z.number().int() })),
      /** The newest fifty copies; empty for whoever may not take the internal one. */
      readings: z.array(
        z.strictObject({ readingId: id, half, rendering, readerName: z.string(), at: z.number().int() }),
      ),
      mayTake: z.boolean(),
    }),
  },
  /** Writes down who takes which copy; the file is then fetched under its id, for a while and by the same person. */
  'contactRoster.take': {
    address: 'POST /branches/:branchId/contact-roster/copies',
    in: z.strictObject({ readingId: id, branchId: id, half, rendering }),
    out: done,
  },
  'contactRoster.file': {
    address: 'GET /contact-roster-copies/:readingId',
    in: z.strictObject({ readingId: id, format }),
    out: 'file' as const,
  },
} satisfies Contract
