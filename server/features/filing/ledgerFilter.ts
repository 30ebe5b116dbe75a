import type { SelectQueryBuilder } from 'typeorm'
import { Filing, PartyOrganisation } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { instantOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { valueText } from '../../domain/forms/fields'
import type { AnyForm } from '../../domain/forms/form'
import { holding } from '../../domain/wording/foldText'
import { notStarted } from '../../domain/workflows/steps'
import { notBegun, standing } from './present'
import type { Scope } from './records'
import { type KnownFiling, withBranches } from './records'

/** What the page and the sheet leave out: both ask the same. */
export type LedgerFilter = Omit<Checked<'filing.export'>, 'form'>

const narrowed = (scope: Scope, branchId: string | undefined): Scope => {
  if (branchId === undefined) return scope
  return scope === null || scope.includes(branchId) ? [branchId] : []
}

/**
 * What stands and passes, the newest first; words are heldRows' matter. Its year is that of the day it was handed in, else
 * of the day it is due.
 */
export function standingRows(
  work: Work,
  form: AnyForm,
  scope: Scope,
  { state, branchId, year }: LedgerFilter,
): SelectQueryBuilder<Filing> {
  const query = work.manager
    .createQueryBuilder(Filing, 'filing')
    .innerJoin(PartyOrganisation, 'branch', 'branch.id = filing.branchId')
    .where(standing(form, narrowed(scope, branchId), state))
    .orderBy('filing.filedAt', 'DESC')
    .addOrderBy('filing.id', 'ASC')
  if (year !== undefined) {
    const from = instantOf(toCalendarDay(`${year}-01-01`), 0)
    const to = instantOf(toCalendarDay(`${year + 1}-01-01`), 0)
    const days = { firstDay: `${year}-01-01`, lastDay: `${year}-12-31` }
    query.andWhere(
      '((filing.filedAt >= :from and filing.filedAt < :to) or (filing.filedAt is null and filing.dueDay between :firstDay and :lastDay))',
      { from, to, ...days },
    )
  }
  return query
}

/** A row that holds the words asked for. */
export interface HeldRow {
  id: string
  state: string
}

/**
 * The rows of standingRows that hold the words in branch, matter, number or what was written, in their order; null where no
 * words are asked for. Compared here (foldText): each database would have rules of its own. A form has some hundred filings
 * a year.
 */
export async function heldRows(
  work: Work,
  form: AnyForm,
  scope: Scope,
  filter: LedgerFilter,
): Promise<HeldRow[] | null> {
  if (filter.text === undefined) return null
  const holds = holding(filter.text)
  const rows = await standingRows(work, form, scope, filter)
    .select('filing.id', 'id')
    .addSelect('filing.state', 'state')
    .addSelect('filing.subject', 'subject')
    .addSelect('filing.number', 'number')
    .addSelect('filing.content', 'content')
    .addSelect('branch.name', 'branchName')
    .getRawMany<HeldRow & { subject: string; number: string | null; content: string; branchName: string }>()
  return rows.filter(({ subject, number, content, branchName }) => {
    const values: Filing['content'] = JSON.parse(content)
    const written = Object.entries(form.fields).map(([name, field]) => valueText(field, values[name]))
    return holds(branchName, subject, number, ...written)
  })
}

/** What is owed, not begun, and passes; it has no words of its own yet. */
export async function unbegunRows(
  work: Work,
  form: AnyForm,
  scope: Scope,
  { state, branchId, year, text }: LedgerFilter,
): Promise<KnownFiling[]> {
  if ((state ?? notStarted) !== notStarted) return []
  const holds = holding(text ?? '')
  const known = await withBranches(work, await notBegun(work, form, narrowed(scope, branchId)))
  return known
    .filter(({ record }) => year === undefined || record.dueDay?.startsWith(`${year}-`))
    .filter(({ record, branchName }) => holds(branchName, record.subject))
}
