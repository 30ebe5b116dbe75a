/**
 * What the product asks of a chat platform, and nothing more. Two adapters fill it (feishu/, wecom/); features know only
 * this file and cards/. Texts of a card are plain: each adapter escapes them for its own markup.
 */
import type { ConsoleSetting, Finding } from './console'
import type { DirectoryAccount, DirectoryReading } from './directory'

export type PlatformName = 'feishu' | 'wecom'

export type CardTone = 'plain' | 'attention' | 'done'

export interface CardField {
  kind: 'choice' | 'text' | 'day'
  name: string
  label: string
  required: boolean
  /** For 'choice': at most 10 (the smaller limit of the two platforms). */
  options?: { value: string; label: string }[]
  /** For 'text': characters. */
  limit?: number
  initial?: string
}

export type CardButton =
  /** Opens a page of ours, inside the client where it can. `path` begins with '/'. */
  | { kind: 'open'; label: string; path: string; primary?: boolean }
  /** Comes back as a CardPress with this action. */
  | { kind: 'press'; label: string; action: string; primary?: boolean }

/** One of the answers a card asks for. */
export interface CardChoice {
  label: string
  /** The label where single records of `listed` can be left out; 10 characters. */
  tickedLabel?: string
  /** Unlike the other choices'; comes back as a CardPress with it; what was written stands in `values.comment`. */
  action: string
  look?: 'primary' | 'danger'
  /** This answer needs words: the page that asks for them (begins with '/'), where the card itself cannot. */
  wordsPath?: string
  /** Asked once more before the press is sent, where the platform's buttons can; title 60 characters, text 160. */
  confirm?: { title: string; text: string }
}

/**
 * A decision taken with one tap. Words are asked once, beside the buttons, where the platform's cards take any; elsewhere
 * a choice that needs them opens its page. The verb behind the action refuses an answer whose words are missing.
 */
export interface CardAnswers {
  /**
   * Records that one answer is about, at most 6, labels 30 characters: the choices answer all of them. Where the platform's
   * cards hold ticks each can be left out, and `values.ticked` says the positions that stayed ('0,2', '' for none);
   * elsewhere they are listed, and there is no `ticked`.
   */
  listed?: { label: string }[]
  /** Field `comment`, `limit` in characters; needed as soon as one choice has a `wordsPath`. */
  comment?: { label: string; limit: number }
  choices: CardChoice[]
}

/**
 * A neutral card. Never names of 困难职工, scores, opinions or complaint text (rules §6.3): type, count, date, link.
 * Limits: title 36 characters, each line 160, 6 facts (label 5, value 30), 3 buttons and 3 choices (label 10), label of
 * the comment 20.
 */
export interface Card {
  title: string
  tone: CardTone
  /** Shown in the chat list and by clients that cannot draw the card. */
  summary: string
  lines: string[]
  facts: { label: string; value: string }[]
  /**
   * Asked in the card itself where the platform can; its answers come with `submit`'s action. A platform whose cards hold
   * choices only leaves out fields that are not required, and the whole form when a required one is not a choice.
   */
  form?: { fields: CardField[]; submit: { label: string; action: string } }
  /** Never together with `form`. */
  answers?: CardAnswers
  buttons: CardButton[]
}

/** How the platform finds a sent message again. Kept as JSON in the outbox. */
export interface MessageRef {
  messageId: string
  /** WeCom: one use, 72 hours; a click brings a new one. */
  updateCode?: string
  sentAt: number
}

/** What keeps a message back. */
export type WaitCause =
  /** This message or this person: again after the pause; the others go on. */
  | 'busy'
  /** Too fast: no further call of this kind before the pause is over. */
  | 'pace'
  /** No answer, or none of the platform's own: nobody is reached on it until it is back. */
  | 'outage'
  /** A setting of ours: nobody is reached on the platform until somebody has mended it. */
  | 'setting'
  /** A number nobody knows: this message waits longer and longer. */
  | 'unclear'

export interface Wait {
  kind: 'later'
  cause: WaitCause
  afterMilliseconds: number
  /** Codes only; for the log. */
  reason: string
  /** For whoever can mend it, Chinese, at most 160 characters. */
  words: string
  /** The platform may have carried the call out all the same: nobody can know from this answer. */
  unsure: boolean
}

export type SendOutcome =
  | { kind: 'sent'; ref: MessageRef }
  /** The person cannot be reached for now: not visible to the app, resigned, stopped the bot. */
  | { kind: 'unreachable'; reason: string; words: string }
  /** The card itself is wrong: no repetition mends it. */
  | { kind: 'refused'; reason: string; words: string }
  | Wait

export type UpdateOutcome =
  | { kind: 'updated' }
  /** The card is too old or its code is used up: it stays as it is. */
  | { kind: 'gone'; reason: string }
  | Wait

export interface PlatformIdentity {
  /** Feishu app id or WeCom corp id. */
  tenant: string
  userId: string
  unionId?: string
}

export type InboundEvent =
  /** A button was pressed or a form sent. `values` are strings by field name; nothing in them is trusted. */
  | {
      kind: 'press'
      eventId: string
      identity: PlatformIdentity
      action: string
      values: Record<string, string>
      messageId: string
      updateCode?: string
    }
  | { kind: 'text'; eventId: string; identity: PlatformIdentity; text: string }
  /** Opened the chat, or was let in by the administrator. */
  | { kind: 'opened'; eventId: string; identity: PlatformIdentity }
  /** This account is no more, by what the platform sends: asked for before it is believed. */
  | { kind: 'left'; eventId: string; identity: PlatformIdentity }
  /** Somebody else came or moved in the directory. */
  | { kind: 'directory'; eventId: string }
  /** Checked and understood, but nothing for us to do. */
  | { kind: 'other'; eventId: string; name: string }

/** A pressed button or a sent form. */
export type Press = Extract<InboundEvent, { kind: 'press' }>

export interface RawRequest {
  method: string
  query: Record<string, string>
  headers: Record<string, string | undefined>
  body: Buffer
}

export interface RawAnswer {
  status: number
  contentType: string
  body: string
}

/**
 * What a press is answered with: a short message and, where wanted, the card's new look. A look of tone 'done' is the
 * matter's end; with any other the card goes on and changes again when the matter ends.
 */
export interface PressAnswer {
  toast: { kind: 'done' | 'refused'; text: string }
  card?: Card
}

export type ReadOutcome =
  | { kind: 'event'; event: InboundEvent }
  /** Answer at once, nothing else to do (address check of the console). */
  | { kind: 'answer'; answer: RawAnswer }
  /** Signature, token, tenant or time wrong. The reason is for the log only. */
  | { kind: 'refused'; answer: RawAnswer; reason: string }

export interface PlatformAbilities {
  /** The card can hold date and text fields; else the phone page is opened instead. */
  textInCards: boolean
  /** The answer to a press may carry the new card (Feishu); else it is updated by a call afterwards (WeCom). */
  cardInAnswer: boolean
  cardLifeDays: number
  /** Calls of one kind (sending, changing) a second to everyone together. */
  pacePerSecond: number
  /** Cards to one person: how many at once, and then the milliseconds between two. */
  perPerson: { burst: number; pause: number }
  /** How long the platform itself drops a second sending under the same key, in milliseconds. */
  memoryMilliseconds: number
}

export interface ChatPlatform {
  readonly name: PlatformName
  readonly abilities: PlatformAbilities
  /** Where an ordinary browser is sent to log in; `state` comes back with the code. */
  authorizeUrl(request: { redirectUri: string; state: string; codeChallenge: string; inClient: boolean }): string
  /** A one-time code (from the client or the redirect) → who it is; null when the code is no good. */
  identify(request: { code: string; redirectUri?: string; codeVerifier?: string }): Promise<PlatformIdentity | null>
  /** `uniqueKey` makes a repeated send harmless: the outbox row's id. */
  send(to: PlatformIdentity, card: Card, uniqueKey: string): Promise<SendOutcome>
  update(to: PlatformIdentity, ref: MessageRef, card: Card): Promise<UpdateOutcome>
  /** What an administrator sets in its console, as data. */
  readonly console: readonly ConsoleSetting[]
  /** What the platform tells of those settings, asked now; sends nothing to anybody. */
  examine(): Promise<Finding[]>
  /** The company's directory, department by department; slow. Never in part: 'failed' when it could not be read to its end. */
  readDirectory(): Promise<DirectoryReading>
  /** One account of it by itself. */
  askAccount(userId: string): Promise<DirectoryAccount>
  /** Whether cards would be taken now, asked without sending one; null when they would. */
  check(): Promise<Wait | null>
  /** Checks and reads one request of the platform. `now` in UTC milliseconds. */
  read(request: RawRequest, now: number): ReadOutcome
  /** The HTTP answer to a press or another event. */
  answer(event: InboundEvent, answer: PressAnswer | null): RawAnswer
  /** What the phone page needs to log in silently inside the client. No secret. */
  clientSettings(): { appId: string; scriptUrl?: string }
}

/** The part of a pino logger the adapters use. Fields are codes and counts; never card text, tokens or secrets. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
