import { checkCard } from './cardRules'
import type { Corp } from './corp'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { bytesOf, type Json, objectAt, objectsAt, textAt } from './json'
import { type Media, uploadedFile } from './media'
import { MINUTE } from './quota'

const PER_MINUTE = 20
/** Documented are 2048 bytes; the live server refuses only above this, and does not cut (wecom §8.3). */
const TEXT_BYTES = 5120
const MARKDOWN_BYTES = 4096

interface RobotMessage {
  key: string
  sentAt: number
  type: string
  part: Json
}

function checkLength(part: Json, name: string, most: number): void {
  const content = textAt(part, 'content')
  if (content === '') refuse(44004, 'empty content')
  if (bytesOf(content) > most) refuse(40058, `${name}.content exceed max length ${most}. invalid Request Parameter`)
}

function checkNotice(card: Json, media: Media): void {
  const type = textAt(card, 'card_type')
  if (type !== 'text_notice' && type !== 'news_notice') refuse(42031, 'card_type illegal')
  checkCard(card, {
    media: media.check,
    callbackReady: true,
    callbackNeededCode: 0,
    checkTaskId: () => undefined,
    update: false,
  })
}

function checkMessage(type: string, part: Json, media: Media): void {
  if (type === 'text') checkLength(part, type, TEXT_BYTES)
  else if (type === 'markdown' || type === 'markdown_v2') checkLength(part, type, MARKDOWN_BYTES)
  else if (type === 'news') {
    if (objectsAt(part, 'articles').length > 8) refuse(45008, 'article count out of limit')
  } else if (type === 'image') {
    if (!textAt(part, 'base64') || !textAt(part, 'md5')) refuse(40058, 'image. invalid Request Parameter')
  } else if (type === 'file' || type === 'voice') media.check(textAt(part, 'media_id'), type)
  else if (type === 'template_card') checkNotice(part, media)
  else refuse(40008)
}

/** The group robot: its key is the secret, there is no token and no IP list. */
export class Webhook {
  readonly messages: RobotMessage[] = []

  constructor(
    private readonly corp: Corp,
    private readonly media: Media,
  ) {}

  private checkKey(call: Call): string {
    const key = call.query.get('key') ?? ''
    if (!this.corp.webhookKeys.has(key)) refuse(93000)
    return key
  }

  private send(call: Call): Json {
    const key = this.checkKey(call)
    const within = this.corp.quotas.within(`robot:${key}`, PER_MINUTE, MINUTE)
    if (this.corp.flags.rateLimits && !within) refuse(45009)
    const type = textAt(call.body, 'msgtype')
    const part = objectAt(call.body, type)
    checkMessage(type, part, this.media)
    this.messages.push({ key, sentAt: this.corp.now(), type, part })
    return { errcode: 0, errmsg: 'ok' }
  }

  /** The file is looked at before the key (seen live, wecom §7). */
  private async upload(call: Call): Promise<Json> {
    const file = await uploadedFile(call)
    this.checkKey(call)
    const type = call.query.get('type')
    if (type !== 'file' && type !== 'voice') return refuse(40004, 'invalid this.media type')
    const stored = this.media.keep(type, file.fileName, file.bytes)
    return { errcode: 0, errmsg: 'ok', type, media_id: stored.mediaId, created_at: String(this.corp.seconds()) }
  }

  endpoints(): Endpoint[] {
    const base = { method: 'POST' as const, open: true }
    return [
      { ...base, path: 'webhook/send', uncounted: true, run: (call) => this.send(call) },
      { ...base, path: 'webhook/upload_media', upload: true, run: (call) => this.upload(call) },
    ]
  }
}
