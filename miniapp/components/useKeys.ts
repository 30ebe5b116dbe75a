import { onBeforeUnmount, onMounted } from 'vue'

/** Where letters are letters: a field, or a dialog that is open. */
const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable], dialog, [role=dialog]') !== null

/** What a key presses by itself when it has the focus. */
const isPressed = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, summary') !== null

/** Single keys of a PC, by what stands on them in capitals (J, /, ENTER, ESCAPE); none while somebody writes or holds another key down. */
export const useKeys = (deeds: Readonly<Record<string, () => void>>): void => {
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return
    if (document.querySelector('dialog[open], .van-popup:not([style*="display: none"])')) return
    const key = event.key.toUpperCase()
    if (key === 'ENTER' && isPressed(event.target)) return
    const deed = deeds[key]
    if (!deed) return
    event.preventDefault()
    deed()
  }
  onMounted(() => document.addEventListener('keydown', onKey))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKey))
}
