import { z } from 'zod'
import { findingKinds } from '../domain/organisation/directoryPlan'
import { done, id, nothing } from './common'
import type { Contract } from './contract'

const platform = z.enum(['feishu', 'wecom'])
const count = z.number().int()

export const directoryContract = {
  /** What the last reading of each platform's directory found, and whether one is under way. */
  'directory.read': {
    address: 'GET /directory',
    in: nothing,
    out: z.strictObject({
      platforms: z.array(
        z.strictObject({
          platform,
          platformName: z.string(),
          state: z.enum(['never', 'reading', 'failed', 'read']),
          /** The last one only looked: what it says is what would be done. */
          dry: z.boolean(),
          nightly: z.boolean(),
          finishedAt: z.number().nullable(),
          /** Why the last one was not read to its end. */
          failure: z.string().nullable(),
          outcome: z
            .strictObject({
              people: count,
              matched: count,
              linked: count,
              closed: count,
              outside: count,
              isWhole: z.boolean(),
              missing: z.array(z.string()),
            })
            .nullable(),
          groups: z.array(
            z.strictObject({
              kind: z.enum(findingKinds),
              total: count,
              /** The first 50. */
              shown: z.array(
                z.strictObject({
                  findingId: id,
                  personId: id,
                  name: z.string(),
                  staffNumber: z.string(),
                  departmentName: z.string().nullable(),
                  /** As the directory has them; '' for nobody, or not told. */
                  theirName: z.string(),
                  theirNumber: z.string(),
                  theirDepartment: z.string(),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  },
  /** Has every platform's directory read soon: `dry` only looks; else accounts are linked and closed, then and every night. */
  'directory.ask': {
    address: 'POST /directory/readings',
    in: z.strictObject({ dry: z.boolean() }),
    out: done,
  },
  /** The account of a finding is the person's: at once, or by a request that a second person confirms, as account.link. */
  'directory.take': {
    address: 'POST /directory/accounts',
    in: z.strictObject({ findingId: id }),
    out: z.strictObject({ waits: z.boolean(), alone: z.boolean() }),
  },
  /** Many have left at once, and 党办 says that it is so: 500 at most a call. */
  'directory.closeLeavers': {
    address: 'POST /directory/leavers',
    in: z.strictObject({ platform }),
    out: z.strictObject({ closed: count }),
  },
} satisfies Contract
