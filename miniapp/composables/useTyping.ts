import { onBeforeUnmount, onMounted, type Ref, ref } from 'vue'

const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && /^(?:text|search|number|tel|date)$/.test(target.type))

/** True while the phone's keyboard is likely open: the bar at the bottom would cover what is being typed. */
export const useTyping = (): Ref<boolean> => {
  const typing = ref(false)
  const look = (): void => {
    const hasKeyboardOnScreen = window.matchMedia('(pointer: coarse)').matches
    typing.value = hasKeyboardOnScreen && isTextField(document.activeElement)
  }
  // focusout comes before the next field has the focus; the wait keeps the bar from flashing between two fields.
  const lookSoon = (): void => void setTimeout(look, 120)
  onMounted(() => {
    document.addEventListener('focusin', look)
    document.addEventListener('focusout', lookSoon)
  })
  onBeforeUnmount(() => {
    document.removeEventListener('focusin', look)
    document.removeEventListener('focusout', lookSoon)
  })
  return typing
}
