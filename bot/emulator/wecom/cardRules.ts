import { softLimits } from './cardLimits'
import { checkCardParts } from './cardParts'
import { cardTypeOf, isInteractive } from './cardTypes'
import { refuse } from './errors'
import { bytesOf, type Json, objectAt, textAt } from './json'
import { checkCharset, type MediaCheck } from './textRules'

const TASK_ID = /^[0-9A-Za-z_\-@]+$/
const TASK_ID_BYTES = 128

interface CardContext {
  media: MediaCheck
  /** The app can receive callbacks. */
  callbackReady: boolean
  callbackNeededCode: number
  /** Refuses a task_id that must not be used (again). */
  checkTaskId(taskId: string): void
  /** An update may leave the task_id out. */
  update: boolean
}

function checkTaskId(card: Json, context: CardContext): void {
  const taskId = textAt(card, 'task_id')
  if (taskId === '') {
    if (isInteractive(card) && !context.update) refuse(42014, 'task_id illegal')
    return
  }
  if (!TASK_ID.test(taskId) || bytesOf(taskId) > TASK_ID_BYTES) refuse(42014, 'task_id illegal')
  context.checkTaskId(taskId)
}

/**
 * Hard rules of a template card (wecom §4.3, codes of §4.6).
 * Returns the soft ones it breaks: texts the client would cut, fields its type does not know.
 */
export function checkCard(card: Json, context: CardContext): string[] {
  const type = cardTypeOf(card)
  checkCharset(card)
  if (isInteractive(card) && !context.callbackReady) refuse(context.callbackNeededCode, 'require callback url')
  checkTaskId(card, context)
  const title = textAt(objectAt(card, 'main_title'), 'title')
  const subtitle = type === 'text_notice' && textAt(card, 'sub_title_text') !== ''
  if (title === '' && !subtitle) refuse(41016, 'title missing')
  checkCardParts(type, card, context.media)
  return softLimits(type, card)
}
