import type { openingContract } from '../../../../server/contract/opening'
import { committee, type Rows, secretary } from './row'

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
  'postArea.open': { by: 'financeSecretary', refused: committee, input: ({ branchId }) => ({ branchId }) },
}
