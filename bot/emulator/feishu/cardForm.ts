import type { FieldValue, FormValues } from '../display'
import { INTERACTIVE_TAGS } from './cardSchema'
import { type Placed, placedComponents } from './cardWalk'
import { asText, isObject, type Json } from './gateway'
import type { FeishuSettings } from './settings'

const ZONE = '+0800'
export const TIMEZONE = 'Asia/Shanghai'
const DATE_TAGS: Record<string, { initial: string; pattern: RegExp }> = {
  date_picker: { initial: 'initial_date', pattern: /^\d{4}-\d{2}-\d{2}$/ },
  picker_time: { initial: 'initial_time', pattern: /^\d{2}:\d{2}$/ },
  picker_datetime: { initial: 'initial_datetime', pattern: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/ },
}

export const isDateTag = (tag: string) => tag in DATE_TAGS

export const fieldsOfForm = (form: Placed, card: Json): Placed[] =>
  placedComponents(card).filter(
    (one) =>
      one.parents.some((parent) => parent.id === form.id) && INTERACTIVE_TAGS.includes(one.tag) && one.tag !== 'button',
  )

/** What the field holds before the person touches it. */
export function initialValue({ tag, component }: Placed): FieldValue | undefined {
  const date = DATE_TAGS[tag]
  if (date) return asText(component[date.initial]) || undefined
  if (tag === 'input') return asText(component.default_value) || undefined
  if (tag === 'checker') return component.checked === true
  if (tag.startsWith('multi_')) {
    const chosen = component.selected_values ?? component.initial_options
    return Array.isArray(chosen) ? chosen.map(asText) : undefined
  }
  const index = typeof component.initial_index === 'number' ? component.initial_index : 0
  return asText(component.initial_option) || optionValues(component)[index - 1]
}

export function optionValues(component: Json): string[] {
  return Array.isArray(component.options)
    ? component.options.filter(isObject).map((option) => asText(option.value))
    : []
}

/** Dates carry their zone: "2026-04-01 +0800" (feishu §4.5). */
function onTheWire(tag: string, value: FieldValue): FieldValue {
  return isDateTag(tag) && typeof value === 'string' ? `${value} ${ZONE}` : value
}

const isEmpty = (value: FieldValue | undefined) =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

function problemOf({ tag, component }: Placed, value: FieldValue | undefined): string | undefined {
  if (isEmpty(value)) return component.required === true ? '此项必填' : undefined
  const limit = typeof component.max_length === 'number' ? component.max_length : 1000
  if (tag === 'input' && typeof value === 'string' && [...value].length > limit) return `最多 ${limit} 个字`
  const date = DATE_TAGS[tag]
  if (date && !date.pattern.test(String(value))) return '日期或时间的写法不对'
  const chosen = tag.includes('select_static') ? [value].flat() : []
  if (chosen.some((one) => !optionValues(component).includes(String(one)))) return '请从选项里选'
  return undefined
}

/** The checks of the real client: required, length, choice. Field name → what is wrong. */
export function clientChecks(fields: Placed[], values: FormValues): Record<string, string> {
  const problems = fields.map((field) => {
    const name = asText(field.component.name)
    return [name, problemOf(field, values[name] ?? initialValue(field))] as const
  })
  return Object.fromEntries(problems.filter((one): one is [string, string] => one[1] !== undefined))
}

/** `form_value` of the callback. */
export function formValue(fields: Placed[], values: FormValues, empty: FeishuSettings['emptyOptional']): Json {
  const result: Json = {}
  for (const field of fields) {
    const name = asText(field.component.name)
    const value = values[name] ?? initialValue(field)
    if (!isEmpty(value) && value !== undefined) result[name] = onTheWire(field.tag, value)
    else if (field.tag === 'input' || empty === 'blank') result[name] = ''
  }
  return result
}

/** What a lone component (outside a form) reports about itself. */
export function loneValue({ tag }: Placed, value: FieldValue | undefined): Json {
  if (tag === 'button' || value === undefined) return {}
  if (tag === 'input') return { input_value: value }
  if (tag === 'checker') return { checked: value === true }
  if (Array.isArray(value)) return { options: value }
  return { option: onTheWire(tag, value) }
}
