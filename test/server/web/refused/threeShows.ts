import {
  by,
  committee,
  leader,
  member,
  notAFile,
  nothing,
  otherBranch,
  type RefusedCalls,
  reason,
  secretary,
} from './refusedCall'

export const threeShowsCalls: RefusedCalls<'campaign' | 'photo' | 'attachment' | 'pledge' | 'package'> = {
  'campaign.open': by(secretary, () => ({
    ...{ year: 2027, title: '2027年“三亮”', basisNumber: '〔2027〕1号', basisTitle: '通知', basisDay: '2026-09-01' },
    dueDay: '2026-10-20',
  })),
  'campaign.setLimitMode': by(secretary, ({ campaignId }) => ({
    campaignId,
    limitMode: 'PER_ITEM',
    revision: 1,
  })),
  'campaign.setRules': by(secretary, ({ campaignId }) => ({
    ...{ campaignId, formCharacters: 200, joinerWorkdays: 10, plateWorkdays: 10, postingWorkdays: 10 },
    ...{ minutesRequired: false, revision: 1 },
  })),
  'photo.upload': by('masses', nothing, notAFile),
  'photo.crop': by('masses', ({ originalId }) => ({
    ...{ originalId, turn: 0, left: 0, top: 0, width: 413, height: 579, size: '35x49' },
  })),
  'photo.read': by(member, ({ photoId }) => ({ photoId })),
  'attachment.uploadDocument': by(leader, nothing, notAFile),
  'attachment.readDocument': by(leader, ({ documentId }) => ({ fileId: documentId })),
  'pledge.mine': by('masses', nothing),
  'pledge.submit': by('masses', ({ campaignId }) => ({
    ...{ campaignId, dutyText: '出纳', studyPledge: '学习', dutyPledge: '守责', integrityPledge: '清廉' },
    ...{ photoId: null, publishConsent: true, photoConsent: true, revision: 0 },
  })),
  'pledge.setConsent': by('masses', () => ({ publishConsent: false, photoConsent: false, revision: 1 })),
  'pledge.branch': by(otherBranch, ({ branchId }) => ({ branchId })),
  'pledge.read': by(otherBranch, ({ pledgeId }) => ({ pledgeId })),
  'pledge.nudge': by(otherBranch, ({ branchId, personOf }) => ({ branchId, personIds: [personOf('scrutineer')] })),
  'pledge.return': by(otherBranch, ({ handedInId }) => ({ pledgeId: handedInId, reason, revision: 1 })),
  'package.submit': by(committee, ({ branchId }) => ({ branchId, missing: [] })),
  'package.list': by(secretary, nothing),
  'package.accept': by(secretary, ({ packageId }) => ({ packageId, revision: 1 })),
  'package.return': by(secretary, ({ packageId }) => ({ packageId, reason, revision: 1 })),
  'pledge.amend': by('masses', () => ({ revision: 1 })),
  'pledge.discardAmendment': by('masses', () => ({ revision: 1 })),
  'pledge.paperReceived': by(otherBranch, ({ paperId }) => ({ pledgeId: paperId, received: true, revision: 1 })),
}
