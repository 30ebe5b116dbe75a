import { z } from 'zod'
import { careCategories, careWays } from '../domain/visits/care'
import { day, id, nothing, page, revision } from './common'
import type { Contract } from './contract'
import { recordFace } from './record'

const category = z.enum(careCategories, '请选择是哪一类情况')
const count = z.number().int().min(0)

export const careContract = {
  /** Whom the actor may raise it about: those he looks after, and as 书记 everybody of his branch (R37). */
  'care.people': {
    address: 'GET /care-people',
    in: nothing,
    out: z.strictObject({
      people: z.array(z.strictObject({ personId: id, name: z.string(), departmentName: z.string().nullable() })),
    }),
  },
  'care.raise': {
    address: 'POST /care',
    in: z.strictObject({ careId: id, contactId: id, category }),
    /** The one that is open for this person, where somebody was first; `known` then. */
    out: z.strictObject({ careId: id, known: z.boolean() }),
  },
  /** Those the actor has a hand in, the open ones first. Neither who it is nor what has happened: that is read one by one. */
  'care.mine': {
    address: 'GET /care',
    in: z.strictObject({ page }),
    out: z.strictObject({
      total: count,
      pageSize: count,
      cares: z.array(
        z.strictObject({
          careId: id,
          state: z.string(),
          stateName: z.string(),
          raisedAt: z.number(),
          reachedAt: z.number().nullable(),
          late: z.boolean(),
          mine: z.boolean(),
        }),
      ),
    }),
  },
  /** Opens one: who read it and when is kept with it. */
  'care.open': {
    address: 'POST /care/:careId/readings',
    in: z.strictObject({ careId: id }),
    out: z.strictObject({
      face: recordFace,
      contactId: id,
      contactName: z.string(),
      category,
      helpers: z.array(z.string()),
      raisedAt: z.number(),
      raisedByName: z.string(),
      reachedAt: z.number().nullable(),
      reachedByName: z.string(),
      reachedWay: z.enum(careWays).nullable(),
      late: z.boolean(),
      logDueDay: day.nullable(),
      visitDay: day.nullable(),
      mayReach: z.boolean(),
      mayLog: z.boolean(),
      /** The latest first. */
      readers: z.array(z.strictObject({ name: z.string(), at: z.number() })),
    }),
  },
  'care.reach': {
    address: 'POST /care/:careId/reach',
    in: z.strictObject({
      careId: id,
      revision,
      way: z.enum(careWays, '请选择怎样联系上的'),
      /** Now when not said. */
      reachedAt: z.number('请填写时间').int().optional(),
    }),
    out: z.strictObject({ state: z.string(), revision }),
  },
  /** Numbers alone, a line a branch, and who leads it: what 机关党办 acts on (rules §2.3). */
  'care.sums': {
    address: 'GET /care-sums',
    in: nothing,
    out: z.strictObject({
      year: z.number().int(),
      branches: z.array(
        z.strictObject({
          branchId: id,
          branchName: z.string(),
          /** Empty for a post that nobody holds. */
          secretaries: z.array(z.string()),
          raised: count,
          /** Met within 24 hours, and later. */
          inTime: count,
          late: count,
          /** Not met yet; of these past 24 and past 48 hours. */
          waiting: count,
          overdue: count,
          longOverdue: count,
          /** Met, and the visit not entered in its working days. */
          unlogged: count,
        }),
      ),
    }),
  },
} satisfies Contract
