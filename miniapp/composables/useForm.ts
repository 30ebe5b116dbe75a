import type { Ref, UnwrapRef } from 'vue'
import type { FieldProblem } from '../api/refused'
import { mySession } from '../client/session'
import { type Checked, useChecked } from './useChecked'
import { type Draft, draftName, useDraft } from './useDraft'
import { type Send, useSend } from './useSend'

export interface FormPlan<Value extends object> {
  /** What its draft is kept under, one per thing written about. */
  name: string
  /** As it stands before anybody has typed. */
  fresh: () => Value
  /** What is wrong with it here already. */
  find: (value: UnwrapRef<Value>) => FieldProblem[]
  /** Where a page has several forms for one action; an own one when not said. */
  sending?: Send
}

/** What the frame around its fields shows (components/form/FormFrame.vue). */
export interface FormHead {
  draft: Pick<Draft<object>, 'restored' | 'keeps'>
  sending: Send
  checked: Checked
  /** What was typed is thrown away. */
  discard: () => void
}

export interface Form<Value extends object> extends FormHead {
  draft: Draft<Value>
  form: Ref<UnwrapRef<Value>>
  problemOf: (field: string) => string
  complete: () => boolean
  /** After the house has taken it: the draft goes, the next one begins without problems. */
  sent: () => void
}

/** A form of more than one line: what is typed is kept over back, reload and a killed page, checked, and sent. */
export const useForm = <Value extends object>({
  name,
  fresh,
  find,
  sending = useSend(),
}: FormPlan<Value>): Form<Value> => {
  const draft = useDraft(draftName(mySession().personId, name), fresh())
  const form = draft.value
  const checked = useChecked(sending, () => find(form.value))
  const discard = (): void => draft.clear(fresh())
  return {
    draft,
    form,
    sending,
    checked,
    problemOf: checked.problemOf,
    complete: checked.complete,
    discard,
    sent: () => {
      discard()
      checked.restart()
    },
  }
}

/** Those of these fields in which nothing stands. */
export const missingIn = <Field extends string>(
  value: Readonly<Record<Field, string>>,
  fields: readonly Field[],
  sentence: string,
): FieldProblem[] =>
  fields.filter((field) => value[field].trim() === '').map((field) => ({ field, code: 'page.missing', sentence }))
