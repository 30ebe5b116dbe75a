import { validateCard } from './cardValidation'
import { parseCard } from './cardWalk'
import { invalidParameter, refuse } from './errors'
import { asText, type Json } from './gateway'
import type { FeishuApp } from './setup'
import type { FeishuState } from './state'

const TYPES = [
  'text',
  'post',
  'image',
  'interactive',
  'file',
  'audio',
  'media',
  'sticker',
  'share_chat',
  'share_user',
  'system',
]
const PHONE = /(?<!\d)1[3-9]\d{9}(?!\d)/
const MAIL = /[\w.+-]+@[\w-]+(\.[\w-]+)+/

function checkSize(state: FeishuState, msgType: string, content: string): void {
  const limit = msgType === 'text' ? state.settings.textBytes : state.settings.cardBytes
  if (Buffer.byteLength(content) > limit) throw refuse(230025)
}

function checkImage(state: FeishuState, app: FeishuApp, value: Json): void {
  const image = state.images.get(asText(value.image_key))
  if (!image) throw invalidParameter('invalid image_key')
  if (image.appId !== app.appId) throw refuse(230027)
}

/** Refuses message content the platform would refuse. */
export function checkContent(state: FeishuState, app: FeishuApp, msgType: unknown, content: unknown): void {
  if (content !== undefined && typeof content !== 'string') throw refuse(9499)
  if (typeof msgType !== 'string' || !TYPES.includes(msgType)) throw invalidParameter('invalid msg_type')
  if (!content) throw invalidParameter('content cannot be empty')
  checkSize(state, msgType, content)
  const value = parseCard(content)
  if (!value) throw invalidParameter('invalid message content')
  if (msgType === 'text' && asText(value.text) === '') throw invalidParameter('invalid message content')
  if (msgType === 'post' && !Object.values(value).some((one) => typeof one === 'object')) {
    throw invalidParameter('invalid message content')
  }
  if (msgType === 'image') checkImage(state, app, value)
  if (msgType === 'interactive') validateCard(state, app, value)
  if (state.settings.phoneAndMailAudit && (PHONE.test(content) || MAIL.test(content))) throw refuse(230028)
}
