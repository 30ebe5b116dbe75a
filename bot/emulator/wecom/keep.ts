import type { Corp, WecomUser } from './corp'
import type { Json } from './json'
import type { Media, StoredMedia } from './media'
import type { CardState, MessageStore, PersonMessage, ResponseCode, StoredMessage } from './messageStore'

interface Saved {
  messages: (Omit<StoredMessage, 'cards'> & { cards: [string, CardState][] })[]
  written: PersonMessage[]
  codes: [string, ResponseCode][]
  taskIds: [number, string[]][]
  read: [string, number][]
  users: WecomUser[]
  menu: Json[] | null
  media: (Omit<StoredMedia, 'bytes'> & { bytes: string })[]
}

/**
 * What the demo keeps over a restart: chats, cards, codes of cards, members, pictures.
 * Tokens, login codes and quotas are left to fail or start anew, as after an outage of the platform.
 */
export function createKept(corp: Corp, store: MessageStore, media: Media) {
  function save(): Saved {
    return {
      messages: store.messages.map((one) => ({ ...one, cards: [...one.cards] })),
      written: store.written,
      codes: [...store.codes],
      taskIds: [...store.taskIds].map(([agentId, ids]) => [agentId, [...ids]]),
      read: [...store.read],
      users: [...corp.users.values()],
      menu: corp.mainApp.menu ?? null,
      media: [...media.stored.values()].map((one) => ({ ...one, bytes: one.bytes.toString('base64') })),
    }
  }

  function restore(value: unknown): void {
    const saved = value as Saved
    store.messages.push(...saved.messages.map((one) => ({ ...one, cards: new Map(one.cards) })))
    store.written.push(...saved.written)
    for (const [code, one] of saved.codes) store.codes.set(code, one)
    for (const [agentId, ids] of saved.taskIds) store.taskIds.set(agentId, new Set(ids))
    for (const [userid, at] of saved.read) store.read.set(userid, at)
    for (const user of saved.users) corp.users.set(user.userid.toLowerCase(), user)
    corp.mainApp.menu = saved.menu ?? undefined
    for (const one of saved.media) media.stored.set(one.mediaId, { ...one, bytes: Buffer.from(one.bytes, 'base64') })
  }

  /** Members and the menu stay: they are the corp's, not what was said in it. */
  function forget(): void {
    store.messages.length = 0
    store.written.length = 0
    for (const part of [store.codes, store.taskIds, store.read, media.stored]) part.clear()
  }

  return { save, restore, forget }
}
