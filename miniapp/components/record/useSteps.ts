import { computed, type Ref, ref } from 'vue'
import { type Send, useSend } from '../../composables/useSend'
import type { Button } from './chain'
import type { RecordModel } from './useRecord'

export interface Steps {
  sending: Send
  /** The step whose words are being asked for. */
  asking: Ref<Button | null>
  /** Whether its dialog is open. */
  open: Ref<boolean>
  /** Takes a step that needs no words, asks for them else and answers false. `comment`: what was written beside it. */
  press: (step: Button, comment?: string) => Promise<boolean>
  /** With the words; false when it was refused. */
  confirm: (words: string) => Promise<boolean>
  /** What the words of this step on this record are kept under. */
  draftOf: (event: string) => string
}

/** Steps that need nothing but words, taken from one place of the page. `asked`: its dialog is open at once. */
export const useSteps = <Value>(model: RecordModel<Value>, asked: Button | null = null): Steps => {
  const sending = useSend()
  const asking = ref<Button | null>(asked)
  const wants = ref(asked !== null)
  const open = computed({
    get: () => wants.value && asking.value !== null,
    set: (is: boolean) => {
      wants.value = is
    },
  })
  return {
    sending,
    asking,
    open,
    press: async (step, comment = '') => {
      sending.clear()
      if (!step.words) return model.take(sending, step, comment)
      asking.value = step
      wants.value = true
      return false
    },
    confirm: async (words) => {
      const taken = asking.value !== null && (await model.take(sending, asking.value, words))
      if (taken) wants.value = false
      return taken
    },
    draftOf: (event) => `step.${model.face.value?.workflow}.${model.face.value?.recordId}.${event}`,
  }
}
