import { In } from 'typeorm'
import { Filing, PartyOrganisation } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { notStarted } from '../../domain/workflows/steps'
import { branchHandRoles } from '../../policy'
import { scopesOf } from '../../policy/actor'
import { countStates, listed, notBegun, standing } from './present'
import { readableScope, requireForm, withBranches } from './records'

const pageSize = 50

/** One form's filings of the branches the reader sees; what is owed and not begun stands on the first page. */
export async function readLedger(
  work: Work,
  { form: name, state, page }: Checked<'filing.ledger'>,
): Promise<Output<'filing.ledger'>> {
  work.must('readFilings')
  const form = requireForm(name)
  const scope = readableScope(work)
  const unbegun = await notBegun(work, form, scope)
  const counts = await countStates(work, form, scope, unbegun.length)
  const [records, total] = await work.manager.findAndCount(Filing, {
    where: standing(form, scope, state),
    order: { filedAt: 'DESC', id: 'ASC' },
    skip: (page - 1) * pageSize,
    take: pageSize,
  })
  const first = page === 1 && (state ?? notStarted) === notStarted ? unbegun : []
  const filings = (await withBranches(work, [...first, ...records])).map((known) => listed(form, known))
  const own = form.owed ? [] : scopesOf(work.who, branchHandRoles)
  const begin = own.length
    ? await work.manager.find(PartyOrganisation, { select: { id: true, name: true }, where: { id: In(own) } })
    : []
  return {
    filings,
    counts,
    page,
    pages: Math.max(1, Math.ceil(total / pageSize)),
    begin: begin.map(({ id: branchId, name: branchName }) => ({ branchId, name: branchName })),
  }
}
