import { z } from 'zod'
import { type MessageState, messageStates } from '../domain/delivery/listed'
import { done, id, nothing, page, text } from './common'
import type { Contract } from './contract'

const state = z.enum(Object.keys(messageStates) as [MessageState, ...MessageState[]], '状态不对')

export const messageContract = {
  /** Every card of the house, the newest first: to whom, how far, and why it waits. Never what it says. */
  'message.list': {
    address: 'GET /messages',
    in: z.strictObject({
      state: state.optional(),
      platform: z.enum(['feishu', 'wecom'], '平台不对').optional(),
      text: text(40, '要找的字').optional(),
      page,
    }),
    out: z.strictObject({
      messages: z.array(
        z.strictObject({
          messageId: id,
          personName: z.string(),
          staffNumber: z.string(),
          kindName: z.string(),
          state,
          stateName: z.string(),
          /** When it was put there, in milliseconds since 1970. */
          queuedAt: z.number(),
          sentAt: z.number().nullable(),
          /** '' before it was tried anywhere. */
          platformName: z.string(),
          /** Why it waits, or what became of it; '' where there is nothing to say. */
          why: z.string(),
          mayResend: z.boolean(),
        }),
      ),
      page: z.number().int(),
      pages: z.number().int(),
      /** How many there are of each state somebody may have to do something about. */
      counts: z.array(z.strictObject({ state, count: z.number().int() })),
    }),
  },
  /** Platforms on which nobody is reached now. */
  'message.troubles': {
    address: 'GET /message-troubles',
    in: nothing,
    out: z.strictObject({
      troubles: z.array(z.strictObject({ platformName: z.string(), words: z.string(), since: z.number() })),
    }),
  },
  /** Sends a message once more that did not get there, or that nobody knows of. */
  'message.resend': {
    address: 'POST /messages/:messageId/resend',
    in: z.strictObject({ messageId: id }),
    out: done,
  },
} satisfies Contract
