import { type Ref, ref, type UnwrapRef, watch } from 'vue'
import { type KeptStore, keptStore } from './keptStore'

export interface Draft<Value> {
  value: Ref<UnwrapRef<Value>>
  /** Whether something was found from before. */
  restored: Ref<boolean>
  /** False when this phone keeps nothing: then the page should say so. */
  keeps: Ref<boolean>
  /** Forgets what was kept and starts anew from the given value. */
  clear: (fresh: Value) => void
}

/** The name a form's draft is kept under: one per person, so two people on one tablet never see each other's words. */
export const draftName = (personId: string, form: string): string => `draft.${personId}.${form}`

/**
 * What a person has typed, kept on the phone with every change and found again after a reload. Call `clear` only when
 * the server has confirmed the submission, or when the queue has taken it over.
 */
export const useDraft = <Value extends object>(
  name: string,
  initial: Value,
  store: KeptStore = keptStore,
): Draft<Value> => {
  const kept = store.read<Partial<Value>>(name)
  const value = ref({ ...initial, ...kept })
  const restored = ref(kept !== null)
  const keeps = ref(true)
  let clearing = false
  watch(
    value,
    (now) => {
      if (clearing) clearing = false
      else keeps.value = store.write(name, now)
    },
    { deep: true, flush: 'sync' },
  )
  const clear = (fresh: Value): void => {
    clearing = true
    value.value = { ...fresh } as UnwrapRef<Value>
    clearing = false
    restored.value = false
    store.remove(name)
  }
  return { value: value as Ref<UnwrapRef<Value>>, restored, keeps, clear }
}
