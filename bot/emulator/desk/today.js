import { byId, make } from './api.js'

const DAY_MS = 86400_000
const JUMPS = [
  ['03-15', '3月中旬'],
  ['06-15', '6月中旬'],
  ['06-24', '6月24日'],
  ['07-02', '7月初'],
  ['09-15', '9月中旬'],
  ['09-21', '9月下旬'],
  ['12-15', '12月中旬'],
]
const longFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
})

let address = ''
let day = ''
let onMoved = () => undefined

const shift = (from, days) => new Date(Date.parse(`${from}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The next time this month-day comes after the current day. */
function nextOf(monthDay) {
  const year = Number(day.slice(0, 4))
  const thisYear = `${year}-${monthDay}`
  return thisYear > day ? thisYear : `${year + 1}-${monthDay}`
}

function draw() {
  byId('todayText').textContent = longFormat.format(Date.parse(`${day}T00:00:00Z`))
  const targets = [[shift(day, 7), '一周后'], ...JUMPS.map(([monthDay, label]) => [nextOf(monthDay), label]).sort()]
  const year = day.slice(0, 4)
  const options = targets.map(([value, label]) => {
    const far = value.startsWith(year) ? '' : `${value.slice(0, 4)}年`
    return make('option', { value, textContent: `${far}${label}` })
  })
  byId('todayJump').replaceChildren(make('option', { value: '', textContent: '跳到…' }), ...options)
}

const messageOf = (reply) =>
  reply.message ??
  reply.error?.message ??
  (typeof reply.error === 'string' ? reply.error : undefined) ??
  reply.sentence ??
  reply.detail ??
  '这一天不能去'

async function moveTo(target) {
  const buttons = byId('today').querySelectorAll('button, select')
  const note = byId('todayNote')
  note.textContent = '正在换日期，到期的提醒会一并发出…'
  for (const one of buttons) one.disabled = true
  try {
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ day: target }) })
    const reply = await response.json()
    note.textContent = response.ok ? '' : messageOf(reply)
    if (response.ok) {
      day = reply.day ?? target
      onMoved()
    }
  } catch {
    note.textContent = '没有换成，请再试一次。'
  }
  for (const one of buttons) one.disabled = false
  draw()
}

export async function startToday(setup, moved) {
  onMoved = moved
  const sameOrigin = new URL(setup.productUrl).origin === location.origin
  address = sameOrigin ? `${setup.productUrl}/demo/today` : 'desk/api/today'
  const response = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined)
  const reply = response?.ok ? await response.json().catch(() => undefined) : undefined
  // Outside the demo the product has no such route: then there is no date to move.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(reply?.day ?? '')) return
  day = reply.day
  byId('today').hidden = false
  draw()
  for (const button of byId('today').querySelectorAll('[data-step]')) {
    button.addEventListener('click', () => moveTo(shift(day, Number(button.dataset.step))))
  }
  byId('todayJump').addEventListener('change', (event) => event.target.value && moveTo(event.target.value))
}
