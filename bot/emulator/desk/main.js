import { byId, get, make } from './api.js'
import { refresh, showChat, startChat, toast } from './chat.js'
import { findByName, findPerson, firstFeatured, markChosen, setPeople, startPeople } from './people.js'
import { openPath, openUrl, reloadPhone, setPhonePerson, startPhone } from './phone.js'
import { startToday } from './today.js'

let setup
let platform
let chosenId

function showTab(tab) {
  document.body.dataset.tab = tab
  for (const button of document.querySelectorAll('.tabs button')) {
    button.setAttribute('aria-selected', String(button.dataset.tab === tab))
  }
}

async function choosePerson(person, path = '/') {
  chosenId = person.id
  sessionStorage.setItem('person', JSON.stringify({ platform, id: person.id }))
  markChosen(person.id)
  const whole = { ...person, platform }
  setPhonePerson(whole)
  openPath(path)
  if (document.body.dataset.tab === 'people') showTab('chat')
  await showChat(
    whole,
    setup.platforms.find((one) => one.id === platform),
  )
}

async function choosePlatform(id) {
  platform = id
  for (const button of byId('platforms').children) button.setAttribute('aria-checked', String(button.dataset.id === id))
  setPeople((await get('people', { platform: id })).people)
}

/** The same person on the other platform, or the first one there. */
async function switchPlatform(id) {
  const name = findPerson(chosenId)?.name
  await choosePlatform(id)
  const person = findByName(name) ?? firstFeatured()
  if (person) await choosePerson(person)
}

function drawPlatforms() {
  byId('platforms').replaceChildren(
    ...setup.platforms.map((one) => {
      const attributes = { role: 'radio', 'aria-checked': 'false' }
      const button = make('button', { type: 'button', textContent: one.label, dataset: { id: one.id }, attributes })
      button.addEventListener('click', async () => {
        if (one.id === platform) return
        await switchPlatform(one.id)
      })
      return button
    }),
  )
  byId('platforms').hidden = setup.platforms.length < 2
}

async function tell(step, button) {
  for (const other of byId('storySteps').querySelectorAll('button')) other.removeAttribute('aria-current')
  button.setAttribute('aria-current', 'step')
  button.classList.add('seen')
  if (step.platform !== platform) await choosePlatform(step.platform)
  const person = findPerson(step.userId)
  if (!person) return toast('error', '演示数据里没有这个人')
  showTab('phone')
  return choosePerson(person, step.path)
}

function drawStory() {
  byId('story').hidden = setup.story.length === 0
  byId('storySteps').replaceChildren(
    ...setup.story.map((step, index) => {
      const button = make('button', { type: 'button', textContent: step.label, dataset: { number: index + 1 } })
      button.addEventListener('click', () => tell(step, button))
      return make('li', {}, button)
    }),
  )
}

/** After a reload the same person stays chosen; a newcomer starts with the first featured one. */
async function chooseFirst() {
  const saved = JSON.parse(sessionStorage.getItem('person') ?? '{}')
  const known = setup.platforms.some((one) => one.id === saved.platform)
  await choosePlatform(known ? saved.platform : setup.platforms[0].id)
  const person = findPerson(saved.id)
  if (person) return choosePerson(person)
  if (matchMedia('(max-width: 900px)').matches) return showTab('people')
  const first = firstFeatured()
  return first ? choosePerson(first) : undefined
}

async function start() {
  setup = await get('setup')
  // The login cookie belongs to the configured address; another name of the same machine would lose it.
  if (new URL(setup.origin).origin !== location.origin) return location.replace(`${setup.origin}/`)
  startPhone(setup)
  startPeople((person) => choosePerson(person))
  startChat({ open: openUrl, onPeople: setPeople })
  for (const button of document.querySelectorAll('.tabs button'))
    button.addEventListener('click', () => showTab(button.dataset.tab))
  document.addEventListener('tabchange', () => showTab(document.body.dataset.tab))
  showTab('chat')
  drawPlatforms()
  drawStory()
  startToday(setup, () => {
    refresh()
    if (chosenId) reloadPhone()
  })
  if (setup.platforms.length === 0) return toast('error', '没有演示数据')
  return chooseFirst()
}

start().catch(() => toast('error', '演示台没有连上，请刷新页面'))
