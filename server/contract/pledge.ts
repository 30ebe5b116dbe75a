import { z } from 'zod'
import { idPhotoSizeNames } from '../domain/photo/idPhotoSize'
import { branchPackageSteps } from '../domain/workflows/branchPackage'
import { pledgeSteps } from '../domain/workflows/pledge'
import { statesOf } from '../domain/workflows/steps'
import { campaign } from './campaign'
import { day, done, id, nothing, optionalText, rawText, reason, revision } from './common'
import type { Contract } from './contract'
import { recordFace } from './record'

const pixels = z.number('裁剪框要用整数像素').int('裁剪框要用整数像素').min(0).max(100_000)
/** Warnings never block: the red background is a matter of taste to a camera (rules §6.6). */
const warnings = z.array(z.string())
const size = { width: z.number().int(), height: z.number().int() }
const pledgeState = z.enum(statesOf(pledgeSteps))
const texts = {
  dutyText: z.string(),
  studyPledge: z.string(),
  dutyPledge: z.string(),
  integrityPledge: z.string(),
}
const packageState = z.enum(statesOf(branchPackageSteps))
const branchPackage = z.strictObject({
  packageId: id,
  branchId: id,
  branchName: z.string(),
  number: z.number().int(),
  state: packageState,
  /** Handed in under an earlier year's campaign and not decided yet. */
  earlier: z.boolean(),
  submittedAt: z.number(),
  late: z.boolean(),
  pledgeCount: z.number().int(),
  postCount: z.number().int(),
  areaCount: z.number().int(),
  note: z.string().nullable(),
  missing: z.array(z.strictObject({ personId: id, name: z.string(), reason: z.string() })),
  returnReason: z.string().nullable(),
  revision,
})

export const pledgeContract = {
  /** Of the original; photoId is the normalised copy, null while nobody has framed it. */
  'photo.upload': {
    address: 'POST /photos',
    in: 'file' as const,
    out: z.strictObject({ originalId: id, ...size, photoId: id.nullable(), warnings }),
  },
  'photo.crop': {
    address: 'POST /photos/:originalId/crop',
    in: z.strictObject({
      originalId: id,
      /** Degrees clockwise; the area is in pixels of the turned original. */
      turn: z.literal([0, 90, 180, 270], '照片只能转90度的倍数'),
      left: pixels,
      top: pixels,
      width: pixels,
      height: pixels,
      size: z.enum(idPhotoSizeNames, '请选择照片尺寸'),
    }),
    out: z.strictObject({ photoId: id, ...size, warnings }),
  },
  'photo.read': { address: 'GET /photos/:photoId', in: z.strictObject({ photoId: id }), out: 'file' as const },
  'pledge.mine': {
    address: 'GET /pledges/mine',
    in: nothing,
    out: z.strictObject({
      campaign: campaign.nullable(),
      pledge: z
        .strictObject({
          pledgeId: id,
          state: pledgeState,
          ...texts,
          photoId: id.nullable(),
          publishConsent: z.boolean(),
          photoConsent: z.boolean(),
          dueDay: day,
          late: z.boolean(),
          returnReason: z.string().nullable(),
          revision,
          mayEdit: z.boolean(),
          /** Published and not being changed: a new version may be begun. */
          mayAmend: z.boolean(),
          /** A new version is being written; the published one stays on the wall. */
          amending: z.boolean(),
          publishedVersion: z.number().int(),
          /** Longer than the reading now in force allows, and still valid: accepted under the other one (R23). */
          grandfathered: z.boolean(),
        })
        .nullable(),
      /** 「三岗」: the duties of this person's post as 党办 or HR wrote them (R17). */
      reference: z.string().nullable(),
      /** For a member who has no sheet yet: joined in the course of the year, later than the campaign's day. */
      dueDay: day.nullable(),
      person: z.strictObject({
        name: z.string(),
        branchName: z.string().nullable(),
        departmentName: z.string().nullable(),
        positionTitle: z.string(),
        partyPost: z.string().nullable(),
        politicalStatusName: z.string(),
      }),
    }),
  },
  'pledge.submit': {
    address: 'POST /pledges/mine',
    in: z.strictObject({
      campaignId: id,
      dutyText: rawText('工作职责'),
      studyPledge: rawText('第一条承诺'),
      dutyPledge: rawText('第二条承诺'),
      integrityPledge: rawText('第三条承诺'),
      photoId: id.nullable(),
      publishConsent: z.boolean(),
      photoConsent: z.boolean(),
      /** 0 for the first submission. */
      revision: z.number().int().min(0),
    }),
    out: z.strictObject({ pledgeId: id, state: pledgeState, revision, late: z.boolean() }),
  },
  'pledge.setConsent': {
    address: 'POST /pledges/mine/consent',
    in: z.strictObject({
      publishConsent: z.boolean(),
      photoConsent: z.boolean(),
      revision,
      /** Of the sheet of an earlier year that still hangs; the one of the campaign in force when not said. */
      pledgeId: id.optional(),
    }),
    out: z.strictObject({ state: pledgeState, revision }),
  },
  'pledge.earlier': {
    address: 'GET /pledges/mine/earlier',
    in: nothing,
    out: z.strictObject({
      /** The newest sheet of an earlier year that was handed in. */
      pledge: z
        .strictObject({
          pledgeId: id,
          year: z.number().int(),
          ...texts,
          photoId: id.nullable(),
          publishConsent: z.boolean(),
          photoConsent: z.boolean(),
          /** It hangs, or would with the agreement: this year's has not taken its place. */
          hangs: z.boolean(),
          revision,
        })
        .nullable(),
    }),
  },
  'pledge.branch': {
    address: 'GET /branches/:branchId/pledges',
    in: z.strictObject({ branchId: id }),
    out: z.strictObject({
      campaign: campaign.nullable(),
      branchName: z.string(),
      members: z.array(
        z.strictObject({
          personId: id,
          name: z.string(),
          departmentName: z.string(),
          dutyStatusName: z.string(),
          state: pledgeState,
          pledgeId: id.nullable(),
          hasPhoto: z.boolean(),
          paperPhotoDay: day.nullable(),
          late: z.boolean(),
          remindedToday: z.boolean(),
          hasAccount: z.boolean(),
          revision: z.number().int(),
        }),
      ),
      packages: z.array(branchPackage),
      may: z.strictObject({ nudge: z.boolean(), return: z.boolean(), submit: z.boolean(), collect: z.boolean() }),
    }),
  },
  'pledge.read': {
    address: 'GET /pledges/:pledgeId',
    in: z.strictObject({ pledgeId: id }),
    out: z.strictObject({
      pledgeId: id,
      name: z.string(),
      branchName: z.string(),
      departmentName: z.string(),
      positionTitle: z.string(),
      politicalStatusName: z.string(),
      state: pledgeState,
      ...texts,
      photoId: id.nullable(),
      publishConsent: z.boolean(),
      photoConsent: z.boolean(),
      late: z.boolean(),
      grandfathered: z.boolean(),
      returnReason: z.string().nullable(),
      revision,
      may: z.strictObject({ return: z.boolean() }),
    }),
  },
  'pledge.nudge': {
    address: 'POST /branches/:branchId/nudges',
    in: z.strictObject({ branchId: id, personIds: z.array(id).min(1, '请选择要提醒的人').max(200) }),
    out: z.strictObject({
      sent: z.number().int(),
      skipped: z.array(z.strictObject({ name: z.string(), reason: z.string() })),
    }),
  },
  'pledge.return': {
    address: 'POST /pledges/:pledgeId/return',
    in: z.strictObject({ pledgeId: id, reason, revision }),
    out: done,
  },
  'package.submit': {
    address: 'POST /branches/:branchId/packages',
    in: z.strictObject({
      branchId: id,
      missing: z.array(z.strictObject({ personId: id, reason })).max(500),
      /** Why a part comes later (R13). */
      note: optionalText(200, '说明'),
    }),
    out: z.strictObject({ package: branchPackage }),
  },
  'package.list': {
    address: 'GET /packages',
    in: nothing,
    out: z.strictObject({
      campaign: campaign.nullable(),
      branches: z.array(
        z.strictObject({
          branchId: id,
          branchName: z.string(),
          secretaryName: z.string().nullable(),
          memberCount: z.number().int(),
          submitted: z.number().int(),
          accepted: z.number().int(),
          published: z.number().int(),
          latest: branchPackage.nullable(),
        }),
      ),
    }),
  },
  'package.read': {
    address: 'GET /packages/:packageId',
    in: z.strictObject({ packageId: id }),
    out: branchPackage.extend({ face: recordFace }),
  },
  'package.accept': {
    address: 'POST /packages/:packageId/accept',
    in: z.strictObject({ packageId: id, revision }),
    out: done,
  },
  'package.return': {
    address: 'POST /packages/:packageId/return',
    in: z.strictObject({ packageId: id, reason, revision }),
    out: done,
  },
  'pledge.amend': {
    address: 'POST /pledges/mine/amendment',
    in: z.strictObject({ revision }),
    out: z.strictObject({ revision }),
  },
  'pledge.discardAmendment': {
    address: 'POST /pledges/mine/amendment/discard',
    in: z.strictObject({ revision }),
    out: z.strictObject({ revision }),
  },
  'pledge.paperReceived': {
    address: 'POST /pledges/:pledgeId/paper-photo',
    in: z.strictObject({ pledgeId: id, received: z.boolean(), revision }),
    out: done,
  },
} satisfies Contract
