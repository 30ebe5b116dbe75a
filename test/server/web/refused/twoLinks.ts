import { randomUUID } from 'node:crypto'
import { by, leader, member, nothing, type RefusedCalls, reason, secretary } from './refusedCall'

export const twoLinksCalls: RefusedCalls<'visit' | 'threeLinks'> = {
  'visit.contacts': by('masses', nothing),
  'visit.mine': by('masses', nothing),
  'visit.log': by('masses', () => ({
    visitId: randomUUID(),
    contactId: null,
    contactName: '门店店员',
    way: 'FACE',
    purposes: ['CARE'],
    visitedDay: '2026-09-04',
    content: '了解情况',
  })),
  'visit.void': by(member, ({ visitId }) => ({ visitId, reason })),
  'threeLinks.mine': by('member', nothing),
  'threeLinks.log': by('member', ({ targetId }) => ({
    activityId: randomUUID(),
    targetId,
    heldDay: '2026-09-04',
    place: '门店',
    problem: '到货慢',
    help: '已协调',
  })),
  'threeLinks.void': by(member, ({ activityId }) => ({ activityId, reason })),
  'threeLinks.board': by(secretary, nothing),
  'threeLinks.assign': by(secretary, ({ personOf }) => ({
    leaderId: personOf(leader),
    targets: [{ kind: 'MARKET', name: '新市场' }],
  })),
}
