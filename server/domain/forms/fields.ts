// What a filing asks for; the check of it stands in check.ts.
import { dayName } from '../calendar/calendarDay'

interface Asked {
  /** As it stands over the field, in a card (then at most 5 characters) and over the column. */
  label: string
  help?: string
  optional?: true
}

export type Field = Asked &
  (
    | { kind: 'line' | 'text'; limit: number }
    /** `past`: something that has happened, so not after today. */
    | { kind: 'day'; past?: true }
    /** A whole number, both ends included. */
    | { kind: 'number'; least: number; most: number }
    /** Value and label of each; at most 10. */
    | { kind: 'choice'; options: Readonly<Record<string, string>> }
    /** The id of a file sent before. */
    | { kind: 'picture' | 'document' }
  )

export type FieldTable = Readonly<Record<string, Field>>
export type FieldValue = string | number

/** What was written, by field; a field left empty is not there. */
export type ValuesOf<Fields extends FieldTable> = {
  readonly [Name in keyof Fields]?: Fields[Name] extends { kind: 'number' } ? number : string
}
export type FilingValues = Readonly<Record<string, FieldValue>>

/** A value as people read it, in lists and cards; the id of a file says nothing to anybody. */
export function valueText(field: Field, value: FieldValue | undefined): string {
  if (value === undefined) return ''
  if (field.kind === 'choice') return field.options[value] ?? ''
  if (field.kind === 'day') return dayName(String(value))
  return field.kind === 'picture' || field.kind === 'document' ? '已上传' : String(value)
}

/** Fields whose value is the id of a file. */
export const fileFields = (fields: FieldTable): string[] =>
  Object.keys(fields).filter((name) => ['picture', 'document'].includes(fields[name]?.kind ?? ''))
