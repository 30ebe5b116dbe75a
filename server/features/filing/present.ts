import { type FindOptionsWhere, In, type SelectQueryBuilder } from 'typeorm'
import type { Filing } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant, toCalendarDay } from '../../domain/calendar/calendarDay'
import { valueText } from '../../domain/forms/fields'
import type { AnyForm } from '../../domain/forms/form'
import { notStarted, statesOf } from '../../domain/workflows/steps'
import { filingsIn, type KnownFiling, type Scope } from './records'

export type ListedFiling = Output<'filing.ledger'>['filings'][number]
type Counts = Output<'filing.ledger'>['counts']

export const listed = (form: AnyForm, { record, branchName }: KnownFiling): ListedFiling => ({
  filingId: record.id,
  branchName,
  subject: record.subject,
  version: record.version,
  number: record.number,
  state: record.state,
  stateName: form.way.states[record.state] ?? record.state,
  dueDay: record.dueDay === null ? null : toCalendarDay(record.dueDay),
  filedDay: record.filedAt === null ? null : dayOfInstant(Number(record.filedAt)),
  late: record.late,
  shown: form.shown.map((name) => {
    const field = form.fields[name]
    return field ? valueText(field, record.content[name]) : ''
  }),
})

/** What is owed and not begun, which stands in no table. */
export const notBegun = (work: Work, form: AnyForm, scope: Scope): Promise<Filing[]> =>
  form.owed ? filingsIn(work, [form], scope, [notStarted]) : Promise.resolve([])

export const standing = (form: AnyForm, scope: Scope, state?: string): FindOptionsWhere<Filing> => ({
  form: form.name,
  ...(scope && { branchId: In([...scope]) }),
  ...(state === undefined ? {} : { state }),
})

/** The numbers in the order of the form's table; states without any left out. */
const named = (form: AnyForm, counted: ReadonlyMap<string, number>): Counts =>
  statesOf(form.way.steps).flatMap((state) => {
    const count = counted.get(state) ?? 0
    return count ? [{ state, name: form.way.states[state] ?? state, count }] : []
  })

/** How many of these are in each state. */
export async function countStates(rows: SelectQueryBuilder<Filing>, form: AnyForm, begun: number): Promise<Counts> {
  const found = await rows
    .orderBy()
    .select('filing.state', 'state')
    .addSelect('count(*)', 'count')
    .groupBy('filing.state')
    .getRawMany<{ state: string; count: number | string }>()
  return named(
    form,
    new Map([[notStarted as string, begun], ...found.map((row) => [row.state, Number(row.count)] as const)]),
  )
}

/** The same of rows that are known already. */
export function countHeld(rows: readonly { state: string }[], form: AnyForm, begun: number): Counts {
  const counted = new Map([[notStarted as string, begun]])
  for (const { state } of rows) counted.set(state, (counted.get(state) ?? 0) + 1)
  return named(form, counted)
}
