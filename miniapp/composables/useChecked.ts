import { computed, type Ref, shallowRef, watch } from 'vue'
import type { FieldProblem } from '../api/refused'
import { limitedFields } from '../components/form/limits'
import { showFirstWrong, type WrongField, wrongFields } from '../components/form/wrongFields'
import type { Action } from './useAction'

export interface Checked {
  found: Ref<FieldProblem[]>
  problemOf: (field: string) => string
  /** True when it can be sent; from now on the problems show, the first of them in view and with the focus. */
  complete: () => boolean
  /** After it has been sent: the next one begins without problems. */
  restart: () => void
  /** How many places are to be mended, 0 before the first try. */
  left: Ref<number>
  /** Those of them that the page shows, in its order. */
  wrong: Ref<WrongField[]>
}

/**
 * Problems show after the first try, then follow every change; what only the server knows stands until the next try. A
 * field with a `limit` that holds more is found by itself.
 */
export const useChecked = (sending: Pick<Action, 'problemOf' | 'refusal'>, find: () => FieldProblem[]): Checked => {
  const { tried, sentences } = limitedFields()
  const begun = shallowRef(false)
  const found = computed(find)
  const tooLong = computed(() => [...sentences.values()].filter((sentence) => sentence() !== '').length)
  const count = computed(() => found.value.length + tooLong.value)
  const left = computed(() => (begun.value ? count.value : 0))
  const wrong = shallowRef<WrongField[]>([])
  const look = (): void => {
    wrong.value = left.value > 0 ? wrongFields() : []
  }
  watch([left, found], look, { flush: 'post' })
  return {
    found,
    problemOf: (field) => {
      const here = begun.value ? found.value.find((problem) => problem.field === field)?.sentence : undefined
      return here ?? sending.problemOf(field)
    },
    complete: () => {
      begun.value = true
      tried.value = true
      if (count.value > 0) void showFirstWrong()
      return count.value === 0
    },
    restart: () => {
      begun.value = false
      tried.value = false
    },
    left,
    wrong,
  }
}
