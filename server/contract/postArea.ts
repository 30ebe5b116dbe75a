import { z } from 'zod'
import { postAreaKinds } from '../domain/postArea/kinds'
import { postAreaSteps } from '../domain/workflows/postArea'
import { statesOf } from '../domain/workflows/steps'
import { day, done, id, nothing, optionalText, rawText, reason, revision, text, words } from './common'
import type { Contract } from './contract'
import { recordFace } from './record'

const kind = z.enum(postAreaKinds)
const state = z.enum(statesOf(postAreaSteps))
const event = z.enum([...new Set(postAreaSteps.map((step) => step.event))])
const count = z.number('请填写人数').int('人数要是整数').min(0, '人数不能是负数').max(9999, '人数太大')
const target = { postAreaId: id, revision }
/** A 岗 or 区 in a list. */
const listed = z.strictObject({
  postAreaId: id,
  kind,
  state,
  stateName: z.string(),
  title: z.string(),
  branchId: id,
  branchName: z.string(),
  departmentId: id,
  departmentName: z.string(),
  nomineeName: z.string().nullable(),
  plateDay: day.nullable(),
  late: z.boolean(),
  /** Begun under an earlier year's campaign. */
  earlier: z.boolean(),
  revision,
  /** What the asking person can do now, in the order of the table. */
  allowed: z.array(event),
})
/** Where the reader may also be asked to look at it again. */
const reviewed = listed.extend({
  /** 动态管理: waits for the 书记's review of this half-year, whose evaluation is open. */
  reviewDue: z.boolean(),
})
const exemption = z.strictObject({
  exemptionId: id,
  departmentId: id,
  departmentName: z.string(),
  branchName: z.string(),
  kind,
  state: z.enum(['ASKED', 'GRANTED', 'REFUSED']),
  reason: z.string(),
  askedByName: z.string(),
  decisionReason: z.string().nullable(),
  revision,
})
const candidate = z.strictObject({
  personId: id,
  name: z.string(),
  positionTitle: z.string(),
  cadreMember: z.boolean(),
  keyPost: z.boolean(),
  /** Holds a 岗 of this department already. */
  holdsPost: z.boolean(),
})
const changed = z.strictObject({ state, revision })

export const postAreaContract = {
  /** A branch: each department with what it owes and has (R05, R06), and its 岗 and 区. */
  'postArea.board': {
    address: 'GET /branches/:branchId/posts',
    in: z.strictObject({ branchId: id }),
    out: z.strictObject({
      branchName: z.string(),
      openedAt: z.number().nullable(),
      dueDay: day.nullable(),
      departments: z.array(
        z.strictObject({
          departmentId: id,
          name: z.string(),
          headCount: z.number().int(),
          requiredPosts: z.number().int(),
          requiredAreas: z.number().int(),
          /** Chosen and under way or finished; collected or later is `ready`. */
          posts: z.number().int(),
          readyPosts: z.number().int(),
          areas: z.number().int(),
          readyAreas: z.number().int(),
          exempt: z.array(kind),
          /** What is missing in one sentence; empty when satisfied. */
          shortfall: z.string(),
          leadName: z.string().nullable(),
          /** Two equal highest posts: the 书记 chooses one of these (R07). */
          leadCandidates: z.array(z.strictObject({ personId: id, name: z.string() })),
          headName: z.string().nullable(),
          supervisorName: z.string().nullable(),
        }),
      ),
      items: z.array(reviewed),
      exemptions: z.array(exemption),
      /** R16: of the 岗 with a nominee, how many are 党员干部 or 重点岗位. */
      posts: z.number().int(),
      ledByExample: z.number().int(),
      may: z.strictObject({ open: z.boolean(), designate: z.boolean(), collect: z.boolean() }),
    }),
  },
  /** What waits for the asking person, and the departments he or she leads. */
  'postArea.mine': {
    address: 'GET /posts/mine',
    in: nothing,
    out: z.strictObject({
      waiting: z.array(listed),
      others: z.array(listed),
      led: z.array(
        z.strictObject({
          departmentId: id,
          branchId: id,
          name: z.string(),
          shortfall: z.string(),
          opened: z.boolean(),
          exemptions: z.array(exemption),
        }),
      ),
    }),
  },
  'postArea.read': {
    address: 'GET /posts/:postAreaId',
    in: z.strictObject({ postAreaId: id }),
    out: reviewed.extend({
      nomineeId: id.nullable(),
      nomineeFlags: z.array(z.string()),
      members: z.array(z.strictObject({ personId: id, name: z.string() })),
      meeting: z
        .strictObject({
          day,
          place: z.string(),
          dueCount: z.number().int(),
          presentCount: z.number().int(),
          votesFor: z.number().int(),
          voteWay: z.enum(['BALLOT', 'HANDS']),
          pictureId: id.nullable(),
        })
        .nullable(),
      goal: z.string(),
      content: z.string(),
      grounds: z.string(),
      scope: z.string(),
      coveredPeople: z.number().int().nullable(),
      checking: z.string(),
      termToDay: day.nullable(),
      /** How many 字 goal, content and grounds hold each. */
      formLimit: z.number().int(),
      /** Warnings that never block, such as words copied from another department (R10). */
      hints: z.array(z.string()),
      headCount: z.number().int(),
      returnReason: z.string().nullable(),
      platePlace: z.string().nullable(),
      platePictureId: id.nullable(),
      removedDay: day.nullable(),
      removedReason: z.string().nullable(),
      replacesId: id.nullable(),
      leadName: z.string().nullable(),
      headName: z.string().nullable(),
      supervisorName: z.string().nullable(),
      basis: z.string().nullable(),
      face: recordFace,
      candidates: z.array(candidate),
      /** For whoever fills the form: what the department's of the year before said, a start for this year's. */
      lastYear: z.array(
        z.strictObject({
          postAreaId: id,
          year: z.number().int(),
          nomineeName: z.string(),
          title: z.string(),
          goal: z.string(),
          content: z.string(),
          grounds: z.string(),
          scope: z.string(),
          coveredPeople: z.number().int().nullable(),
          checking: z.string(),
        }),
      ),
    }),
  },
  /** The 书记 opens the 岗区 work for all departments of the branch (R03). */
  'postArea.start': {
    address: 'POST /departments/:departmentId/posts',
    in: z.strictObject({ postAreaId: id, departmentId: id, kind, replacesId: id.optional() }),
    out: changed,
  },
  'postArea.recommend': {
    address: 'POST /posts/:postAreaId/recommendation',
    in: z.strictObject({
      ...target,
      nomineeId: id,
      /** 区 only: the other 责任党员. */
      memberIds: z.array(id).max(50).default([]),
      day,
      place: text(60, '会议地点'),
      dueCount: count,
      presentCount: count,
      votesFor: count,
      voteWay: z.enum(['BALLOT', 'HANDS']),
      pictureId: id.nullable().default(null),
    }),
    out: changed,
  },
  'postArea.consult': { address: 'POST /posts/:postAreaId/consultation', in: z.strictObject(target), out: changed },
  'postArea.giveOpinion': {
    address: 'POST /posts/:postAreaId/opinion',
    in: z.strictObject({ ...target, opinion: words(200, '意见').default('') }),
    out: changed,
  },
  'postArea.fill': {
    address: 'POST /posts/:postAreaId/form',
    in: z.strictObject({
      ...target,
      title: text(60, '名称'),
      goal: rawText('结合生产经营的目标'),
      content: rawText('内容'),
      grounds: rawText('推荐理由').default(''),
      scope: words(200, '范围').default(''),
      coveredPeople: count.nullable().default(null),
      checking: words(200, '检查办法').default(''),
      termToDay: day.nullable().default(null),
    }),
    out: changed,
  },
  'postArea.review': {
    address: 'POST /posts/:postAreaId/review',
    in: z.strictObject({ ...target, decision: z.enum(['review', 'returnByHead']), comment: reason.default('') }),
    out: changed,
  },
  'postArea.decide': {
    address: 'POST /posts/:postAreaId/decision',
    in: z.strictObject({ ...target, decision: z.enum(['agree', 'disagree']), comment: reason.default('') }),
    out: changed,
  },
  'postArea.changeNominee': {
    address: 'POST /posts/:postAreaId/change-nominee',
    in: z.strictObject({ ...target, reason }),
    out: changed,
  },
  'postArea.returnByBranch': {
    address: 'POST /posts/:postAreaId/return',
    in: z.strictObject({ ...target, reason }),
    out: changed,
  },
  'postArea.collect': {
    address: 'POST /branches/:branchId/posts/collection',
    in: z.strictObject({ branchId: id, postAreaIds: z.array(id).min(1, '请选择要收集的表').max(200) }),
    out: z.strictObject({ collected: z.number().int() }),
  },
  'postArea.hangPlate': {
    address: 'POST /posts/:postAreaId/plate',
    in: z.strictObject({ ...target, day, place: text(60, '挂牌地点'), pictureId: id }),
    out: changed,
  },
  /** 动态管理 (rules §3.1): what the 书记 has seen of its effect in the half-year; it goes on. */
  'postArea.confirmHalfYear': {
    address: 'POST /posts/:postAreaId/half-year-review',
    in: z.strictObject({ ...target, comment: text(200, '作用发挥情况') }),
    out: changed,
  },
  'postArea.suspend': {
    address: 'POST /posts/:postAreaId/suspension',
    in: z.strictObject({ ...target, reason }),
    out: changed,
  },
  'postArea.resume': {
    address: 'POST /posts/:postAreaId/resumption',
    in: z.strictObject({ ...target, reason }),
    out: changed,
  },
  'postArea.remove': {
    address: 'POST /posts/:postAreaId/removal',
    in: z.strictObject({ ...target, day, reason }),
    out: changed,
  },
  'postArea.void': { address: 'POST /posts/:postAreaId/void', in: z.strictObject({ ...target, reason }), out: changed },
  'exemption.ask': {
    address: 'POST /departments/:departmentId/exemptions',
    in: z.strictObject({ exemptionId: id, departmentId: id, kind, reason }),
    out: done,
  },
  'exemption.list': {
    address: 'GET /exemptions',
    in: nothing,
    out: z.strictObject({ exemptions: z.array(exemption) }),
  },
  'exemption.decide': {
    address: 'POST /exemptions/:exemptionId/decision',
    in: z.strictObject({
      exemptionId: id,
      decision: z.enum(['GRANTED', 'REFUSED']),
      reason: optionalText(200, '说明'),
      revision,
    }),
    out: done,
  },
  /** R07: with two equal highest posts the 书记 designates the 部门党员负责人; also the override of R04, with its reason. */
  'group.designateLead': {
    address: 'POST /departments/:departmentId/lead',
    in: z.strictObject({ departmentId: id, personId: id, reason }),
    out: done,
  },
} satisfies Contract
