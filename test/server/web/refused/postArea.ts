import { randomUUID } from 'node:crypto'
import { by, committee, member, nothing, otherBranch, type RefusedCalls, reason, secretary, today } from './refusedCall'

const hqCommittee = 'hqCommittee'

export const postAreaCalls: RefusedCalls<'postArea' | 'exemption' | 'group'> = {
  'postArea.board': by(otherBranch, ({ branchId }) => ({ branchId })),
  'postArea.read': by(member, ({ postAreas }) => ({ postAreaId: postAreas.toReview })),
  'postArea.open': by(committee, ({ branchId }) => ({ branchId })),
  'postArea.start': by(committee, ({ freshDepartmentId }) => ({
    postAreaId: randomUUID(),
    departmentId: freshDepartmentId,
    kind: 'POST',
  })),
  'postArea.recommend': by(committee, ({ postAreas, personOf, pictureId }) => ({
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
  })),
  'postArea.consult': by(committee, ({ postAreas }) => ({ postAreaId: postAreas.toConsult, revision: 1 })),
  // 机关党委 steps in only where 分管领导 is the nominee himself (R12).
  'postArea.giveOpinion': by(hqCommittee, ({ postAreas }) => ({
    postAreaId: postAreas.toAnswer,
    revision: 1,
    opinion: '同意推荐',
  })),
  'postArea.fill': by(committee, ({ postAreas }) => ({
    postAreaId: postAreas.toFill,
    revision: 1,
    title: '报销审核示范岗',
    goal: '当日办结率98%',
    content: '当日单据当日审核',
    grounds: '连续三年无差错',
  })),
  // 分管领导 comes after 部门第一负责人 and does not stand in for him (R11).
  'postArea.review': by('supervisor', ({ postAreas }) => ({
    postAreaId: postAreas.toReview,
    revision: 1,
    decision: 'review',
  })),
  'postArea.decide': by(hqCommittee, ({ postAreas }) => ({
    postAreaId: postAreas.toDecide,
    revision: 1,
    decision: 'agree',
  })),
  'postArea.changeNominee': by(committee, ({ postAreas }) => ({
    postAreaId: postAreas.toChange,
    revision: 1,
    reason,
  })),
  'postArea.returnByBranch': by(committee, ({ postAreas }) => ({
    postAreaId: postAreas.toReturn,
    revision: 1,
    reason,
  })),
  'postArea.collect': by(committee, ({ branchId, postAreas }) => ({ branchId, postAreaIds: [postAreas.toCollect] })),
  'postArea.hangPlate': by(otherBranch, ({ postAreas, pictureId }) => ({
    postAreaId: postAreas.toHang,
    revision: 1,
    day: today,
    place: '财务部前台',
    pictureId,
  })),
  'postArea.confirmHalfYear': by(committee, ({ postAreas }) => ({
    postAreaId: postAreas.toConfirm,
    revision: 1,
    comment: '带头完成结账，没有差错',
  })),
  'postArea.suspend': by(committee, ({ postAreas }) => ({ postAreaId: postAreas.toSuspend, revision: 1, reason })),
  'postArea.resume': by(committee, ({ postAreas }) => ({ postAreaId: postAreas.toResume, revision: 1, reason })),
  'postArea.remove': by(otherBranch, ({ postAreas }) => ({
    postAreaId: postAreas.toRemove,
    revision: 1,
    day: today,
    reason,
  })),
  'postArea.void': by(committee, ({ postAreas }) => ({ postAreaId: postAreas.toVoid, revision: 1, reason })),
  'exemption.ask': by(committee, ({ freshDepartmentId }) => ({
    exemptionId: randomUUID(),
    departmentId: freshDepartmentId,
    kind: 'AREA',
    reason,
  })),
  'exemption.list': by(secretary, nothing),
  'exemption.decide': by(secretary, ({ exemptionId }) => ({ exemptionId, decision: 'GRANTED', revision: 1 })),
  'group.designateLead': by(committee, ({ freshDepartmentId, personOf }) => ({
    departmentId: freshDepartmentId,
    personId: personOf('investHead'),
    reason,
  })),
}
