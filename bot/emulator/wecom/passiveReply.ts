import { timingSafeEqual } from 'node:crypto'
import type { CardUpdate } from './cardUpdate'
import type { CallbackSettings, Corp, WecomApp, WecomUser } from './corp'
import { callbackSignature, decryptMessage } from './crypto'
import { isObject, type Json, objectAt } from './json'
import type { MessageStore } from './messageStore'
import type { Sending } from './send'
import { checkedPart, type MediaCheck } from './textRules'
import { childText, readXml, type XmlNode } from './xml'

/** Elements that are lists even when there is one of them. */
const lists = new Set([
  'action_list',
  'button_list',
  'horizontal_content_list',
  'jump_list',
  'option_list',
  'select_list',
  'vertical_content_list',
])
const numeric = new Set(['type', 'style', 'mode', 'desc_color', 'aspect_ratio'])

/** `ReplaceName` → `replace_name`, `DescColor` → `desc_color`: passive cards are written in CamelCase (wecom §5.6). */
function fieldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter, index: number) => `${index > 0 ? '_' : ''}${letter.toLowerCase()}`)
}

function jsonOf(node: XmlNode): Json {
  const result: Json = {}
  for (const child of node.children) {
    const name = fieldName(child.name)
    const text = child.text.trim()
    const leaf = numeric.has(name) ? Number(text) : text
    const value = child.children.length > 0 ? jsonOf(child) : leaf
    const known = result[name]
    if (lists.has(name)) result[name] = Array.isArray(known) ? [...known, value] : [value]
    else result[name] = value
  }
  return result
}

interface PassiveContext {
  corp: Corp
  store: MessageStore
  update: CardUpdate
  media: MediaCheck
  sending: Sending
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Opens the encrypted reply; throws when anything about it is not as wecom §5.6 asks. */
function openReply(corp: Corp, settings: CallbackSettings, body: string): XmlNode {
  const outer = readXml(body)
  const [encrypted, signature, timestamp, nonce] = ['Encrypt', 'MsgSignature', 'TimeStamp', 'Nonce'].map((name) =>
    childText(outer, name),
  )
  if (!encrypted || !signature || !timestamp || !nonce)
    throw new Error('Encrypt, MsgSignature, TimeStamp or Nonce missing')
  const expected = callbackSignature(settings.token, timestamp, nonce, encrypted)
  if (!sameText(signature, expected)) throw new Error('wrong MsgSignature')
  const { message, receiveId } = decryptMessage(settings.encodingAesKey, encrypted)
  if (receiveId !== corp.id) throw new Error('wrong receiveid')
  return readXml(message)
}

function apply(
  context: PassiveContext,
  app: WecomApp,
  user: WecomUser,
  msgid: string | undefined,
  reply: XmlNode,
): void {
  const type = childText(reply, 'MsgType')
  const fields = jsonOf(reply)
  const clicked = msgid === undefined ? undefined : context.store.find(msgid)
  if (type === 'update_button' || type === 'update_template_card') {
    if (!clicked) throw new Error('nothing was clicked')
    if (type === 'update_button') context.update.greyFor(clicked, user.userid, objectAt(fields, 'button'))
    else context.update.replaceFor(clicked, user.userid, objectAt(fields, 'template_card'))
    return
  }
  const inner = fields[type]
  const part = type === 'text' ? { content: fields.content } : isObject(inner) ? inner : {}
  context.sending.sendPassively(
    app,
    user,
    type,
    checkedPart(context.corp, { msgtype: type, [type]: part }, context.media),
  )
}

/** Applies what the product answered to a callback of this person; a bad reply is dropped with a remark. */
export function readPassiveReply(
  context: PassiveContext,
  app: WecomApp,
  settings: CallbackSettings,
  body: string,
  user: WecomUser,
  msgid: string | undefined,
): void {
  if (!context.corp.flags.passiveReplies) return
  try {
    apply(context, app, user, msgid, openReply(context.corp, settings, body))
  } catch (error) {
    context.corp.remark('passiveReply', error instanceof Error ? error.message : String(error))
  }
}
