import type { messageContract } from '../../contract/message'
import type { Calls } from '../call'
import { listMessages } from './listMessages'
import { listTroubles } from './listTroubles'
import { resendMessage } from './resendMessage'

export const messageCalls = {
  'message.list': { asks: ['readMessages'], run: listMessages },
  'message.troubles': { asks: ['readMessages'], run: listTroubles },
  'message.resend': { asks: ['resendMessage'], run: resendMessage },
} satisfies Calls<typeof messageContract>
