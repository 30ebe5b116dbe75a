import { byId, make } from './api.js'

const COLORS = ['#3f6fb5', '#2f8f6b', '#a8622b', '#8454a8', '#3c8a99', '#a84a62', '#6a7a35']
const SHOWN_OTHERS = 30

let people = []
let chosen
let choose = () => undefined

const colorOf = (id) => COLORS[[...id].reduce((sum, char) => sum + char.codePointAt(0), 0) % COLORS.length]

function drawPerson(person) {
  const face = make('span', {
    className: 'face',
    textContent: [...person.name].at(-1) ?? '',
    attributes: { 'aria-hidden': 'true' },
  })
  face.style.background = colorOf(person.id)
  const unread = person.id === chosen ? 0 : person.unread
  const badge =
    unread > 0 ? make('span', { className: 'badge', textContent: unread, title: `${unread} 条新消息` }) : make('span')
  const role = person.persona ?? person.department ?? ''
  const button = make(
    'button',
    { type: 'button' },
    face,
    make('b', { textContent: person.name }),
    badge,
    make('small', { textContent: role }),
  )
  if (person.id === chosen) button.setAttribute('aria-current', 'true')
  button.addEventListener('click', () => choose(person))
  return make('li', {}, button)
}

const group = (text) => make('li', { className: 'group', textContent: text })

function draw() {
  const wanted = byId('peopleSearch').value.trim()
  const fits = (person) => [person.name, person.department, person.persona].some((text) => text?.includes(wanted))
  const featured = people.filter((person) => person.featured && fits(person))
  const others = people.filter((person) => !person.featured && fits(person))
  const current = others.find((person) => person.id === chosen)
  const shown = wanted || featured.length === 0 ? others.slice(0, SHOWN_OTHERS) : current ? [current] : []
  const hidden = others.length - shown.length
  const rows = [...featured.map(drawPerson)]
  if (shown.length > 0 && featured.length > 0) rows.push(group('其他人员'))
  rows.push(...shown.map(drawPerson))
  if (rows.length === 0) rows.push(group('没有找到。试试只输入姓氏，或部门名称。'))
  else if (hidden > 0) rows.push(group(`还有 ${hidden} 人，可用上面的搜索找到。`))
  byId('peopleList').replaceChildren(...rows)
  const unread = people
    .filter((person) => person.featured && person.id !== chosen)
    .reduce((sum, person) => sum + person.unread, 0)
  byId('tabUnread').hidden = unread === 0
  byId('tabUnread').textContent = unread
}

export function setPeople(list) {
  people = list
  draw()
}

export function markChosen(id) {
  chosen = id
  draw()
  byId('peopleList').querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
}

export const firstFeatured = () => people.find((person) => person.featured)
export const findByName = (name) => people.find((person) => person.name === name)
export const findPerson = (id) => people.find((person) => person.id === id)

export function startPeople(onChoose) {
  choose = onChoose
  byId('peopleSearch').addEventListener('input', draw)
}
