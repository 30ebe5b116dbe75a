import type { openingContract } from '../../../../server/contract/opening'
import { committee, type Rows, reason, secretary } from './row'

export const openingRows: Rows<typeof openingContract> = {
  'campaign.open': {
    by: 'office',
    refused: secretary,
    input: () => ({
      year: 2027,
      title: '2027年“三亮”',
      basisNumber: '〔2027〕1号',
      basisTitle: '通知',
      basisDay: '2026-09-01',
      dueDay: '2026-10-20',
    }),
  },
  'campaign.correct': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId }) => ({
      campaignId,
      title: '2026年“三亮”',
      basisNumber: '〔2026〕1号',
      basisTitle: '通知',
      basisDay: '2026-09-01',
      dueDay: '2026-09-20',
      reason,
      revision: 99,
    }),
    stopsAt: 'record.changed',
  },
  'campaign.cancel': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId }) => ({ campaignId, reason, revision: 99 }),
    stopsAt: 'campaign.begun',
  },
  'campaign.close': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId }) => ({ campaignId, reason, revision: 99 }),
    stopsAt: 'campaign.packagesWaiting',
  },
  'campaign.archive': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId }) => ({ campaignId, reason, revision: 99 }),
    stopsAt: 'campaign.notClosed',
  },
  'campaign.reopen': {
    by: 'office',
    refused: secretary,
    input: ({ campaignId }) => ({ campaignId, reason, revision: 99 }),
    stopsAt: 'campaign.running',
  },
  'postArea.open': { by: 'financeSecretary', refused: committee, input: ({ branchId }) => ({ branchId }) },
}
