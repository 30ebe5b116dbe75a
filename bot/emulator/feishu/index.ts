import Router from '@koa/router'
import type { DeskPlatform, Frame } from '../frame'
import type { Kept } from '../snapshot'
import { addBatchRoutes } from './batch'
import { addCardUpdateRoutes } from './cardUpdate'
import { addContactRoutes } from './contacts'
import { createFeishuControl, type FeishuControl } from './control'
import { createDeliveries } from './delivery'
import { createFeishuDesk } from './desk'
import { createEvents } from './events'
import { createGateway, unknownPath } from './gateway'
import { addIdentityRoutes } from './identity'
import { addImageRoutes } from './images'
import { createInbound } from './inbound'
import { createJssdk, type Jssdk } from './jssdk'
import { keepChats } from './kept'
import { createLimits } from './limits'
import { addAuthorizePage, addTokenExchange } from './login'
import { addMessageRoutes, createMessages } from './messages'
import type { FeishuSetup } from './setup'
import { createState, type FeishuState } from './state'
import { addTokenRoutes } from './tokens'

export type { FeishuSetup } from './setup'

export interface Feishu {
  router: Router
  desk: DeskPlatform
  control: FeishuControl
  jssdk: Pick<Jssdk, 'code' | 'config' | 'ticketRequests'>
  kept: Kept
  state: FeishuState
}

/** The emulated Feishu: API, accounts page and client of one tenant, to be mounted at /feishu. */
export function createFeishu(setup: FeishuSetup, frame: Frame): Feishu {
  const state = createState(setup, frame)
  const limits = createLimits(state)
  const messages = createMessages(state)
  const deliveries = createDeliveries(state)
  const events = createEvents(state, deliveries)
  const parts = { state, limits, messages, deliveries, events, inbound: createInbound(state, events, messages) }
  const gateway = createGateway(state, limits)
  const jssdk = createJssdk(state)
  const router = new Router({ prefix: '/feishu' })

  addTokenRoutes(state, gateway)
  addMessageRoutes(state, gateway, limits, messages)
  addCardUpdateRoutes(state, gateway, limits)
  addBatchRoutes(state, gateway, messages)
  addImageRoutes(state, gateway)
  addContactRoutes(state, gateway)
  addTokenExchange(state, gateway)
  addIdentityRoutes(state, gateway)
  jssdk.addRoutes(gateway, router)
  addAuthorizePage(state, router)
  // The long connection is not offered.
  router.all('/callback/ws/endpoint', (ctx) => {
    ctx.body = { code: 514, msg: 'auth failed' }
  })
  router.use(gateway.router.routes())
  router.all('/open-apis/*rest', (ctx) =>
    unknownPath(gateway.router, ctx, ctx.path.slice(ctx.path.indexOf('/open-apis'))),
  )

  const control = createFeishuControl(parts)
  const ticketRequests = ({ appId }: { appId: string }) => jssdk.ticketRequests(appId)
  frame.addControl('feishu', { ...control, ticketRequests })
  return { router, desk: createFeishuDesk(parts), control, jssdk, kept: keepChats(state), state }
}
