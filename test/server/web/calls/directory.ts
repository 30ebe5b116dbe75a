import { randomUUID } from 'node:crypto'
import type { directoryContract } from '../../../../server/contract/directory'
import { leader, type Rows } from './row'

export const directoryRows: Rows<typeof directoryContract> = {
  'directory.read': { by: 'administrator', refused: leader },
  'directory.ask': { by: 'office', refused: 'administrator', input: () => ({ dry: true }) },
  'directory.take': {
    by: 'administrator',
    refused: leader,
    input: () => ({ findingId: randomUUID() }),
    stopsAt: 'directory.findingGone',
  },
  'directory.closeLeavers': { by: 'office', refused: 'administrator', input: () => ({ platform: 'feishu' }) },
}
