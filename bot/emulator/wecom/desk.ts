import type { DisplayBlock, DisplayContent, DisplayMessage, FormValues, PressResult } from '../display'
import type { DeskMenuEntry, DeskPerson, DeskPlatform } from '../frame'
import { displayCard, type Linker } from './cardDisplay'
import type { Client } from './client'
import type { Corp, WecomUser } from './corp'
import type { Events } from './events'
import { type Json, objectsAt, textAt } from './json'
import { markdownLines, textLines } from './markdownLines'
import type { Media } from './media'
import { menuEntries, pressMenu } from './menu'
import type { MessageStore, PersonMessage, StoredMessage } from './messageStore'
import { seesUser } from './visibleRange'

export interface DeskParts {
  corp: Corp
  store: MessageStore
  client: Client
  events: Events
  media: Media
}

/** Addresses of WeCom's own hosts lead to the emulator's pages of the same name. */
function linker(corp: Corp): Linker {
  const own: Record<string, string> = { 'open.weixin.qq.com': '/wecom', 'login.work.weixin.qq.com': '/wecom' }
  return (address) => {
    if (!URL.canParse(address)) return address
    const url = new URL(address)
    const base = own[url.host]
    if (base !== undefined) return `${corp.frame.origin()}${base}${url.pathname}${url.search}${url.hash}`
    if (url.protocol === 'wxwork:') return url.searchParams.get('url') ?? address
    return address
  }
}

function withoutTags(html: string): string {
  return html
    .replace(/<br\s*\/?>/g, '\n')
    .replace(/<\/div>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .trim()
}

function articleBlocks(one: Json, link: Linker): DisplayBlock[] {
  const picture = textAt(one, 'picurl')
  const image: DisplayBlock[] = picture ? [{ kind: 'image', url: picture, alt: textAt(one, 'title') }] : []
  const description = textAt(one, 'description') || textAt(one, 'digest')
  const lines = description ? textLines(description) : []
  const openUrl = link(textAt(one, 'url') || textAt(one, 'content_source_url'))
  const links: DisplayBlock = { kind: 'links', links: [{ text: textAt(one, 'title'), openUrl }] }
  return [...image, links, ...(lines.length > 0 ? [{ kind: 'text' as const, lines }] : [])]
}

function contentOf(parts: DeskParts, message: StoredMessage, userid: string, link: Linker): DisplayContent {
  const { part, type } = message
  const state = message.cards.get(userid)
  if (state) return { kind: 'card', card: displayCard(parts.corp, state, link) }
  const mediaId = textAt(part, 'media_id')
  if (type === 'image')
    return { kind: 'image', url: `${parts.corp.frame.origin()}/wecom/pictures/${mediaId}`, alt: '图片' }
  if (mediaId) return { kind: 'file', name: parts.media.stored.get(mediaId)?.fileName ?? '文件' }
  if (type === 'markdown') return { kind: 'text', lines: markdownLines(textAt(part, 'content')) }
  if (type === 'textcard') {
    const openUrl = link(textAt(part, 'url'))
    const blocks: DisplayBlock[] = [
      { kind: 'text', lines: textLines(withoutTags(textAt(part, 'description'))) },
      { kind: 'links', links: [{ text: textAt(part, 'btntxt') || '详情', openUrl }] },
    ]
    return { kind: 'card', card: { tone: 'default', title: textAt(part, 'title'), tags: [], openUrl, blocks } }
  }
  const articles = objectsAt(part, 'articles')
  if (articles.length === 0) return { kind: 'text', lines: textLines(textAt(part, 'content')) }
  return {
    kind: 'card',
    card: { tone: 'default', tags: [], blocks: articles.flatMap((one) => articleBlocks(one, link)) },
  }
}

function fromApp(parts: DeskParts, message: StoredMessage, userid: string, link: Linker): DisplayMessage {
  const senderName = parts.corp.appOf(message.agentId)?.name ?? ''
  const content: DisplayContent = message.recalled
    ? { kind: 'text', lines: textLines('消息已撤回') }
    : contentOf(parts, message, userid, link)
  return { id: message.msgid, from: 'bot', senderName, sentAt: message.sentAt, content }
}

function fromPerson(parts: DeskParts, user: WecomUser, message: PersonMessage): DisplayMessage {
  const url = `${parts.corp.frame.origin()}/wecom/pictures/${message.text}`
  const content: DisplayContent =
    message.type === 'image' ? { kind: 'image', url, alt: '图片' } : { kind: 'text', lines: textLines(message.text) }
  return { id: message.id, from: 'person', senderName: user.name, sentAt: message.sentAt, content }
}

function personOf({ corp, store }: DeskParts, user: WecomUser): DeskPerson {
  const readAt = store.read.get(user.userid) ?? 0
  const unread = store.messages.filter(
    (one) => one.recipients.includes(user.userid) && !one.recalled && one.sentAt > readAt,
  )
  const department = corp.departments.get(user.mainDepartment ?? user.department[0] ?? 0)?.name
  return {
    id: user.userid,
    name: user.name,
    featured: user.featured ?? false,
    unread: unread.length,
    ...(user.persona !== undefined && { persona: user.persona }),
    ...(department !== undefined && { department }),
  }
}

export class Desk implements DeskPlatform {
  readonly id = 'wecom'
  readonly label = '企业微信'
  private readonly link: Linker

  constructor(private readonly parts: DeskParts) {
    this.link = linker(parts.corp)
  }

  botName(): string {
    return this.parts.corp.mainApp.name
  }

  users(): DeskPerson[] {
    const { corp } = this.parts
    const seen = [...corp.users.values()].filter((user) => seesUser(corp, corp.mainApp, user))
    return seen.map((user) => personOf(this.parts, user))
  }

  chat(userid: string): DisplayMessage[] {
    const { corp, store } = this.parts
    const user = corp.user(userid)
    if (!user) return []
    const got = store.messages.filter((one) => one.recipients.includes(user.userid))
    const wrote = store.written.filter((one) => one.userid === user.userid)
    const received = got.map((one) => fromApp(this.parts, one, user.userid, this.link))
    const all = [...received, ...wrote.map((one) => fromPerson(this.parts, user, one))]
    return all.sort((a, b) => a.sentAt - b.sentAt)
  }

  enter(userid: string): void {
    void this.parts.client.enter(userid)
  }

  async press(userid: string, messageId: string, buttonId: string, values: FormValues): Promise<PressResult> {
    const result = await this.parts.client.press(userid, messageId, buttonId, values)
    return result.openUrl === undefined ? result : { ...result, openUrl: this.link(result.openUrl) }
  }

  async sendText(userid: string, text: string): Promise<void> {
    await this.parts.client.writeText(userid, text)
  }

  async sendImage(userid: string, bytes: Buffer, fileName: string): Promise<void> {
    const { corp, store, client, events, media } = this.parts
    const user = corp.user(userid)
    if (!user) return
    const { mediaId } = media.keep('image', fileName, bytes)
    const id = corp.frame.newId()
    store.written.push({ id, userid: user.userid, sentAt: corp.now(), type: 'image', text: mediaId })
    corp.frame.changed()
    const address = `${corp.frame.origin()}/wecom/pictures/${mediaId}`
    await client.report(corp.mainApp, user, events.image(corp.mainApp, user, mediaId, address))
  }

  menu(): DeskMenuEntry[] {
    const entries = menuEntries(this.parts.corp.mainApp).map((one) => one.entry)
    return entries.map((entry) => (entry.openUrl ? { ...entry, openUrl: this.link(entry.openUrl) } : entry))
  }

  pressMenu(userid: string, key: string): Promise<void> {
    const { corp, client, events } = this.parts
    return pressMenu(corp, client, events, userid, key)
  }

  openLink(url: string): string {
    return this.link(url)
  }
}
