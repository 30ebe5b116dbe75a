import { type Ref, watch } from 'vue'
import { asNewEntry, entryKnown } from '../api/entryKnown'
import type { Action } from './useAction'

/** Whoever has changed the words of an entry that had arrived after all is told so, and may send them as another one. */
export const renewEntry = (form: Ref<{ entryId: string }>, { refusal }: Pick<Action, 'refusal'>): void => {
  watch(refusal, (now) => {
    if (now?.code === entryKnown) form.value.entryId = asNewEntry(form.value).entryId
  })
}
