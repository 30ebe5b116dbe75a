import type { Output } from '../../../server/contract'
import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { checkFiling } from '../../../server/domain/forms/check'
import type { FieldTable, FilingValues } from '../../../server/domain/forms/fields'
import type { AnyForm } from '../../../server/domain/forms/form'
import type { FieldProblem } from '../../api/refused'

export type Filing = Output<'filing.read'>
export type ListedFiling = Output<'filing.ledger'>['filings'][number]

/** As it is typed: everything is text, '' where nothing is written. */
export type Typed = Record<string, string>

export const typedOf = (fields: FieldTable, values: FilingValues): Typed =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, String(values[name] ?? '')]))

/** What is sent. What is no number stays a text, and the check says so. */
export const valuesOf = (fields: FieldTable, typed: Typed): FilingValues =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, { kind }]) => {
      const words = (typed[name] ?? '').trim()
      if (words === '') return []
      return [[name, kind === 'number' && /^\d+$/.test(words) ? Number(words) : words]]
    }),
  )

/** By the server's own rule and in its words. */
export const problemsOf = (form: AnyForm, typed: Typed, today: string, draft: boolean): FieldProblem[] =>
  checkFiling(form, valuesOf(form.fields, typed), toCalendarDay(today), draft)
