import { z } from 'zod'
import { leads } from '../domain/workflows/chain'
import { day, id, revision, words } from './common'
import type { Contract } from './contract'

const workflow = z.string().regex(/^[a-zA-Z]{1,20}$/, '没有这种记录')
const record = { workflow, recordId: id }
/** A step that somebody is to take: who, or the posts that nobody holds. */
const coming = {
  title: z.string(),
  people: z.array(z.strictObject({ personId: id, name: z.string() })),
  vacant: z.array(z.string()),
}

/** A step as it was taken. */
export const takenStep = z.strictObject({
  name: z.string(),
  personId: id.nullable(),
  /** '系统' for a job. */
  personName: z.string(),
  roleName: z.string(),
  comment: z.string(),
  /** What else it says of itself: an amount, '同一人'. */
  notes: z.array(z.string()),
  at: z.number(),
  /** Where it led: on, back to somebody who had it before, or off the way for good. */
  led: z.enum(leads),
  /** False for a step of an earlier attempt, which a return has undone. */
  counts: z.boolean(),
})

/** One face of every record that runs on the engine: where it stands, whose turn it is, what the reader may do, how it came. */
export const recordFace = z.strictObject({
  workflow: z.string(),
  what: z.string(),
  recordId: id,
  about: z.string(),
  /** Its own page. */
  path: z.string(),
  state: z.string(),
  stateName: z.string(),
  revision,
  dueDay: day.nullable(),
  /** null for an end and for what rests; then `rests` says why. */
  turn: z
    .strictObject({
      ...coming,
      event: z.string(),
      /** Whether the reader is one of those who owe it. */
      mine: z.boolean(),
      /** Why the step it waits for cannot be taken. */
      instead: z.string().nullable(),
      /** What the turn asks, in the words of its card; for those who owe it. `words`: what has to be written with it. */
      answers: z.array(
        z.strictObject({ event: z.string(), label: z.string(), words: z.string().nullable(), done: z.string() }),
      ),
    })
    .nullable(),
  rests: z.string().nullable(),
  /** What follows after the turn while everything goes on, to the end. */
  ahead: z.array(z.strictObject(coming)),
  allowed: z.array(
    z.strictObject({
      event: z.string(),
      name: z.string(),
      /** What is said when it is done, without a full stop. */
      done: z.string(),
      reason: z.boolean(),
      /** record.step takes it: it asks for nothing but words. */
      plain: z.boolean(),
      /** It goes back to somebody who had it before. */
      returns: z.boolean(),
    }),
  ),
  history: z.array(takenStep),
})

export const recordContract = {
  /** What the reader owes of one workflow: the records beside the one that is open. */
  'record.mine': {
    address: 'GET /records/:workflow',
    in: z.strictObject({ workflow }),
    out: z.strictObject({
      records: z.array(
        z.strictObject({
          recordId: id,
          about: z.string(),
          title: z.string(),
          path: z.string(),
          dueDay: day.nullable(),
        }),
      ),
    }),
  },
  'record.read': {
    address: 'GET /records/:workflow/:recordId',
    in: z.strictObject(record),
    out: recordFace,
  },
  'record.step': {
    address: 'POST /records/:workflow/:recordId/steps',
    in: z.strictObject({
      ...record,
      revision,
      event: words(40, '步骤'),
      comment: words(200, '意见').default(''),
    }),
    out: z.strictObject({ state: z.string(), revision }),
  },
} satisfies Contract
