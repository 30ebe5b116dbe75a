import { z } from 'zod'
import { aidKinds, contactCategories } from '../domain/organisation/contacts'
import { day, done, id, reason, revision } from './common'
import type { Contract } from './contract'

const category = z.enum(contactCategories, '请选择类别')
const aidKind = z.enum(aidKinds, '请选择帮扶形式')

export const contactContract = {
  /** Who looks after whom in a branch, and whom nobody looks after (R34, R63, R64). */
  'contact.branch': {
    address: 'GET /branches/:branchId/contacts',
    in: z.strictObject({ branchId: id }),
    out: z.strictObject({
      branchName: z.string(),
      contacts: z.array(
        z.strictObject({
          liaisonId: id,
          memberId: id,
          memberName: z.string(),
          contactId: id,
          contactName: z.string(),
          departmentName: z.string(),
          category,
          aidKind,
          fromDay: day,
          revision,
        }),
      ),
      members: z.array(z.strictObject({ personId: id, name: z.string(), departmentName: z.string() })),
      people: z.array(
        z.strictObject({ personId: id, name: z.string(), departmentName: z.string(), isMember: z.boolean() }),
      ),
      mayKeep: z.boolean(),
    }),
  },
  'contact.add': {
    address: 'POST /branches/:branchId/contacts',
    in: z.strictObject({ liaisonId: id, branchId: id, memberId: id, contactId: id, category, aidKind, fromDay: day }),
    out: done,
  },
  'contact.change': {
    address: 'POST /contacts/:liaisonId',
    in: z.strictObject({ liaisonId: id, category, aidKind, fromDay: day, revision }),
    out: done,
  },
  'contact.end': {
    address: 'POST /contacts/:liaisonId/end',
    in: z.strictObject({ liaisonId: id, lastDay: day, reason, revision }),
    out: done,
  },
} satisfies Contract
