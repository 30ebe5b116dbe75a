import { type Ref, ref } from 'vue'
import type { Action } from '../../composables/useAction'
import { personTexts } from './texts'

/** Fields that must not be empty: said under each after the first try, with what the server found wrong. */
export const useChecked = <Name extends string>(action: Action, fields: Readonly<Record<Name, Ref<string>>>) => {
  const tried = ref(false)
  const names = Object.keys(fields) as Name[]
  const isEmpty = (name: Name): boolean => fields[name].value.trim() === ''
  return {
    problemOf: (name: Name): string =>
      action.problemOf(name) || (tried.value && isEmpty(name) ? personTexts.missing : ''),
    complete: (): boolean => {
      tried.value = true
      return !names.some(isEmpty)
    },
  }
}
