import type {
  Card,
  ChatPlatform,
  PlatformIdentity,
  PlatformName,
  SendOutcome,
  UpdateOutcome,
  Wait,
} from '../../../bot/port'

export interface SentCard {
  to: string
  title: string
  uniqueKey: string
}

/** A platform that answers as the test says and remembers what it was given. */
export interface FakeChat {
  platform: ChatPlatform
  sent: SentCard[]
  updated: { messageId: string; title: string }[]
  /** Answers for the next cards in order; delivered when there is none left. */
  answers: (SendOutcome | Error | (() => Promise<SendOutcome>))[]
  updateAnswers: UpdateOutcome[]
  /** Answers for the next questions whether it would take cards; it would when there is none left. */
  checks: (Wait | null)[]
}

/** The platform puts a call off. */
export const later = (change: Partial<Wait> = {}): Wait => ({
  kind: 'later',
  cause: 'busy',
  afterMilliseconds: 5000,
  reason: 'too fast',
  words: '请慢一些',
  unsure: false,
  ...change,
})

const refuseAll = (): never => {
  throw new Error('not part of this test')
}

export function fakeChat(name: PlatformName = 'feishu'): FakeChat {
  const chat: Omit<FakeChat, 'platform'> = { sent: [], updated: [], answers: [], updateAnswers: [], checks: [] }
  const send = async (to: PlatformIdentity, card: Card, uniqueKey: string): Promise<SendOutcome> => {
    const answer = chat.answers.shift()
    chat.sent.push({ to: to.userId, title: card.title, uniqueKey })
    if (answer instanceof Error) throw answer
    if (typeof answer === 'function') return answer()
    return answer ?? { kind: 'sent', ref: { messageId: `m-${name}-${chat.sent.length}`, sentAt: 0 } }
  }
  const update: ChatPlatform['update'] = async (_to, ref, card) => {
    chat.updated.push({ messageId: ref.messageId, title: card.title })
    return chat.updateAnswers.shift() ?? { kind: 'updated' }
  }
  const platform: ChatPlatform = {
    name,
    abilities: {
      textInCards: true,
      cardInAnswer: true,
      cardLifeDays: 14,
      pacePerSecond: 500,
      perPerson: { burst: 1, pause: 0 },
      memoryMilliseconds: 3_600_000,
    },
    send,
    update,
    check: async () => chat.checks.shift() ?? null,
    console: [],
    examine: async () => [],
    readDirectory: refuseAll,
    askAccount: refuseAll,
    authorizeUrl: refuseAll,
    identify: refuseAll,
    read: refuseAll,
    answer: refuseAll,
    clientSettings: () => ({ appId: name }),
  }
  return Object.assign(chat, { platform })
}

export const card = (title: string): Card => ({
  title,
  tone: 'plain',
  summary: title,
  lines: [],
  facts: [],
  buttons: [],
})
