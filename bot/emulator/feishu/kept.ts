import type { Kept } from '../snapshot'
import type { Chat, FeishuState, StoredImage, StoredMessage, UpdateToken } from './state'

const MAX_KEPT_MESSAGES = 3000

interface Saved {
  messages: StoredMessage[]
  chats: Chat[]
  images: (Omit<StoredImage, 'bytes'> & { base64: string })[]
  updateTokens: [string, UpdateToken][]
}

/** Chats survive a restart of the demo; tokens and login codes do not, as after any restart of a platform. */
export function keepChats(state: FeishuState): Kept {
  return {
    save: (): Saved => ({
      messages: [...state.messages.values()].slice(-MAX_KEPT_MESSAGES),
      chats: [...state.chats.values()],
      images: [...state.images.values()].map(({ bytes, ...image }) => ({ ...image, base64: bytes.toString('base64') })),
      updateTokens: [...state.updateTokens],
    }),
    restore(value) {
      const saved = value as Saved
      for (const message of saved.messages) state.messages.set(message.messageId, { ...message, openInteractions: 0 })
      for (const chat of saved.chats) state.chats.set(chat.chatId, chat)
      for (const { base64, ...image } of saved.images) {
        state.images.set(image.key, { ...image, bytes: Buffer.from(base64, 'base64') })
      }
      for (const [token, entry] of saved.updateTokens) state.updateTokens.set(token, entry)
    },
    forget() {
      for (const part of [state.messages, state.images, state.updateTokens]) part.clear()
    },
  }
}
