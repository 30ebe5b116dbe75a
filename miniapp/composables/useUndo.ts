import { type Ref, ref } from 'vue'

/** The pages offer an undo for six seconds instead of "are you sure". */
export const undoSeconds = 6

export interface Undo {
  /** What has just been done; '' when there is nothing to undo. */
  offer: Ref<string>
  /** `undo` answers false where it was not done: something else was under way, no network. It is offered again then. */
  show: (text: string, undo: () => Promise<boolean>) => void
  press: () => Promise<void>
  /** While a finger or the focus is on the bar it does not go away. */
  hold: () => void
  release: () => void
}

export const useUndo = (): Undo => {
  const offer = ref('')
  let undo: (() => Promise<boolean>) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const hide = (): void => {
    clearTimeout(timer)
    offer.value = ''
    undo = undefined
  }
  const release = (): void => {
    clearTimeout(timer)
    timer = setTimeout(hide, undoSeconds * 1000)
  }
  const show: Undo['show'] = (text, work) => {
    offer.value = text
    undo = work
    release()
  }
  return {
    offer,
    show,
    press: async () => {
      const work = undo
      const text = offer.value
      hide()
      const left = work && !(await work())
      // Unless something newer is offered by now.
      if (left && offer.value === '') show(text, work)
    },
    hold: () => clearTimeout(timer),
    release: () => offer.value !== '' && release(),
  }
}
