import { randomUUID } from 'node:crypto'
import { by, committee, member, notAFile, nothing, type RefusedCalls, reason, secretary, today } from './refusedCall'

export const pledgeYearCalls: RefusedCalls<'fulfilment' | 'postReference' | 'supervision'> = {
  'fulfilment.mine': by('masses', nothing),
  'fulfilment.record': by('masses', ({ pictureId }) => ({
    fulfilmentId: randomUUID(),
    item: 'DUTY',
    doneDay: today,
    content: '当日单据当日审核',
    pictureId,
  })),
  'fulfilment.void': by(member, ({ fulfilmentId }) => ({ fulfilmentId, reason })),
  'postReference.list': by(secretary, nothing),
  'postReference.save': by(secretary, () => ({
    referenceId: randomUUID(),
    positionTitle: '出纳',
    content: '负责现金收付',
    revision: 0,
  })),
  'postReference.template': by(secretary, nothing),
  'postReference.import': by(secretary, nothing, notAFile),
  'postReference.remove': by(secretary, ({ referenceId }) => ({ referenceId, revision: 1 })),
  // Not even the committee of the branch: the secretary alone (R27).
  'supervision.branch': by(committee, ({ branchId }) => ({ branchId })),
  'supervision.hide': by(committee, ({ opinionId }) => ({ opinionId, reason, revision: 1 })),
}
