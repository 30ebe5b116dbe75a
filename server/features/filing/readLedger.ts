import { Filing, type PartyOrganisation } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { dayOfInstant, yearOf } from '../../domain/calendar/calendarDay'
import type { AnyForm } from '../../domain/forms/form'
import { notStarted } from '../../domain/workflows/steps'
import { branchHandRoles } from '../../policy'
import { scopesOf } from '../../policy/actor'
import { branches } from '../organisation'
import { type HeldRow, heldRows, standingRows, unbegunRows } from './ledgerFilter'
import { countHeld, countStates, listed, standing } from './present'
import { filingsById, readableScope, requireForm, type Scope, withBranches } from './records'

const pageSize = 50

/** The years since the first filing of the form, the newest first; this year alone where there is none. */
async function yearsOf(work: Work, form: AnyForm, scope: Scope): Promise<number[]> {
  const first = await work.manager
    .createQueryBuilder(Filing, 'filing')
    .select('min(filing.filedAt)', 'at')
    .where(standing(form, scope))
    .getRawOne<{ at: number | string | null }>()
  const now = yearOf(work.today)
  const since = first?.at ? Math.min(now, yearOf(dayOfInstant(Number(first.at)))) : now
  return Array.from({ length: now - since + 1 }, (_, back) => now - back)
}

/** Of the rows that hold the words, those of the state and the page, and how many there are of the state. */
async function pageOfHeld(
  work: Work,
  held: readonly HeldRow[],
  state: string | undefined,
  page: number,
): Promise<[Filing[], number]> {
  const ids = held.filter((row) => state === undefined || row.state === state).map(({ id }) => id)
  return [await filingsById(work, ids.slice((page - 1) * pageSize, page * pageSize)), ids.length]
}

/** One form's filings of the branches the reader sees; what is owed and not begun stands on the first page. */
export async function readLedger(
  work: Work,
  { form: name, page, ...filter }: Checked<'filing.ledger'>,
): Promise<Output<'filing.ledger'>> {
  work.must('readFilings')
  const form = requireForm(name)
  const scope = readableScope(work)
  const { state: _state, ...whatever } = filter
  const unbegun = await unbegunRows(work, form, scope, whatever)
  const held = await heldRows(work, form, scope, whatever)
  const counts = held
    ? countHeld(held, form, unbegun.length)
    : await countStates(standingRows(work, form, scope, whatever), form, unbegun.length)
  const [records, total] = held
    ? await pageOfHeld(work, held, filter.state, page)
    : await standingRows(work, form, scope, filter)
        .offset((page - 1) * pageSize)
        .limit(pageSize)
        .getManyAndCount()
  const first = page === 1 && (filter.state ?? notStarted) === notStarted ? unbegun : []
  const filings = [...first, ...(await withBranches(work, records))].map((known) => listed(form, known))
  const own = form.owed ? [] : scopesOf(work.who, branchHandRoles)
  const seen = (await branches(work)).filter(({ id }) => scope === null || scope.includes(id))
  const asChoice = ({ id: branchId, name: branchName }: Pick<PartyOrganisation, 'id' | 'name'>) => ({
    branchId,
    name: branchName,
  })
  return {
    filings,
    counts,
    page,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    begin: seen.filter(({ id }) => own.includes(id)).map(asChoice),
    branches: seen.map(asChoice),
    years: await yearsOf(work, form, scope),
  }
}
