import { z } from 'zod'
import { done, id, nothing, revision, text } from './common'
import type { Contract } from './contract'

const reference = z.strictObject({
  referenceId: id,
  departmentId: id.nullable(),
  departmentName: z.string().nullable(),
  positionTitle: z.string(),
  content: z.string(),
  revision,
})

export const postReferenceContract = {
  'postReference.list': {
    address: 'GET /post-references',
    in: nothing,
    out: z.strictObject({
      references: z.array(reference),
      departments: z.array(z.strictObject({ departmentId: id, name: z.string() })),
    }),
  },
  'postReference.save': {
    address: 'POST /post-references',
    in: z.strictObject({
      referenceId: id,
      departmentId: id.nullable().default(null),
      positionTitle: text(60, '岗位名称'),
      content: text(1000, '岗位职责'),
      /** 0 for a new one. */
      revision: z.number().int().min(0),
    }),
    out: done,
  },
  'postReference.template': { address: 'GET /post-references/template.xlsx', in: nothing, out: 'file' as const },
  'postReference.import': {
    address: 'POST /post-references/import',
    in: 'file' as const,
    out: z.strictObject({ added: z.number().int(), changed: z.number().int(), same: z.number().int() }),
  },
  'postReference.remove': {
    address: 'POST /post-references/:referenceId/remove',
    in: z.strictObject({ referenceId: id, revision }),
    out: done,
  },
} satisfies Contract
