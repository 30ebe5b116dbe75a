// The one check of a filing: the page shows what it finds while somebody types, the server refuses with the same sentences.
// Apart from the form itself, because a filing that is only read needs none of it.
import { type CalendarDay, dayName, isCalendarDay } from '../calendar/calendarDay'
import { countCharacters, hasReadableCharacter } from '../wording/characters'
import { lostFault } from '../wording/lost'
import type { Field, FieldTable, FieldValue, FilingValues } from './fields'
import type { AnyForm } from './form'

/** What is wrong with one field, without a full stop. `missing` is no fault of a draft. */
export interface FieldIssue {
  field: string
  code: 'missing' | 'wrong'
  sentence: string
}

const verbOf: Record<Field['kind'], string> = {
  line: '填写',
  text: '填写',
  number: '填写',
  day: '选择',
  choice: '选择',
  picture: '上传',
  document: '上传',
}

const wordsFault = (label: string, limit: number, words: string): string | null => {
  const count = countCharacters(words)
  if (count > limit) return `${label}共${count}字，超出${count - limit}字（不超过${limit}字）`
  return lostFault(label, words) ?? (hasReadableCharacter(words) ? null : `${label}只有标点符号，请写出具体内容`)
}

/** What has happened and is put on record now did not happen before: a year typed wrong. */
const earliest = '2000-01-01'

const dayFault = (label: string, past: boolean, day: string, today: CalendarDay): string | null => {
  if (!isCalendarDay(day)) return `${label}不是有效日期`
  if (!past) return null
  if (day > today) return `${label}不能晚于今天`
  return day < earliest ? `${label}早于${dayName(earliest)}，请核对年份` : null
}

/** What is wrong with a value that is there; null for nothing. */
function faultOf(field: Field, value: FieldValue, today: CalendarDay): string | null {
  const { label } = field
  if (field.kind === 'line' || field.kind === 'text') return wordsFault(label, field.limit, String(value))
  if (field.kind === 'day') return dayFault(label, field.past ?? false, String(value), today)
  if (field.kind === 'number') {
    const { least, most } = field
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    return fits ? null : `${label}要填${least}到${most}的整数`
  }
  if (field.kind === 'choice') return Object.hasOwn(field.options, value) ? null : `请重新选择${label}`
  return null
}

const isEmpty = (value: FieldValue | undefined): value is undefined | '' =>
  value === undefined || (typeof value === 'string' && countCharacters(value) === 0)

/** Everything wrong with the fields, at most one sentence each, in their order. */
export const checkFields = (fields: FieldTable, values: FilingValues, today: CalendarDay): FieldIssue[] =>
  Object.entries(fields).flatMap(([name, field]): FieldIssue[] => {
    const value = values[name]
    if (isEmpty(value))
      return field.optional ? [] : [{ field: name, code: 'missing', sentence: `请${verbOf[field.kind]}${field.label}` }]
    const sentence = faultOf(field, value, today)
    return sentence === null ? [] : [{ field: name, code: 'wrong', sentence }]
  })

/** Everything that keeps it from being handed in. `draft`: only what keeps it from being stored. */
export function checkFiling(form: AnyForm, values: FilingValues, today: CalendarDay, draft: boolean): FieldIssue[] {
  const found = checkFields(form.fields, values, today)
  if (draft) return found.filter(({ code }) => code !== 'missing')
  const said = Object.entries(found.length ? {} : (form.check?.(values, today) ?? {}))
  return [
    ...found,
    ...said.flatMap(([field, sentence]) => (sentence ? [{ field, code: 'wrong' as const, sentence }] : [])),
  ]
}
