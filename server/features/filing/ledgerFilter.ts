import type { SelectQueryBuilder } from 'typeorm'
import { Filing, PartyOrganisation } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { instantOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import type { AnyForm } from '../../domain/forms/form'
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

/** Contains the text, whatever its characters mean to the database. */
const containing = (text: string): string => `%${text.replace(/[!%_]/g, '!$&')}%`

/**
 * What stands and passes, the newest first. Its year is that of the day it was handed in, else of the day it is due. The
 * text is looked for in branch, matter, number and what was written.
 */
export function standingRows(
  work: Work,
  form: AnyForm,
  scope: Scope,
  { state, branchId, year, text }: LedgerFilter,
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
  if (text !== undefined) {
    const columns = ['branch.name', 'filing.subject', 'filing.number']
    const either = [
      ...columns.map((column) => `${column} like :pattern escape '!'`),
      "filing.content like :written escape '!'",
    ]
    // Quotes and line breaks stand escaped in what is kept as JSON.
    const written = containing(JSON.stringify(text).slice(1, -1))
    query.andWhere(`(${either.join(' or ')})`, { pattern: containing(text), written })
  }
  return query
}

/** What is owed, not begun, and passes; it has no words of its own yet. */
export async function unbegunRows(
  work: Work,
  form: AnyForm,
  scope: Scope,
  { state, branchId, year, text }: LedgerFilter,
): Promise<KnownFiling[]> {
  if ((state ?? notStarted) !== notStarted) return []
  const known = await withBranches(work, await notBegun(work, form, narrowed(scope, branchId)))
  return known
    .filter(({ record }) => year === undefined || record.dueDay?.startsWith(`${year}-`))
    .filter(({ record, branchName }) => text === undefined || `${branchName} ${record.subject}`.includes(text))
}
