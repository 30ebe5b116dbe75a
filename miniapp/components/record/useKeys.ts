import { onBeforeUnmount, onMounted } from 'vue'

/** Where letters are letters: a field, or a dialog that is open. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog]') !== null

/** Single keys of a PC, by the capital letter that stands on them; none while somebody writes or holds another key down. */
export const useKeys = (deeds: Readonly<Record<string, () => void>>): void => {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return
    if (document.querySelector('dialog[open], .van-popup:not([style*="display: none"])')) return
    const deed = deeds[event.key.toUpperCase()]
    if (!deed) return
    event.preventDefault()
    deed()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
