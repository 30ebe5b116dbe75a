import { byId, make } from './api.js'
import { askDemo, readDay } from './demo.js'

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

async function moveTo(target) {
  const buttons = byId('today').querySelectorAll('button, select')
  const note = byId('todayNote')
  note.textContent = '正在换日期，到期的提醒会一并发出…'
  for (const one of buttons) one.disabled = true
  try {
    const reply = await askDemo('today', { day: target }, '没有换成，请再试一次。')
    note.textContent = ''
    day = reply.day ?? target
    onMoved()
  } catch (fault) {
    note.textContent = fault.message
  }
  for (const one of buttons) one.disabled = false
  draw()
}

/** The day as the product says it is, after somebody else has moved it. */
export function showDay(known) {
  day = known
  draw()
}

/** Shows the date control; false where the product is no demo and there is no date to move. */
export async function startToday(moved) {
  onMoved = moved
  const known = await readDay()
  if (known === undefined) return false
  byId('today').hidden = false
  showDay(known)
  for (const button of byId('today').querySelectorAll('[data-step]')) {
    button.addEventListener('click', () => moveTo(shift(day, Number(button.dataset.step))))
  }
  byId('todayJump').addEventListener('change', (event) => event.target.value && moveTo(event.target.value))
  return true
}
