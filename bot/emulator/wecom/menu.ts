import type { DeskMenuEntry } from '../frame'
import type { Client } from './client'
import type { Corp, WecomApp, WecomUser } from './corp'
import { refuse } from './errors'
import type { Events } from './events'
import type { Call, Endpoint } from './gate'
import { bytesOf, type Json, objectsAt, textAt } from './json'
import type { XmlField } from './xml'

const NAME_BYTES = 16
const SUB_NAME_BYTES = 40
const KEY_BYTES = 128
const URL_BYTES = 1024
const keyTypes = new Set([
  'click',
  'scancode_push',
  'scancode_waitmsg',
  'pic_sysphoto',
  'pic_photo_or_album',
  'pic_weixin',
  'location_select',
])

/** The menu's app comes from the query; an agentid in the body is not looked at. */
function appOf(corp: Corp, call: Call): WecomApp {
  const text = call.query.get('agentid')
  if (!text) return refuse(41011, 'agentid missing')
  const app = /^\d+$/.test(text) ? corp.appOf(Number(text)) : undefined
  if (!app) return refuse(40056)
  return app === call.app ? app : refuse(301002)
}

function checkAction(entry: Json): void {
  const type = textAt(entry, 'type')
  if (keyTypes.has(type)) {
    const key = textAt(entry, 'key')
    if (key === '' || bytesOf(key) > KEY_BYTES) refuse(40019, 'invalid button key size')
  } else if (type === 'view') {
    const url = textAt(entry, 'url')
    if (url === '' || bytesOf(url) > URL_BYTES) refuse(40020, 'invalid button url size')
    if (!/^https?:\/\//.test(url)) refuse(40054, 'invalid menu url')
  } else if (type !== 'view_miniprogram') refuse(40017, 'invalid button type')
}

function checkEntry(entry: Json, nameBytes: number): void {
  const name = textAt(entry, 'name')
  if (name === '' || bytesOf(name) > nameBytes) refuse(40018, 'invalid button name size')
  if (entry.sub_button === undefined) {
    checkAction(entry)
    return
  }
  const below = objectsAt(entry, 'sub_button')
  if (below.length < 1 || below.length > 5) refuse(40023, 'invalid sub button size')
  for (const one of below) checkEntry({ ...one, sub_button: undefined }, SUB_NAME_BYTES)
}

export function menuEndpoints(corp: Corp): Endpoint[] {
  const ok = { errcode: 0, errmsg: 'ok' }
  const create = (call: Call): Json => {
    const app = appOf(corp, call)
    const buttons = objectsAt(call.body, 'button')
    if (buttons.length < 1 || buttons.length > 3) refuse(40016, 'invalid button size')
    for (const one of buttons) checkEntry(one, NAME_BYTES)
    app.menu = buttons
    corp.frame.changed()
    return ok
  }
  const get = (call: Call): Json => ({ ...ok, button: appOf(corp, call).menu ?? refuse(46003, 'menu no exist') })
  const remove = (call: Call): Json => {
    appOf(corp, call).menu = undefined
    corp.frame.changed()
    return ok
  }
  return [
    { method: 'POST', path: 'menu/create', run: create },
    { method: 'GET', path: 'menu/get', run: get },
    { method: 'GET', path: 'menu/delete', run: remove },
  ]
}

/** The app's menu as the desk shows it, sub-menus flattened; keys are positions. */
export function menuEntries(app: WecomApp): { entry: DeskMenuEntry; button: Json }[] {
  return (app.menu ?? []).flatMap((top, index) => {
    const below = objectsAt(top, 'sub_button')
    const rows =
      below.length > 0 ? below.map((one) => ({ one, text: `${textAt(top, 'name')} › ${textAt(one, 'name')}` })) : []
    const all = below.length > 0 ? rows : [{ one: top, text: textAt(top, 'name') }]
    return all.map(({ one, text }, position) => {
      const url = textAt(one, 'type') === 'view' ? { openUrl: textAt(one, 'url') } : {}
      return { entry: { key: `${index}:${position}`, text, ...url }, button: one }
    })
  })
}

function menuFields(events: Events, app: WecomApp, user: WecomUser, button: Json): XmlField[] {
  const type = textAt(button, 'type')
  const key: XmlField = ['EventKey', textAt(button, 'key') || textAt(button, 'url') || textAt(button, 'pagepath')]
  if (type.startsWith('pic_')) return events.pictures(app, user, type, textAt(button, 'key'), 2)
  if (!type.startsWith('scancode_')) return events.event(app, user, type, [key])
  const scanned: XmlField[] = [
    ['ScanType', 'qrcode'],
    ['ScanResult', 'https://example.com/scanned'],
  ]
  return events.event(app, user, type, [key, ['ScanCodeInfo', scanned]])
}

/** A member taps an entry: `click` sends its key, `view` opens the page and is reported as well. */
export async function pressMenu(
  corp: Corp,
  client: Client,
  events: Events,
  userid: string,
  key: string,
): Promise<void> {
  const user = corp.user(userid)
  const found = menuEntries(corp.mainApp).find((one) => one.entry.key === key)
  if (user && found) await client.report(corp.mainApp, user, menuFields(events, corp.mainApp, user, found.button))
}
