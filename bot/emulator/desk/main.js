import { byId, get, make } from './api.js'
import { refresh, showChat, startChat, toast } from './chat.js'
import { askFirst } from './confirm.js'
import { askDemo, startDemo } from './demo.js'
import { findByName, findPerson, firstFeatured, markChosen, setPeople, startPeople } from './people.js'
import { closePhone, openPath, openUrl, reloadPhone, setPhonePerson, startPhone } from './phone.js'
import { startStory } from './story.js'
import { showDay, startToday } from './today.js'

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

async function takeStep(step, { path, day }) {
  if (day) showDay(day)
  if (step.platform !== platform) await choosePlatform(step.platform)
  const person = findPerson(step.userId)
  if (!person) throw new Error('演示数据里没有这个人')
  showTab('phone')
  await choosePerson(person, path)
}

const QUESTION = {
  title: '恢复到刚装好的样子？',
  text: '演示单位、每个人的聊天和日期都回到最初，这期间办过的事全部清除，找不回来。',
  yes: '全部恢复',
}

/** A page that still holds it lets go when it is closed. */
const forgetKept = () =>
  new Promise((done) => {
    const going = indexedDB.deleteDatabase('lianxinqiao')
    going.onsuccess = done
    going.onerror = done
    going.onblocked = done
  })

/** Everything as on the first morning; what the pages keep in this browser (drafts) goes with it. */
async function startOver() {
  if (!(await askFirst(QUESTION))) return
  const note = byId('todayNote')
  note.textContent = '正在恢复…'
  // What is still open would write its drafts back.
  await closePhone()
  try {
    await askDemo('startOver', {}, '没有恢复成，请再试一次。')
  } catch (fault) {
    note.textContent = fault.message
    return
  }
  localStorage.clear()
  sessionStorage.clear()
  await forgetKept()
  location.reload()
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
  startDemo(setup)
  startStory(setup.story, takeStep)
  startToday(() => {
    refresh()
    if (chosenId) reloadPhone()
  })
  byId('startOver').addEventListener('click', startOver)
  if (setup.platforms.length === 0) return toast('error', '没有演示数据')
  return chooseFirst()
}

start().catch(() => toast('error', '演示台没有连上，请刷新页面'))
