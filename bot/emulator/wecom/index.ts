import Router from '@koa/router'
import type { DeskPlatform, Frame } from '../frame'
import { agentEndpoints } from './agent'
import { Bridge } from './bridge'
import { Callbacks } from './callback'
import { CardUpdate } from './cardUpdate'
import { Client } from './client'
import { contactEndpoints } from './contacts'
import { createControls } from './control'
import { createCorp, type WecomSetup } from './corp'
import { Desk } from './desk'
import { Events } from './events'
import { Gate } from './gate'
import { createKept } from './keep'
import { Login } from './login'
import { Media } from './media'
import { menuEndpoints } from './menu'
import { MessageStore } from './messageStore'
import { readPassiveReply } from './passiveReply'
import { Sending } from './send'
import { Tickets } from './tickets'
import { Tokens } from './tokens'
import { Webhook } from './webhook'

export type { AppSetup, CallbackSettings, WecomDepartment, WecomSetup, WecomTag, WecomUser } from './corp'
export type { WecomFlags } from './flags'

export type WecomControls = ReturnType<typeof createControls>

export interface WecomPlatform {
  router: Router
  desk: DeskPlatform
  controls: WecomControls
  /** For the snapshot of the demo. */
  kept: ReturnType<typeof createKept>
  /** What the robot's groups got, JS-SDK checks, and every answered API call: for tests to look at. */
  robotMessages: Webhook['messages']
  bridgeCalls: Bridge['calls']
  answered: Gate['answered']
}

/** Everything that has state, wired together; nothing here knows about HTTP routes. */
function createParts(setup: WecomSetup, frame: Frame) {
  const corp = createCorp(setup, frame)
  const store = new MessageStore(corp)
  const media = new Media(corp)
  const callbacks = new Callbacks(corp)
  const events = new Events(corp)
  const update = new CardUpdate(corp, store, media.check)
  const sending = new Sending(corp, store, media.check)
  const client = new Client(corp, store, callbacks, events, (user, msgid) => (app, settings, body) => {
    const context = { corp, store, update, media: media.check, sending }
    readPassiveReply(context, app, settings, body, user, msgid)
  })
  return { corp, store, media, callbacks, events, update, sending, client, tokens: new Tokens(corp) }
}

/**
 * WeCom on loopback: the API below /wecom/cgi-bin, the login pages, the client's bridge script and the desk.
 * Behaviour and numbers follow bot/wecom/README.md; everything lives in memory.
 */
export function createWecom(setup: WecomSetup, frame: Frame): WecomPlatform {
  const parts = createParts(setup, frame)
  const { corp, store, media, tokens, sending, update } = parts
  const tickets = new Tickets(corp)
  const login = new Login(corp)
  const webhook = new Webhook(corp, media)
  const bridge = new Bridge(corp, tickets, media)
  const gate = new Gate(corp, tokens)
  const router = new Router()
  const sources = [login, tickets, update, media, webhook]
  const own = [tokens.endpoint(), sending.endpoint(), ...sources.flatMap((one) => one.endpoints())]
  gate.mount(router, [...own, ...contactEndpoints(corp), ...agentEndpoints(corp), ...menuEndpoints(corp)])
  for (const part of [login, media, bridge]) part.mount(router)
  const controls = createControls({ ...parts, force: (path, code, times) => gate.force(path, code, times) })
  frame.addControl('wecom', controls)
  const { messages: robotMessages } = webhook
  const kept = createKept(corp, store, media)
  const { calls: bridgeCalls } = bridge
  return { router, desk: new Desk(parts), controls, kept, robotMessages, bridgeCalls, answered: gate.answered }
}
