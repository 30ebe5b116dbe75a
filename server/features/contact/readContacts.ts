import { In } from 'typeorm'
import { Liaison, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { toCalendarDay } from '../../domain/calendar/calendarDay'
import { isActiveMember } from '../../domain/organisation/persons'
import { branchPeople, namesOf, requireBranch } from '../organisation'

/** Who looks after whom in a branch today (R64), and all who could. */
export async function readBranchContacts(
  work: Work,
  { branchId }: Checked<'contact.branch'>,
): Promise<Output<'contact.branch'>> {
  work.must('readContacts', { branchId })
  const branch = await requireBranch(work, branchId)
  const people = await branchPeople(work, branchId)
  const byId = new Map(people.map((one) => [one.personId, one]))
  const members = people.filter(isActiveMember)
  const liaisons = members.length
    ? await work.manager
        .createQueryBuilder(Liaison, 'liaison')
        .where({ memberId: In(members.map((one) => one.personId)) })
        .andWhere(inForce('liaison'), { today: work.today })
        .orderBy('liaison.fromDay')
        .getMany()
    : []
  const place = new Map(people.map((one, at) => [one.personId, at]))
  const outside = await namesOf(
    work,
    Person,
    liaisons.map((one) => one.contactId).filter((id) => !byId.has(id)),
  )
  liaisons.sort((one, other) => (place.get(one.memberId) ?? 0) - (place.get(other.memberId) ?? 0))
  return {
    branchName: branch.name,
    contacts: liaisons.map(({ id: liaisonId, memberId, contactId, category, aidKind, fromDay, revision }) => ({
      liaisonId,
      memberId,
      memberName: byId.get(memberId)?.name ?? '',
      contactId,
      contactName: byId.get(contactId)?.name ?? outside.get(contactId) ?? '',
      departmentName: byId.get(contactId)?.departmentName ?? '',
      category,
      aidKind,
      fromDay: toCalendarDay(fromDay),
      revision,
    })),
    members: members.map(({ personId, name, departmentName }) => ({
      personId,
      name,
      departmentName: departmentName ?? '',
    })),
    people: people.map((one) => ({
      personId: one.personId,
      name: one.name,
      departmentName: one.departmentName ?? '',
      isMember: isActiveMember(one),
    })),
    mayKeep: work.may('keepContacts', { branchId }),
  }
}
