import { z } from 'zod'
import { postAreaKinds } from '../domain/postArea/kinds'
import { basisFile } from './campaign'
import { day, done, id, page, text, words } from './common'
import type { Contract } from './contract'
import { fulfilment } from './fulfilment'

const pledgeTexts = {
  dutyText: z.string(),
  studyPledge: z.string(),
  dutyPledge: z.string(),
  integrityPledge: z.string(),
}
const onWall = z.strictObject({
  pledgeId: id,
  name: z.string(),
  branchName: z.string(),
  departmentName: z.string(),
  positionTitle: z.string(),
  photoId: id.nullable(),
  ...pledgeTexts,
})
const filters = {
  branchId: id.optional(),
  departmentId: id.optional(),
  search: words(40, '查找内容').default(''),
  page,
}
const frame = {
  total: z.number().int(),
  pageSize: z.number().int(),
  basis: z.string().nullable(),
  basisFile: basisFile.optional(),
  branches: z.array(z.strictObject({ branchId: id, name: z.string() })),
  departments: z.array(z.strictObject({ departmentId: id, branchId: id, name: z.string() })),
}

export const wallContract = {
  'wall.list': {
    address: 'GET /wall',
    in: z.strictObject(filters),
    out: z.strictObject({ ...frame, pledges: z.array(onWall) }),
  },
  'wall.posts': {
    address: 'GET /wall/posts',
    in: z.strictObject(filters),
    out: z.strictObject({
      ...frame,
      posts: z.array(
        z.strictObject({
          postAreaId: id,
          kind: z.enum(postAreaKinds),
          title: z.string(),
          branchName: z.string(),
          departmentName: z.string(),
          nomineeName: z.string(),
          memberNames: z.array(z.string()),
          goal: z.string(),
          content: z.string(),
          scope: z.string(),
          plateDay: day.nullable(),
          platePlace: z.string().nullable(),
          platePictureId: id.nullable(),
        }),
      ),
    }),
  },
  /** One pledge as published, with its earlier versions and what was done about it. */
  'wall.pledge': {
    address: 'GET /wall/pledges/:pledgeId',
    in: z.strictObject({ pledgeId: id }),
    out: onWall.extend({
      publishedAt: z.number(),
      version: z.number().int(),
      earlier: z.array(z.strictObject({ version: z.number().int(), publishedAt: z.number(), ...pledgeTexts })),
      fulfilments: z.array(fulfilment),
    }),
  },
  'wall.poster': {
    address: 'GET /wall/posters/:departmentId',
    in: z.strictObject({
      departmentId: id,
      size: z.enum(['A3', 'A4']).default('A3'),
      format: z.enum(['pdf', 'docx']).default('pdf'),
    }),
    out: 'file' as const,
  },
  'wall.qrPlate': {
    address: 'GET /wall/qr-plates/:departmentId',
    in: z.strictObject({ departmentId: id, format: z.enum(['pdf', 'docx']).default('pdf') }),
    out: 'file' as const,
  },
  'posting.list': {
    address: 'GET /branches/:branchId/postings',
    in: z.strictObject({ branchId: id }),
    out: z.strictObject({
      departments: z.array(
        z.strictObject({
          departmentId: id,
          name: z.string(),
          published: z.number().int(),
          posts: z.number().int(),
          posted: z
            .strictObject({
              postedDay: day,
              place: z.string(),
              pictureId: id,
              byName: z.string(),
              /** What hangs there is not what is published now (R20). */
              outdated: z.boolean(),
            })
            .nullable(),
        }),
      ),
      may: z.strictObject({ record: z.boolean() }),
    }),
  },
  'posting.record': {
    address: 'POST /departments/:departmentId/postings',
    in: z.strictObject({ postingId: id, departmentId: id, day, place: text(60, '张贴地点'), pictureId: id }),
    out: done,
  },
} satisfies Contract
