import { Liaison } from '../../../entities'
import type { Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { branchPeople, placedPeople } from '../organisation'

interface Row {
  personId: string
  name: string
  departmentName: string | null
}

/** Whom the actor may raise it about, those he looks after first. */
export async function listPeople(work: Work): Promise<Output<'care.people'>> {
  work.must('handleCare')
  const { personId: memberId, grants } = work.who
  const own: Row[] = await placedPeople(work)
    .innerJoin(
      Liaison,
      'liaison',
      `liaison.contactId = person.id and liaison.memberId = :memberId and ${inForce('liaison', ':day')}`,
      { memberId },
    )
    .getRawMany<Row>()
  const led = grants.filter(({ role }) => role === 'BRANCH_SECRETARY').map(({ scopeId }) => scopeId)
  const branches: Row[][] = []
  for (const branchId of led) branches.push(await branchPeople(work, branchId))
  const people = new Map([...own, ...branches.flat()].map((one) => [one.personId, one]))
  people.delete(memberId)
  return {
    people: [...people.values()].map(({ personId, name, departmentName }) => ({ personId, name, departmentName })),
  }
}
