import type { Corp, WecomApp } from './corp'
import { refuse } from './errors'
import type { Call, Endpoint } from './gate'
import { isObject, type Json, objectAt, textAt } from './json'
import { MINUTE } from './quota'
import { checkAgent } from './send'
import { seesUser } from './visibleRange'

const ok = { errcode: 0, errmsg: 'ok' }
const WORKBENCH_PER_MINUTE = 10
const workbenchTypes = new Set(['keydata', 'image', 'list', 'webview', 'normal'])

function agentBody(corp: Corp, app: WecomApp): Json {
  const { users, departments, tags } = app.visible
  return {
    agentid: app.agentId,
    name: app.name,
    square_logo_url: `${corp.frame.origin()}/wecom/logo.png`,
    description: '',
    allow_userinfos: { user: users.map((userid) => ({ userid })) },
    allow_partys: { partyid: departments },
    allow_tags: { tagid: tags },
    close: app.closed ? 1 : 0,
    redirect_domain: app.trustedHost ?? new URL(corp.frame.productUrl()).host,
    report_location_flag: 0,
    isreportenter: app.isReportEnter ? 1 : 0,
    home_url: app.homeUrl,
    customized_publish_status: 1,
  }
}

function getAgent(corp: Corp, call: Call): Json {
  const text = call.query.get('agentid')
  if (!text) return refuse(41011, 'agentid missing')
  const app = /^\d+$/.test(text) ? corp.appOf(Number(text)) : undefined
  if (!app) return refuse(40056)
  if (app !== call.app) return refuse(301002)
  return { ...ok, ...agentBody(corp, app) }
}

function setAgent(corp: Corp, call: Call): Json {
  checkAgent(corp, call.app, call.body)
  if (typeof call.body.home_url === 'string') call.app.homeUrl = call.body.home_url
  if (typeof call.body.name === 'string') call.app.name = call.body.name
  if (typeof call.body.redirect_domain === 'string') call.app.trustedHost = call.body.redirect_domain
  if (call.body.isreportenter !== undefined) call.app.isReportEnter = call.body.isreportenter === 1
  return ok
}

/** The tile's content under its type; an app has to be in custom-workbench mode first (94000). */
function tile(corp: Corp, call: Call): Json {
  checkAgent(corp, call.app, call.body)
  if (!call.app.workbench.enabled) return refuse(94000)
  const type = textAt(call.body, 'type')
  if (!workbenchTypes.has(type)) return refuse(94001, 'invalid workbench type')
  if (type !== 'normal' && !isObject(call.body[type]))
    return refuse(40058, `${type} missing. invalid Request Parameter`)
  return { type, [type]: objectAt(call.body, type) }
}

function setTemplate(corp: Corp, call: Call): Json {
  const content = tile(corp, call)
  call.app.workbench.template = content
  if (call.body.replace_user_data === true) call.app.workbench.byUser.clear()
  return ok
}

function getTemplate(corp: Corp, call: Call): Json {
  checkAgent(corp, call.app, call.body)
  if (!call.app.workbench.enabled) return refuse(94000)
  return { ...ok, ...(call.app.workbench.template ?? { type: 'normal' }) }
}

function setData(corp: Corp, call: Call): Json {
  const content = tile(corp, call)
  const user = corp.user(textAt(call.body, 'userid'))
  if (!user || !seesUser(corp, call.app, user)) return refuse(60011)
  const key = `workbench:${call.app.agentId}:${user.userid}`
  const within = corp.quotas.within(key, WORKBENCH_PER_MINUTE, MINUTE)
  if (corp.flags.rateLimits && !within) return refuse(45009)
  const type = textAt(call.app.workbench.template ?? {}, 'type')
  if (type !== content.type)
    corp.remark('workbenchType', `data of type ${String(content.type)} for a template of type ${type}`)
  call.app.workbench.byUser.set(user.userid, content)
  corp.frame.changed()
  return ok
}

export function agentEndpoints(corp: Corp): Endpoint[] {
  const addresses = { ip_list: ['127.0.0.1'], ...ok }
  return [
    { method: 'GET', path: 'agent/get', run: (call) => getAgent(corp, call) },
    { method: 'POST', path: 'agent/set', run: (call) => setAgent(corp, call) },
    { method: 'POST', path: 'agent/set_workbench_template', run: (call) => setTemplate(corp, call) },
    { method: 'POST', path: 'agent/get_workbench_template', run: (call) => getTemplate(corp, call) },
    { method: 'POST', path: 'agent/set_workbench_data', run: (call) => setData(corp, call) },
    { method: 'GET', path: 'getcallbackip', defaults: { ip_list: [] }, run: () => addresses },
    { method: 'GET', path: 'get_api_domain_ip', defaults: { ip_list: [] }, run: () => addresses },
  ]
}
