import { randomUUID } from 'node:crypto'
import { by, committee, otherBranch, type RefusedCalls, reason, today } from './refusedCall'

export const wallCalls: RefusedCalls<'wall' | 'posting' | 'badge'> = {
  'posting.list': by(otherBranch, ({ branchId }) => ({ branchId })),
  'posting.record': by(otherBranch, ({ ownDepartmentId, pictureId }) => ({
    postingId: randomUUID(),
    departmentId: ownDepartmentId,
    day: today,
    place: '财务部走廊',
    pictureId,
  })),
  'badge.branch': by(otherBranch, ({ branchId }) => ({ branchId, year: 2026 })),
  // 党办 reads the figures and inspects nobody.
  'badge.members': by('office', ({ ownDepartmentId }) => ({ departmentId: ownDepartmentId })),
  'badge.record': by('office', ({ ownDepartmentId }) => ({
    inspectionId: randomUUID(),
    departmentId: ownDepartmentId,
    heldDay: '2026-09-04',
    checked: 9,
    notWearing: 1,
  })),
  'badge.followUp': by(committee, ({ inspectionId }) => ({
    inspectionId,
    day: today,
    followUp: '已当面提醒本人',
    revision: 1,
  })),
  'badge.void': by('office', ({ inspectionToVoid }) => ({ inspectionId: inspectionToVoid, reason, revision: 1 })),
}
