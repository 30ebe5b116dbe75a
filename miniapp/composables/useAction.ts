import { type Ref, ref } from 'vue'
import { type FieldProblem, NotKept, Refused, Unreachable } from '../api/refused'

/** Why an action did not happen, as the page shows it. */
export interface Refusal {
  code: string
  sentence: string
  problems: FieldProblem[]
  requestId: string
}

export interface Action {
  busy: Ref<boolean>
  refusal: Ref<Refusal | null>
  /** Runs unless one is running already; false when it was refused or ignored. */
  run: (work: () => Promise<void>) => Promise<boolean>
  /** The sentence for one field, '' when it has none. Put it under the field. */
  problemOf: (field: string) => string
  /** Problems of fields that the page does not show itself. */
  problemsBeside: (fields: readonly string[]) => FieldProblem[]
  clear: () => void
}

/** Any fault as something to show; what is not a refusal of ours is a fault of the page and goes to the console. */
export const toRefusal = (fault: unknown): Refusal => {
  if (fault instanceof Refused) {
    const { code, sentence, problems, requestId } = fault
    return { code, sentence, problems, requestId }
  }
  if (fault instanceof Unreachable || fault instanceof NotKept)
    return { code: 'network', sentence: fault.sentence, problems: [], requestId: '' }
  console.error(fault)
  return { code: 'page.fault', sentence: '页面出了点问题，请刷新后再试。', problems: [], requestId: '' }
}

let begun = 0
let running = 0
/** The action that was begun last, while any is under way or has only just ended; 0 for none. */
export const actionUnderWay = (): number => (running > 0 ? begun : 0)

/** One action of a page: guards against double taps and turns a refusal into sentences at their fields. */
export const useAction = (): Action => {
  const busy = ref(false)
  const refusal = ref<Refusal | null>(null)
  return {
    busy,
    refusal,
    run: async (work) => {
      if (busy.value) return false
      busy.value = true
      begun += 1
      running += 1
      refusal.value = null
      try {
        await work()
        return true
      } catch (fault) {
        refusal.value = toRefusal(fault)
        return false
      } finally {
        busy.value = false
        // Whoever waits for the end of it, to clear a form, goes on before this.
        setTimeout(() => {
          running -= 1
        })
      }
    },
    problemOf: (field) => refusal.value?.problems.find((problem) => problem.field === field)?.sentence ?? '',
    problemsBeside: (fields) => (refusal.value?.problems ?? []).filter(({ field }) => !fields.includes(field)),
    clear: () => {
      refusal.value = null
    },
  }
}
