import { byId, get, make, post, postPhoto } from './api.js'
import { drawCard, drawLines } from './card.js'

const POLL_MS = 1500
const ZONE = { timeZone: 'Asia/Shanghai' }
const clockFormat = new Intl.DateTimeFormat('zh-CN', { ...ZONE, hour: '2-digit', minute: '2-digit' })
const dayFormat = new Intl.DateTimeFormat('zh-CN', { ...ZONE, month: 'long', day: 'numeric', weekday: 'short' })

let who
let version = 0
let openUrl = () => undefined
let onPeople = () => undefined
let toastTimer
/** Message id → { json, node }: a message is drawn again only when it changed, so half-filled forms stay. */
let drawn = new Map()

export function toast(tone, text) {
  const box = byId('toast')
  box.dataset.tone = tone
  box.textContent = text
  box.hidden = false
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => {
    box.hidden = true
  }, 4000)
}

async function act(call, body) {
  const result = await post(call, { platform: who.platform, user: who.id, ...body })
  if (result.toast) toast(result.toast.tone, result.toast.text)
  await refresh()
  return result
}

function drawContent(message) {
  const { content } = message
  if (content.kind === 'card') {
    return drawCard(content.card, {
      open: openUrl,
      press: (button, values) => act('press', { message: message.id, button, values }),
      redraw: () => {
        drawn.delete(message.id)
        version = 0
        refresh()
      },
    })
  }
  if (content.kind === 'image')
    return make('div', { className: 'bubble' }, make('img', { src: content.url, alt: content.alt }))
  if (content.kind === 'file') return make('div', { className: 'bubble', textContent: `文件：${content.name}` })
  return make('div', { className: 'bubble' }, drawLines(content.lines, openUrl))
}

function drawMessage(message) {
  const note = message.note ? ` · ${message.note}` : ''
  const time = make('time', { textContent: clockFormat.format(message.sentAt) + note })
  const kind = message.content.kind === 'card' ? 'card' : ''
  return make('article', { className: `message ${message.from} ${kind}` }, drawContent(message), time)
}

function drawMessages(messages) {
  const list = byId('messages')
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80
  const before = drawn
  drawn = new Map()
  const nodes = []
  let day = ''
  for (const message of messages) {
    const thisDay = dayFormat.format(message.sentAt)
    if (thisDay !== day) nodes.push(make('div', { className: 'day', textContent: thisDay }))
    day = thisDay
    const json = JSON.stringify(message)
    const known = before.get(message.id)
    const node = known?.json === json ? known.node : drawMessage(message)
    drawn.set(message.id, { json, node })
    nodes.push(node)
  }
  const empty = '还没有消息。到了该提醒的日子，或者别人办了与这个人有关的事，卡片会自己出现在这里。'
  list.replaceChildren(...(nodes.length > 0 ? nodes : [make('p', { className: 'hint', textContent: empty })]))
  if (atEnd || before.size === 0 || drawn.size > before.size) list.scrollTop = list.scrollHeight
}

function drawMenu(menu) {
  const box = byId('menu')
  box.hidden = menu.length === 0
  box.replaceChildren(
    ...menu.map((entry) => {
      const button = make('button', { type: 'button', textContent: entry.text })
      button.addEventListener('click', () => (entry.openUrl ? openUrl(entry.openUrl) : act('menu', { key: entry.key })))
      return button
    }),
  )
}

export async function refresh() {
  if (!who) return
  const asked = who
  const reply = await get('chat', { platform: who.platform, user: who.id, version })
  if (asked !== who || !reply.messages) return
  version = reply.version
  const grew = drawn.size > 0 && reply.messages.length > drawn.size
  drawMenu(reply.menu)
  drawMessages(reply.messages)
  onPeople(reply.people)
  if (grew) post('read', { platform: who.platform, user: who.id })
}

/** Shows this person's chat and tells the platform that the person opened it. */
export async function showChat(person, platform) {
  who = person
  version = 0
  drawn = new Map()
  byId('toast').hidden = true
  byId('composer').hidden = false
  byId('photoLabel').hidden = !platform.takesPhotos
  // Some say in their part where they work.
  const department = person.persona?.includes(person.department) ? undefined : person.department
  const role = [person.persona, department].filter(Boolean).join(' · ')
  const face = make('img', { src: 'desk/bot.svg', alt: '', width: 32, height: 32 })
  const title = make(
    'div',
    {},
    make('b', { textContent: platform.botName }),
    make('small', { textContent: [`${person.name} 的聊天窗口`, role].filter(Boolean).join(' · ') }),
  )
  byId('chatHead').replaceChildren(face, title)
  await post('enter', { platform: person.platform, user: person.id })
  await refresh()
}

export function startChat(options) {
  openUrl = options.open
  onPeople = options.onPeople
  const hint = '先在「人员」里选一个人，这里就是这个人和机器人的聊天窗口。'
  byId('messages').replaceChildren(make('p', { className: 'hint', textContent: hint }))
  byId('composer').addEventListener('submit', (event) => {
    event.preventDefault()
    const text = byId('say').value.trim()
    byId('say').value = ''
    if (text) act('say', { text })
  })
  byId('photo').addEventListener('change', async () => {
    const [file] = byId('photo').files
    if (!file) return
    const result = await postPhoto(who.platform, who.id, file)
    byId('photo').value = ''
    if (result.toast) toast(result.toast.tone, result.toast.text)
    await refresh()
  })
  const poll = () =>
    refresh()
      .catch(() => undefined)
      .finally(() => setTimeout(poll, POLL_MS))
  poll()
}
