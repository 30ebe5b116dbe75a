import { randomUUID } from 'node:crypto'
import type { postAreaContract } from '../../../../server/contract/postArea'
import { committee, otherBranch, plainMember, type Rows, reason, secretary, today } from './row'

export const postAreaRows: Rows<typeof postAreaContract> = {
  'postArea.board': { by: 'financeSecretary', refused: otherBranch, input: ({ branchId }) => ({ branchId }) },
  'postArea.mine': { by: 'member' },
  'postArea.read': {
    by: 'financeSecretary',
    refused: plainMember,
    input: ({ postAreas }) => ({ postAreaId: postAreas.toReview }),
  },
  'postArea.start': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ freshDepartmentId }) => ({
      postAreaId: randomUUID(),
      departmentId: freshDepartmentId,
      kind: 'POST',
    }),
    ownId: true,
  },
  'postArea.recommend': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas, personOf, pictureId }) => ({
      postAreaId: postAreas.toRecommend,
      revision: 1,
      nomineeId: personOf('rareNameOne'),
      day: '2026-09-04',
      place: '三楼会议室',
      dueCount: 11,
      presentCount: 10,
      votesFor: 9,
      voteWay: 'HANDS',
      pictureId,
    }),
  },
  'postArea.consult': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({ postAreaId: postAreas.toConsult, revision: 1 }),
  },
  // 机关党委 steps in only where 分管领导 is the nominee himself (R12).
  'postArea.giveOpinion': {
    by: 'supervisor',
    refused: 'hqCommittee',
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toAnswer,
      revision: 1,
      opinion: '同意推荐',
    }),
  },
  'postArea.fill': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toFill,
      revision: 1,
      title: '报销审核示范岗',
      goal: '当日办结率98%',
      content: '当日单据当日审核',
      grounds: '连续三年无差错',
    }),
  },
  // 分管领导 comes after 部门第一负责人 and does not stand in for him (R11).
  'postArea.review': {
    by: 'financeSecretary',
    refused: 'supervisor',
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toReview,
      revision: 1,
      decision: 'review',
    }),
  },
  'postArea.decide': {
    by: 'supervisor',
    refused: 'hqCommittee',
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toDecide,
      revision: 1,
      decision: 'agree',
    }),
  },
  'postArea.changeNominee': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toChange,
      revision: 1,
      reason,
    }),
  },
  'postArea.returnByBranch': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toReturn,
      revision: 1,
      reason,
    }),
  },
  'postArea.collect': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ branchId, postAreas }) => ({ branchId, postAreaIds: [postAreas.toCollect] }),
  },
  'postArea.hangPlate': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ postAreas, pictureId }) => ({
      postAreaId: postAreas.toHang,
      revision: 1,
      day: today,
      place: '财务部前台',
      pictureId,
    }),
  },
  'postArea.confirmHalfYear': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toConfirm,
      revision: 1,
      comment: '带头完成结账，没有差错',
    }),
    stopsAt: 'postArea.reviewNotDue',
  },
  'postArea.suspend': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({ postAreaId: postAreas.toSuspend, revision: 1, reason }),
  },
  'postArea.resume': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({ postAreaId: postAreas.toResume, revision: 1, reason }),
  },
  'postArea.remove': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ postAreas }) => ({
      postAreaId: postAreas.toRemove,
      revision: 1,
      day: today,
      reason,
    }),
  },
  'postArea.void': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ postAreas }) => ({ postAreaId: postAreas.toVoid, revision: 1, reason }),
  },
  'exemption.ask': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ freshDepartmentId }) => ({
      exemptionId: randomUUID(),
      departmentId: freshDepartmentId,
      kind: 'AREA',
      reason,
    }),
    ownId: true,
  },
  'exemption.list': { by: 'office', refused: secretary },
  'exemption.decide': {
    by: 'office',
    refused: secretary,
    input: ({ exemptionId }) => ({ exemptionId, decision: 'GRANTED', revision: 1 }),
  },
  'group.designateLead': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ freshDepartmentId, personOf }) => ({
      departmentId: freshDepartmentId,
      personId: personOf('investHead'),
      reason,
    }),
  },
}
