import { PartyOrganisation, Person } from '../../../entities'
import type { Work } from '../../database/work'
import { hasLeft } from '../../domain/organisation/persons'
import { recordNotFound } from '../../refusals'

/** The branch with this id; refuses any other id, one of another kind of organisation too. */
export async function requireBranch(work: Work, branchId: string): Promise<PartyOrganisation> {
  const branch = await work.manager.findOneBy(PartyOrganisation, { id: branchId, kind: 'BRANCH' })
  if (!branch) throw recordNotFound({ what: '支部' })
  return branch
}

/** A person who is still with us; else `record.notFound`. */
export async function requirePresentPerson(work: Work, personId: string): Promise<Person> {
  const person = await work.manager.findOneBy(Person, { id: personId })
  if (!person || hasLeft(person)) {
    throw recordNotFound({ what: '在职人员' })
  }
  return person
}
