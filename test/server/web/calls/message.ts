import { randomUUID } from 'node:crypto'
import type { messageContract } from '../../../../server/contract/message'
import { leader, type Rows } from './row'

const messageId = randomUUID()

export const messageRows: Rows<typeof messageContract> = {
  'message.list': { by: 'office', refused: leader },
  'message.troubles': { by: 'office', refused: leader },
  // What waits or did not arrive is not on the stage; jobs/delivery.test.ts and message/messages.test.ts lead up to it.
  'message.resend': { by: 'office', refused: leader, input: () => ({ messageId }), stopsAt: 'record.notFound' },
}
