import { randomUUID } from 'node:crypto'
import { Person, RoleGrant } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, toCalendarDay } from '../../domain/calendar/calendarDay'
import { grantSelf, refusal } from '../../refusals'
import { checkReason } from '../checkReason'
import { type DepartmentDesk, namesOf, requireDesk } from '../organisation'
import { queueForDepartment } from './startPostArea'

const leadNotCandidate = refusal(422, 'lead.notCandidate', '{name}不是本部门的在职党员，不能指定为部门党员负责人。')

const role = 'PARTY_GROUP_LEAD'

/** Whoever leads by designation, today or later, ends the day before; what was stays in the history (R04). */
async function endFormer(work: Work, grants: readonly RoleGrant[]): Promise<string[]> {
  const lastDay = addDays(work.today, -1)
  const former = grants.filter((grant) => grant.toDay === null || grant.toDay >= work.today)
  for (const { id } of former) await work.change(RoleGrant, { id }, { toDay: lastDay })
  return former.map((grant) => grant.personId)
}

/** Gives the role from today. One that began and ended today is taken up again: a person has one grant a first day. */
async function give(
  work: Work,
  desk: DepartmentDesk,
  grants: readonly RoleGrant[],
  input: Checked<'group.designateLead'>,
) {
  const { personId, reason } = input
  const known = grants.find((grant) => grant.personId === personId && grant.fromDay === work.today)
  const facts = { toDay: null, actsForId: null, grantedById: work.who.personId, reason }
  if (known) {
    await work.change(RoleGrant, { id: known.id }, facts)
    return
  }
  const scope = { role, scopeKind: 'DEPARTMENT', scopeId: desk.departmentId } as const
  await work.insert(RoleGrant, { id: randomUUID(), personId, ...scope, fromDay: work.today, ...facts })
}

/**
 * The 书记 designates the 部门党员负责人: with two equal highest posts he must (R07), else it is the override of R04 with its
 * reason. Only an 在职党员 of the department, and nobody designates himself. The same person again has no effect.
 */
export async function designateLead(
  work: Work,
  input: Checked<'group.designateLead'>,
): Promise<Output<'group.designateLead'>> {
  const { departmentId, personId, reason } = input
  const desk = await requireDesk(work, departmentId)
  work.must('openPosts', desk)
  checkReason(reason)
  if (!desk.members.some((member) => member.personId === personId)) {
    const name = (await namesOf(work, Person, [personId])).get(personId) ?? '所选人员'
    throw leadNotCandidate({ name })
  }
  if (personId === work.who.personId) throw grantSelf()
  // Two secretaries' windows at once: the second sees what the first has written.
  await queueForDepartment(work, departmentId)
  const grants = await work.manager.findBy(RoleGrant, { role, scopeId: departmentId })
  const inForce = grants.filter(
    ({ fromDay, toDay }) => fromDay <= work.today && (toDay === null || toDay >= work.today),
  )
  if (inForce.length === 1 && inForce[0]?.personId === personId) return { done: true }
  const before = await endFormer(work, grants)
  await give(work, desk, grants, input)
  const change = { before, after: personId, from: toCalendarDay(work.today), rule: desk.lead.rule }
  const line = { action: 'group.designateLead', subjectKind: 'department', subjectId: departmentId }
  await work.audit({ ...line, role: 'BRANCH_SECRETARY', change, reason })
  return { done: true }
}
