import {
  getCurrentInstance,
  type InjectionKey,
  inject,
  onBeforeUnmount,
  provide,
  type Ref,
  ref,
  shallowReactive,
  useId,
} from 'vue'
import { countCharacters } from '../../../server/domain/wording/characters'
import { withoutUnseen } from '../../../server/domain/wording/unseen'
import { formTexts } from './texts'

/** The fields of one form that may be too long: each says what is wrong with it that the form does not say itself, or ''. */
export interface LimitedFields {
  /** Somebody has tried to send: from now on the sentences show. */
  tried: Ref<boolean>
  sentences: Map<string, () => string>
}

const key: InjectionKey<LimitedFields> = Symbol('limited fields')
const known = new WeakMap<object, LimitedFields>()

/** Of the form around the fields below this component; two ways of sending one form share them. */
export const limitedFields = (): LimitedFields => {
  const instance = getCurrentInstance()
  const before = instance && known.get(instance)
  if (before) return before
  const fields = { tried: ref(false), sentences: shallowReactive(new Map<string, () => string>()) }
  if (instance) {
    known.set(instance, fields)
    provide(key, fields)
  }
  return fields
}

export interface Limited {
  problem?: string | undefined
  /** The most characters; nothing is cut, more are refused on sending. */
  limit?: number | undefined
  /** Counted as the rules count 字 (countCharacters), where the form's own check says what is too long. */
  words?: boolean | undefined
}

/** As the server counts it (contract/common.ts): code points, without what is taken out and the blanks around it. */
const lengthOf = (typed: string): number => [...withoutUnseen(typed).trim()].length

/** How full a field is, from 80 % of its limit on, and the sentence under it. `value` is what is typed. */
export const useLimit = (props: Limited, value: Ref<string>) => {
  const form = inject(key, null)
  const id = useId()
  const count = (): number => (props.words ? countCharacters(value.value) : lengthOf(value.value))
  const isOver = (): boolean => props.limit !== undefined && count() > props.limit
  const ofLimit = (): string => {
    if (!isOver() || props.words || props.problem) return ''
    return formTexts.tooLong(props.limit ?? 0, count() - (props.limit ?? 0))
  }
  form?.sentences.set(id, ofLimit)
  onBeforeUnmount(() => form?.sentences.delete(id))
  return {
    count,
    isOver,
    isNear: (): boolean => props.limit !== undefined && count() >= props.limit * 0.8,
    problem: (): string => props.problem || (form?.tried.value ? ofLimit() : ''),
  }
}
