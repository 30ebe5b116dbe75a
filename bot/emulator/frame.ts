import type { IncomingHttpHeaders } from 'node:http'
import type { Context } from 'koa'
import type { EmulatorClock } from './clock'
import type { ControlActions } from './control'
import type { DisplayMessage, FormValues, PressResult } from './display'
import type { Faults } from './faults'

export type PlatformId = 'feishu' | 'wecom'

/** One person in the left column of the desk page. */
export interface DeskPerson {
  id: string
  name: string
  /** What this person can show, e.g. 「第一支部书记」. */
  persona?: string
  department?: string
  featured: boolean
  unread: number
}

export interface DeskMenuEntry {
  key: string
  text: string
  openUrl?: string
}

/** What each platform gives the desk page. */
export interface DeskPlatform {
  id: PlatformId
  /** Chinese name of the platform. */
  label: string
  /** Name of the bot as seen in the chat. */
  botName(): string
  users(): DeskPerson[]
  /** Messages of this person's chat with the bot as *the client shows them*, oldest first. */
  chat(userId: string): DisplayMessage[]
  /** The person opens the chat: marks read, sends the platform's "entered" event if it has one. */
  enter(userId: string): void
  /** New messages were seen while the chat was open. */
  read?(userId: string): void
  /** Presses a button or changes a lone field, the way the client does (with the client's own checks). */
  press(userId: string, messageId: string, buttonId: string, values: FormValues): Promise<PressResult>
  sendText(userId: string, text: string): Promise<void>
  sendImage?(userId: string, bytes: Buffer, fileName: string): Promise<void>
  menu(userId: string): DeskMenuEntry[]
  pressMenu(userId: string, key: string): Promise<void>
  /** Turns a platform link (applink …) into the page address to open in the phone frame. */
  openLink(url: string): string
  /** A picture of a message, for `desk/api/image?platform=…&key=…`. */
  image?(key: string): { bytes: Buffer; contentType: string } | undefined
}

export interface OutgoingReply {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** A pushed request ends with a reply, or with the reason why there was none. */
export type PushOutcome = { reply: OutgoingReply } | { failure: 'timeout' | 'connection' | 'address' }

/** What both platform parts get from the emulator itself. */
export interface Frame {
  clock: EmulatorClock
  /** Where the emulator is mounted ('' or '/emulator'); routers are mounted below it already. */
  basePath: string
  /** Public address of the emulator incl. basePath, without trailing slash. */
  origin(): string
  productUrl(): string
  /** Who sits in front of this browser on that platform (cookie `emulator_user`). */
  currentPerson(ctx: Context, platform: PlatformId): string | undefined
  /** Plain Chinese page 「选择演示人员」; choosing one leads back to `returnUrl`. */
  choosePersonPage(platform: PlatformId, returnUrl: string): string
  /** POST (or GET without body) to the product. Never follows redirects, never throws. */
  push(
    url: string,
    request: { method: 'GET' | 'POST'; headers?: Record<string, string>; body?: string; timeoutMs: number },
  ): Promise<PushOutcome>
  /** Adds POST /__ctl/<platform>/<action>; the same functions are called in process by tests. */
  addControl(platform: PlatformId, actions: ControlActions): void
  /** Transport misbehaviour (delay, 5xx, reset …) of API paths; already applied by the frame to every API call. */
  faults: Faults
  /** Something a person could see has changed: tells the desk page and the snapshot. */
  changed(): void
  /** New id, unique in this emulator's life and after a restart from a snapshot. */
  newId(): string
}
