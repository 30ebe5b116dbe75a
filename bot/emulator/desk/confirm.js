import { byId } from './api.js'

/** Asks before something that cannot be taken back; true when the person goes on. `yes`: what the button of it says. */
export function askFirst({ title, text, yes = '确定' }) {
  byId('confirmTitle').textContent = title || '请确认'
  byId('confirmText').textContent = text
  byId('confirmYes').textContent = yes
  const dialog = byId('confirm')
  dialog.returnValue = 'no'
  dialog.showModal()
  return new Promise((resolve) =>
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true }),
  )
}
