import { onBeforeUnmount, onMounted } from 'vue'

const fields = 'input, textarea, select, [contenteditable], dialog[open] *'
const pressed = 'a, button, summary, label'

/** Single keys of a page on a PC; none acts while a field has the focus or a dialog is open, and Enter only when no link has it. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector('dialog[open]'))
      return
    const target = event.target instanceof Element ? event.target : document.body
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (target.closest(fields) || (key === 'Enter' && target.closest(pressed))) return
    const act = keys[key]
    if (!act) return
    event.preventDefault()
    act()
  }
  onMounted(() => window.addEventListener('keydown', onKey))
  onBeforeUnmount(() => window.removeEventListener('keydown', onKey))
}
