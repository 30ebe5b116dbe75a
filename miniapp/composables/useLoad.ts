import { type Ref, ref, shallowRef } from 'vue'
import { loadBegins } from './afterPaint'
import { type Refusal, toRefusal } from './useAction'

export interface Load<Value> {
  value: Ref<Value | null>
  loading: Ref<boolean>
  refusal: Ref<Refusal | null>
  /** Loads again; what is shown stays until the answer is there. The answer of an older question is dropped. */
  reload: () => Promise<void>
}

/** What a page shows, from the first skeleton to a refusal. Begins at once. */
export const useLoad = <Value>(ask: () => Promise<Value>): Load<Value> => {
  const value = shallowRef<Value | null>(null)
  const loading = ref(false)
  const refusal = ref<Refusal | null>(null)
  let latest = 0
  const reload = async (): Promise<void> => {
    const mine = ++latest
    loading.value = true
    const ended = loadBegins()
    try {
      const answer = await ask()
      if (mine !== latest) return
      value.value = answer
      refusal.value = null
    } catch (fault) {
      if (mine === latest) refusal.value = toRefusal(fault)
    } finally {
      if (mine === latest) loading.value = false
      ended()
    }
  }
  void reload()
  return { value: value as Ref<Value | null>, loading, refusal, reload }
}
