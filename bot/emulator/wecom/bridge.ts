import type Router from '@koa/router'
import type { Context } from 'koa'
import { readJsonBody } from '../body'
import { bridgeScript } from './bridgeScript'
import type { Corp } from './corp'
import { isObject, type Json, objectAt, textAt } from './json'
import type { Media } from './media'
import { signedPageOf, type Tickets } from './tickets'
import { visibleUsers } from './visibleRange'

interface BridgeCall {
  at: number
  call: string
  code: number
}

function allowPage(ctx: Context): void {
  ctx.set('Access-Control-Allow-Origin', ctx.get('origin') || '*')
  ctx.set('Access-Control-Allow-Headers', 'content-type')
  ctx.set('Vary', 'Origin')
}

async function respond(ctx: Context, reply: (body: Json) => Json): Promise<void> {
  allowPage(ctx)
  const body = await readJsonBody(ctx)
  ctx.body = reply(isObject(body) ? body : {})
}

/** The client side of the JS-SDK: a script for the page and the addresses it talks to. */
export class Bridge {
  readonly calls: BridgeCall[] = []

  constructor(
    private readonly corp: Corp,
    private readonly tickets: Tickets,
    private readonly media: Media,
  ) {}

  private answer(call: string, body: Json): Json {
    const page = signedPageOf(call, objectAt(body, 'parameters'), textAt(body, 'url'))
    const code = page ? this.tickets.verify(page) : 0
    this.calls.push({ at: this.corp.now(), call, code })
    const failure = page?.kind === 'app' ? 'agentConfig:fail' : 'config:fail'
    return code === 0 ? { errMsg: `${call}:ok` } : { errMsg: failure, errCode: code, err_msg: `${failure} ${code}` }
  }

  private uploaded(body: Json): Json {
    const bytes = Buffer.from(textAt(body, 'data').replace(/^data:[^,]*,/, ''), 'base64')
    return { errMsg: 'uploadImage:ok', serverId: this.media.keep('image', 'image.jpg', bytes).mediaId }
  }

  private contacts(): Json {
    const departmentList = [...this.corp.departments.values()].map((one) => ({ id: String(one.id), name: one.name }))
    const userList = visibleUsers(this.corp, this.corp.mainApp).map((one) => ({
      id: one.userid,
      name: one.name,
      avatar: one.avatar ?? '',
    }))
    return { departmentList, userList }
  }

  mount(router: Router): void {
    router.get('/wecom/bridge.js', (ctx) => {
      ctx.type = 'application/javascript; charset=utf-8'
      ctx.body = bridgeScript
    })
    router.options(/^\/wecom\/bridge\/\w+$/, (ctx) => {
      allowPage(ctx)
      ctx.status = 204
    })
    router.post('/wecom/bridge/verify', (ctx) => respond(ctx, (body) => this.answer(textAt(body, 'call'), body)))
    router.post('/wecom/bridge/upload', (ctx) => respond(ctx, (body) => this.uploaded(body)))
    router.post('/wecom/bridge/contacts', (ctx) => respond(ctx, () => this.contacts()))
  }
}
