import type { safePrintContract } from '../../../../server/contract/safePrint'
import { deriveLock } from '../../../../server/sealing/hpke'
import { type Rows, secretary } from './row'

const publicKey = deriveLock(Buffer.alloc(32, 7)).publicKey.toString('base64')

export const safePrintRows: Rows<typeof safePrintContract> = {
  'safePrint.list': { by: 'office', refused: secretary },
  'safePrint.make': {
    by: 'hqCommittee',
    refused: 'office',
    input: ({ campaignId: printId }) => ({ printId, half: '2027H1', lock: 1 as const, publicKey }),
  },
  'safePrint.keep': { by: 'hqCommittee', refused: 'office', input: ({ printId }) => ({ printId }) },
}
