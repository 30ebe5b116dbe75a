import { OutboxMessage } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { expiryOf } from '../../domain/delivery/expiry'
import { messageState, messageStates, troubledStates } from '../../domain/delivery/listed'
import { recordNotFound, refusal } from '../../refusals'

const messageSettled = refusal(409, 'message.settled', '这条消息{state}，不用再发。')

/**
 * Tries a message again that waits, was let go, was not taken, or of which nobody knows; with a new time of its own. A
 * platform that has it already drops the second one as long as it remembers.
 */
export async function resendMessage(
  work: Work,
  { messageId }: Checked<'message.resend'>,
): Promise<Output<'message.resend'>> {
  const message = await work.one(OutboxMessage, { id: messageId })
  work.must('resendMessage', { personId: message?.personId ?? '' })
  if (!message) throw recordNotFound({ what: '消息' })
  const state = messageState(message)
  if (!troubledStates.includes(state)) throw messageSettled({ state: messageStates[state] })
  const again = {
    state: 'PENDING' as const,
    attempts: 0,
    nextAt: work.now,
    waitsOn: null,
    unsureSince: null,
    leaseOwner: null,
  }
  const expiresAt = expiryOf(message.kind, work.now)
  const where = { id: messageId, state: message.state }
  if (!(await work.change(OutboxMessage, where, { ...again, expiresAt }))) throw messageSettled({ state: '刚有变化' })
  await work.audit({ action: 'message.resend', subjectKind: 'message', subjectId: messageId, change: { was: state } })
  return { done: true }
}
