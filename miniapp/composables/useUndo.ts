import { type Ref, ref } from 'vue'

/** The pages offer an undo for six seconds instead of "are you sure". */
export const undoSeconds = 6

export interface Undo {
  /** What has just been done; '' when there is nothing to undo. */
  offer: Ref<string>
  show: (text: string, undo: () => Promise<void>) => void
  press: () => Promise<void>
  /** While a finger or the focus is on the bar it does not go away. */
  hold: () => void
  release: () => void
}

export const useUndo = (): Undo => {
  const offer = ref('')
  let undo: (() => Promise<void>) | undefined
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
  return {
    offer,
    show: (text, work) => {
      offer.value = text
      undo = work
      release()
    },
    press: async () => {
      const work = undo
      hide()
      await work?.()
    },
    hold: () => clearTimeout(timer),
    release: () => offer.value !== '' && release(),
  }
}
