import { byId } from './api.js'

let who
let setup
let current = ''

/** The product's own login route sends this person through the platform's authorize page. */
function loginUrl(path) {
  const login = `${setup.productUrl}/login/${who.platform}?${new URLSearchParams({ return: path })}`
  return `${setup.origin}/client/become?${new URLSearchParams({ platform: who.platform, user: who.id, return: login })}`
}

function show(url) {
  current = url
  const frame = byId('phoneFrame')
  byId('phoneHint').hidden = true
  frame.hidden = false
  frame.src = url
  byId('phoneOut').href = url
}

export function openPath(path) {
  if (who) show(loginUrl(path))
}

/** A link from a card: product pages open as the chosen person, anything else in a new window. */
export function openUrl(url) {
  const target = URL.canParse(url, location.href) ? new URL(url, location.href) : undefined
  if (!target) return
  if (target.origin !== new URL(setup.productUrl).origin) {
    window.open(target.href, '_blank', 'noopener')
    return
  }
  document.body.dataset.tab = 'phone'
  document.dispatchEvent(new Event('tabchange'))
  openPath(target.pathname + target.search + target.hash)
}

export function setPhonePerson(person) {
  who = person
  byId('phoneWho').textContent = `${person.name} 的手机页面`
}

export function reloadPhone() {
  if (current) show(current)
}

/** Leaves the page that is open; resolves when it is gone. */
export function closePhone() {
  const frame = byId('phoneFrame')
  current = ''
  return new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true })
    frame.src = 'about:blank'
  })
}

export function startPhone(given) {
  setup = given
  byId('phoneHome').addEventListener('click', () => openPath('/'))
  byId('phoneReload').addEventListener('click', reloadPhone)
  // The page asked the client to close its window: back to the chat.
  window.addEventListener('message', (event) => {
    if (event.source !== byId('phoneFrame').contentWindow || event.data?.emulator !== 'closeWindow') return
    document.body.dataset.tab = 'chat'
    document.dispatchEvent(new Event('tabchange'))
  })
}
