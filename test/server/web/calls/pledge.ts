import type { pledgeContract } from '../../../../server/contract/pledge'
import { smallJpeg } from '../staged/files'
import { committee, otherBranch, plainMember, type Rows, reason, secretary } from './row'

export const pledgeRows: Rows<typeof pledgeContract> = {
  'photo.upload': { by: 'member', refused: 'masses', file: smallJpeg },
  'photo.crop': {
    by: 'member',
    refused: 'masses',
    input: ({ originalId }) => ({
      originalId,
      turn: 0,
      left: 0,
      top: 0,
      width: 413,
      height: 579,
      size: '35x49',
    }),
  },
  'photo.read': { by: 'office', refused: plainMember, input: ({ photoId }) => ({ photoId }) },
  'pledge.mine': { by: 'member', refused: 'masses' },
  'pledge.earlier': { by: 'member', refused: 'masses' },
  'pledge.submit': {
    by: 'member',
    refused: {
      by: 'masses',
      input: ({ campaignId }) => ({
        campaignId,
        dutyText: '出纳',
        studyPledge: '学习',
        dutyPledge: '守责',
        integrityPledge: '清廉',
        photoId: null,
        publishConsent: true,
        photoConsent: true,
        revision: 0,
      }),
    },
    input: ({ campaignId, photoId }) => ({
      campaignId,
      photoId,
      dutyText: '负责会计核算',
      studyPledge: '每月学习',
      dutyPledge: '当日毕',
      integrityPledge: '清廉',
      publishConsent: true,
      photoConsent: true,
      revision: 1,
    }),
  },
  'pledge.setConsent': {
    by: 'member',
    refused: 'masses',
    input: () => ({ publishConsent: false, photoConsent: false, revision: 1 }),
    stopsAt: 'record.changed',
  },
  'pledge.branch': { by: 'financeSecretary', refused: otherBranch, input: ({ branchId }) => ({ branchId }) },
  'pledge.read': { by: 'office', refused: otherBranch, input: ({ pledgeId }) => ({ pledgeId }) },
  'pledge.nudge': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ branchId, personOf }) => ({ branchId, personIds: [personOf('scrutineer')] }),
  },
  'pledge.return': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ handedInId }) => ({ pledgeId: handedInId, reason, revision: 1 }),
  },
  'package.submit': {
    by: 'financeSecretary',
    refused: committee,
    input: ({ branchId }) => ({ branchId, missing: [] }),
    stopsAt: 'package.open',
  },
  'package.list': { by: 'office', refused: secretary },
  'package.read': { by: 'office', refused: secretary, input: ({ packageId }) => ({ packageId }) },
  'package.accept': { by: 'office', refused: secretary, input: ({ packageId }) => ({ packageId, revision: 1 }) },
  'package.return': {
    by: 'office',
    refused: secretary,
    input: ({ packageId }) => ({ packageId, reason, revision: 1 }),
    stopsAt: 'workflow.wrongState',
  },
  'pledge.amend': { by: 'financeSecretary', refused: 'masses', input: () => ({ revision: 1 }) },
  'pledge.discardAmendment': { by: 'memberSecond', refused: 'masses', input: () => ({ revision: 1 }) },
  'pledge.paperReceived': {
    by: 'financeSecretary',
    refused: otherBranch,
    input: ({ paperId }) => ({ pledgeId: paperId, received: true, revision: 1 }),
  },
}
