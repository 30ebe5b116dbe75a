import { computed, nextTick, ref } from 'vue'
import type { FieldProblem } from '../api/refused'
import type { Send } from './useSend'

/** The button stands at the foot of the screen; the first field to mend may lie far above it. */
const showFirst = async (): Promise<void> => {
  await nextTick()
  document.querySelector('.field .problem')?.closest('.field')?.scrollIntoView({ block: 'center' })
}

/** Problems show after the first try, then follow every change; what only the server knows stands until the next try. */
export const useChecked = (sending: Send, find: () => FieldProblem[]) => {
  const tried = ref(false)
  const found = computed(find)
  return {
    found,
    problemOf: (field: string): string => {
      const here = tried.value ? found.value.find((problem) => problem.field === field)?.sentence : undefined
      return here ?? sending.problemOf(field)
    },
    /** True when it can be sent; from now on the problems show, the first of them brought into view. */
    complete: (): boolean => {
      tried.value = true
      if (found.value.length > 0) void showFirst()
      return found.value.length === 0
    },
    /** For the line above the button: how many are left, 0 before the first try. */
    left: computed(() => (tried.value ? found.value.length : 0)),
  }
}
