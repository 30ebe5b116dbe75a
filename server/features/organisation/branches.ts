import { PartyOrganisation } from '../../../entities'
import type { Work } from '../../database/work'
import { recordNotFound } from '../../refusals'

/** The branch with this id; refuses any other id, one of another kind of organisation too. */
export async function requireBranch(work: Work, branchId: string): Promise<PartyOrganisation> {
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: branchId, kind: 'BRANCH' })
  if (!branch) throw recordNotFound({ what: '支部' })
  return branch
}
