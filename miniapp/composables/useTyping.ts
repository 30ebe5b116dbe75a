import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && /^(?:text|search|number|tel)$/.test(target.type))

/** A keyboard takes a third of the screen or more; the address bar that comes and goes takes far less. */
export const keyboardIsOpen = (visibleHeight: number, tallestHeight: number): boolean =>
  visibleHeight < tallestHeight * 0.8

/**
 * True while the keyboard on the screen is open: the bar at the bottom would cover what is being typed. The focus alone
 * does not tell, because Android's back key closes the keyboard and leaves the focus where it was.
 */
export const useTyping = (): Ref<boolean> => {
  const typing = ref(false)
  const view = window.visualViewport
  const height = (): number => view?.height ?? window.innerHeight
  let tallest = height()
  let width = window.innerWidth
  const look = (): void => {
    // Turning the phone begins a new measure.
    if (window.innerWidth !== width) tallest = 0
    width = window.innerWidth
    tallest = Math.max(tallest, height())
    typing.value = isTextField(document.activeElement) && keyboardIsOpen(height(), tallest)
  }
  onMounted(() => {
    ;(view ?? window).addEventListener('resize', look)
    document.addEventListener('focusin', look)
  })
  onBeforeUnmount(() => {
    ;(view ?? window).removeEventListener('resize', look)
    document.removeEventListener('focusin', look)
  })
  return typing
}
