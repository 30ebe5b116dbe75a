import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { isActiveMember } from '../../domain/organisation/persons'
import { branchPeople } from '../organisation'

/** Who can have come along on a visit: the other members of one's own branch today. */
export async function visitMembers(work: Work): Promise<Output<'visit.members'>> {
  work.must('logVisit')
  const { branchId, personId: own } = work.who
  const people = branchId === null ? [] : await branchPeople(work, branchId)
  return {
    members: people
      .filter((person) => isActiveMember(person) && person.personId !== own)
      .map(({ personId, name, departmentName }) => ({ personId, name, departmentName })),
  }
}
