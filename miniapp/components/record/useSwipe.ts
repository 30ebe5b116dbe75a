import { onBeforeUnmount, onMounted } from 'vue'

/** A finger that goes clearly sideways: at least this far, in px, and hardly up or down. */
const far = 90
const level = 40

/** What scrolls sideways by itself keeps its own gesture, and so does a field: there a finger marks words. */
const hasOwnGesture = (target: EventTarget | null): boolean => {
  let at = target instanceof HTMLElement ? target : null
  if (at?.closest('input, textarea, select, [contenteditable]')) return true
  while (at) {
    if (at.scrollWidth > at.clientWidth + 4 && getComputedStyle(at).overflowX !== 'visible') return true
    at = at.parentElement
  }
  return false
}

/** Goes to the record beside this one; there is always a link too. */
export const useSwipe = (deeds: { left: () => void; right: () => void }): void => {
  let from: { x: number; y: number } | null = null
  const begin = ({ touches, target }: TouchEvent): void => {
    const [touch] = touches
    from = touch && touches.length === 1 && !hasOwnGesture(target) ? { x: touch.clientX, y: touch.clientY } : null
  }
  const end = ({ changedTouches }: TouchEvent): void => {
    const [touch] = changedTouches
    if (!from || !touch || document.querySelector('dialog[open], .van-overlay')) return
    const [aside, down] = [touch.clientX - from.x, touch.clientY - from.y]
    from = null
    if (Math.abs(aside) < far || Math.abs(down) > level) return
    if (aside < 0) deeds.left()
    else deeds.right()
  }
  onMounted(() => {
    document.addEventListener('touchstart', begin, { passive: true })
    document.addEventListener('touchend', end, { passive: true })
  })
  onBeforeUnmount(() => {
    document.removeEventListener('touchstart', begin)
    document.removeEventListener('touchend', end)
  })
}
