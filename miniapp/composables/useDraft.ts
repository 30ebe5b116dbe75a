import { getCurrentScope, onScopeDispose, type Ref, ref, type UnwrapRef, watch } from 'vue'
import type { Keeping } from '../keeping/keeping'
import { keptAtHand, keptLater } from '../keeping/later'
import { keptStore } from './keptStore'
import { actionUnderWay } from './useAction'

export interface Draft<Value> {
  value: Ref<UnwrapRef<Value>>
  /** Whether something was found from before. */
  restored: Ref<boolean>
  /** False when this phone keeps nothing: then the page should say so. */
  keeps: Ref<boolean>
  /** What the form says by itself has come later than the form: it stands under what was typed or kept. */
  fill: (fresh: Value) => void
  /** Forgets what was kept and starts anew from the given value, but for what was typed while it was being sent. */
  clear: (fresh: Value) => void
}

/** The name a form's draft is kept under: one per person, so two people on one tablet never see each other's words. */
export const draftName = (personId: string, form: string): string => `draft.${personId}.${form}`

/** Drafts are what JSON can say, and none shares a list with the form it was filled from. */
const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

/** The name of the field that holds the id of what the form will make: it goes along, so that pressed twice it is one. */
const idField = 'entryId'

/** The fields that say something else than the form says by itself; null for none. */
const changesOf = <Value extends object>(value: Value, from: Value): Partial<Value> | null => {
  const names = Object.keys(value) as (keyof Value)[]
  const changed = names.filter((name) => JSON.stringify(value[name]) !== JSON.stringify(from[name]))
  if (changed.length > 0 && idField in value) changed.push(idField as keyof Value)
  return changed.length > 0 ? (Object.fromEntries(changed.map((name) => [name, value[name]])) as Partial<Value>) : null
}

/**
 * What a person has typed, kept on the phone with every change and found again after a reload; a second window with the
 * same form follows. Only what differs from the empty form is kept, so that 今天 found the next morning is that morning.
 * On the first page of a visit what was kept comes a moment after the form; what has been typed by then is not overwritten.
 * Call `clear` only when the server has confirmed the submission, or when the queue has taken it over.
 */
export const useDraft = <Value extends object>(
  name: string,
  initial: Value,
  keeping: Keeping | null = keptAtHand()?.keeping ?? null,
): Draft<Value> => {
  const value = ref(copyOf(initial)) as Ref<UnwrapRef<Value>>
  const restored = ref(false)
  const keeps = ref(true)
  let fresh = initial
  // What the disk has not confirmed lies here, and what is typed before the keeping has come: a page that goes waits for
  // neither, and on a slow phone both take seconds. With nothing in it: the draft is thrown away.
  const early = `early.${name}`
  const before = keptStore.read<Partial<Value>>(early)
  let following = false
  let cleared = before !== null && Object.keys(before).length === 0
  /** While which action it was typed in last. */
  let typedDuring = 0
  let held: Keeping | null = null
  let stop = (): void => undefined
  const show = (next: Value): void => {
    following = true
    value.value = copyOf(next) as UnwrapRef<Value>
    following = false
  }
  const write = async (): Promise<void> => {
    const changes = changesOf(value.value as Value, fresh)
    if (!held) return void (changes ? keptStore.write(early, changes) : keptStore.remove(early))
    const mine = changes ?? {}
    keptStore.write(early, mine)
    keeps.value = await (changes ? held.put('draft', name, copyOf(changes)) : held.remove(name))
    // Where nothing can be kept it stays; what was typed meanwhile, in another window too, waits for its own turn.
    if (keeps.value && JSON.stringify(keptStore.read(early)) === JSON.stringify(mine)) keptStore.remove(early)
  }
  const follow = (): void => {
    const kept = held?.read<Partial<Value>>(name) ?? null
    const elsewhere = { ...fresh, ...kept }
    if (JSON.stringify(elsewhere) === JSON.stringify(value.value)) return
    show(elsewhere)
    restored.value = kept !== null
  }
  const attach = (to: Keeping): void => {
    const typed = changesOf(value.value as Value, fresh)
    const kept = cleared ? null : to.read<Partial<Value>>(name)
    held = to
    if (kept) show({ ...fresh, ...kept, ...typed })
    restored.value ||= kept !== null
    keptStore.remove(early)
    if (typed || cleared) void write()
    stop = to.whenChangedElsewhere(follow)
  }
  const typed = (): void => {
    if (following) return
    typedDuring = actionUnderWay()
    void write()
  }
  watch(value, typed, { deep: true, flush: 'sync' })
  if (before) show({ ...fresh, ...before })
  restored.value = before !== null && !cleared
  let gone = false
  if (keeping) attach(keeping)
  else void keptLater().then(({ keeping: come }) => gone || attach(come))
  if (getCurrentScope())
    onScopeDispose(() => {
      gone = true
      stop()
    })
  const fill = (from: Value): void => {
    const typed = changesOf(value.value as Value, fresh)
    fresh = from
    show({ ...from, ...typed })
  }
  const clear = (from: Value): void => {
    fresh = from
    // Words of the next one, or of a mistake that was seen too late: they were not sent.
    const more = typedDuring !== 0 && typedDuring === actionUnderWay()
    if (more) {
      show({ ...(value.value as Value), ...(idField in from && { [idField]: from[idField] }) })
      restored.value = true
      return void write()
    }
    show(from)
    restored.value = false
    cleared = true
    void write()
  }
  return { value, restored, keeps, fill, clear }
}
