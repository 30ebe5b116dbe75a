import { randomUUID } from 'node:crypto'
import { In, IsNull, Not } from 'typeorm'
import { Department, EvaluationRound, PartyOrganisation, Person, RoleGrant } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, type CalendarDay, dayName, toCalendarDay } from '../../domain/calendar/calendarDay'
import { isSinglePost, missingStanding, overlap } from '../../domain/organisation/grantRules'
import { hasLeft } from '../../domain/organisation/persons'
import { type Role, roleNames, scopeOfRole } from '../../domain/organisation/roles'
import { sameText } from '../../domain/wording/foldText'
import { formInvalid, grantSelf, type Refusal, recordChanged, recordNotFound, refusal } from '../../refusals'
import { actsForOf } from './actsFor'
import { holders } from './branchPeople'
import { requirePresentPerson } from './records'

const officeHeld = refusal(409, 'grant.officeHeld', '机关党办有人任职，权限由他们授予。')
const grantScopeWrong = refusal(422, 'grant.scopeWrong', '“{role}”要指定{scope}。')

const scopeNames = { ALL: '整个单位（不选支部和部门）', BRANCH: '支部', DEPARTMENT: '部门', ROUND: '评价轮次' }

const wrong = (field: string, sentence: string): Refusal =>
  formInvalid({ count: 1 }, [{ field, code: 'grant.invalid', sentence }])

/** A role reaches exactly as far as scopeOfRole says, and what it reaches must exist today. */
async function requireScope(work: Work, role: Role, scopeId: string): Promise<void> {
  const kind = scopeOfRole[role]
  const fits = async (): Promise<boolean> => {
    if (kind === 'ALL') return scopeId === ''
    if (kind === 'ROUND') return work.manager.existsBy(EvaluationRound, { id: scopeId })
    const scope =
      kind === 'BRANCH'
        ? await work.manager.findOneBy(PartyOrganisation, { id: scopeId, kind: 'BRANCH' })
        : await work.manager.findOneBy(Department, { id: scopeId })
    return scope !== null && (scope.toDay === null || scope.toDay >= work.today)
  }
  if (!(await fits())) throw grantScopeWrong({ role: roleNames[role], scope: scopeNames[kind] })
}

function requireStanding(role: Role, person: Person): void {
  const missing = missingStanding(role, person)
  if (missing === 'fullMember') throw wrong('personId', `${roleNames[role]}要由正式党员担任，${person.name}不是。`)
  if (missing === 'member') throw wrong('personId', `${roleNames[role]}要由党员担任，${person.name}不是。`)
}

/** The same grant twice makes no sense, and a single post has one holder at a time. */
async function requireFree(work: Work, { personId, role, scopeId, fromDay, toDay }: Checked<'organisation.grantRole'>) {
  const own = await work.manager.findBy(RoleGrant, { personId, role, scopeId })
  const known = own.find((one) => overlap(one, { fromDay, toDay }))
  if (known) throw wrong('role', `已经有这项权限了，从${dayName(known.fromDay)}起。`)
  if (!isSinglePost(role)) return
  const others = await work.manager.findBy(RoleGrant, { role, scopeId, personId: Not(personId) })
  for (const holder of others.filter((one) => overlap(one, { fromDay, toDay }))) {
    const person = await work.manager.findOneBy(Person, { id: holder.personId })
    const name = person?.name ?? ''
    if (person && hasLeft(person)) await endLeavers(work, holder, person, fromDay)
    else if (holder.actsForId != null) throw wrong('role', `${roleNames[role]}现在由${name}代理，请先结束代理。`)
    else throw wrong('role', `${roleNames[role]}现在由${name}担任：换人的，请先结束原来的任职；临时代办的，选“代理”。`)
  }
}

/** Who has left holds nothing any more, and his successor need not wait for somebody to write that down. */
async function endLeavers(work: Work, grant: RoleGrant, { leftDay }: Person, nextFrom: CalendarDay): Promise<void> {
  const before = addDays(nextFrom, -1)
  const last = leftDay !== null && leftDay < before ? leftDay : before
  const toDay = last < grant.fromDay ? grant.fromDay : last
  const { id, role, scopeId, personId } = grant
  if ((await work.change(RoleGrant, { id, toDay: grant.toDay ?? IsNull() }, { toDay })) !== 1) throw recordChanged()
  const change = { grantId: id, role, scopeId, before: grant.toDay, after: toDay }
  await work.audit({ action: 'grant.end', subjectKind: 'person', subjectId: personId, change, reason: '本人已离开' })
}

/** 党办 gives somebody else a role with scope and dates (rules §2.2); nobody gives one to himself. */
export async function grantRole(
  work: Work,
  input: Checked<'organisation.grantRole'>,
): Promise<Output<'organisation.grantRole'>> {
  work.must('manageOrganisation')
  return give(work, input)
}

/**
 * The administrator appoints one of 党办 while nobody is: nobody could grant anything else. Not himself; refused with
 * grant.officeHeld where somebody is.
 */
export async function appointOffice(
  work: Work,
  { staffNumber, reason }: Checked<'organisation.appointOffice'>,
): Promise<Output<'organisation.appointOffice'>> {
  work.must('appointOffice')
  // Two at the same instant would both find it empty.
  await work.takeTurn('appointOffice')
  if ((await holders(work, ['HQ_OFFICE'])).length) throw officeHeld()
  // However it is typed: the numbers of the house are compared here.
  const people = await work.manager.find(Person, { select: { id: true, staffNumber: true } })
  const person = people.find((each) => sameText(each.staffNumber, staffNumber))
  if (!person) throw wrong('staffNumber', '名册里没有这个工号，请核对。')
  const post = { role: 'HQ_OFFICE', scopeId: '', fromDay: toCalendarDay(work.today), toDay: null } as const
  return give(work, { personId: person.id, ...post, reason })
}

/** With scope and dates, to somebody else, who may hold it. */
async function give(work: Work, input: Checked<'organisation.grantRole'>): Promise<Output<'organisation.grantRole'>> {
  const { personId, role, scopeId, fromDay, toDay, acting, reason } = input
  if (personId === work.who.personId) throw grantSelf()
  if (toDay !== null && toDay < fromDay)
    throw wrong('toDay', `结束日期${dayName(toDay)}早于开始日期${dayName(fromDay)}。`)
  requireStanding(role, await requirePresentPerson(work, personId))
  await requireScope(work, role, scopeId)
  const actsForId = acting ? await actsForOf(work, input) : null
  if (!acting) await requireFree(work, input)
  const grantId = randomUUID()
  const facts = { personId, role, scopeKind: scopeOfRole[role], scopeId, fromDay, toDay, actsForId }
  if (!(await work.insertOnce(RoleGrant, { id: grantId, ...facts, grantedById: work.who.personId, reason })))
    throw wrong('role', `已经有这项权限了，从${dayName(fromDay)}起。`)
  await work.audit({
    action: 'grant.give',
    subjectKind: 'person',
    subjectId: personId,
    change: { grantId, ...facts },
    reason,
  })
  return { grantId }
}

/** Somebody must be left who can give roles back. */
async function requireOfficeLeft(work: Work, grant: RoleGrant): Promise<void> {
  if (grant.role !== 'HQ_OFFICE') return
  const others = await work.manager.findBy(RoleGrant, { role: 'HQ_OFFICE', id: Not(grant.id), toDay: IsNull() })
  const people = await work.manager.findBy(Person, { id: In(others.map(({ personId }) => personId)) })
  if (people.every(hasLeft)) throw wrong('grantId', '至少要保留一位长期的机关党办同志，请先授予另一位。')
}

/** Ends a role: it holds to the end of `toDay` (rules §9.28). A role is never deleted and never made longer. */
export async function endGrant(
  work: Work,
  { grantId, toDay, reason }: Checked<'organisation.endGrant'>,
): Promise<Output<'organisation.endGrant'>> {
  work.must('manageOrganisation')
  const grant = await work.manager.findOneBy(RoleGrant, { id: grantId })
  if (!grant) throw recordNotFound({ what: '任职' })
  if (toDay < grant.fromDay) throw wrong('toDay', `结束日期${dayName(toDay)}早于开始日期${dayName(grant.fromDay)}。`)
  if (grant.toDay !== null && grant.toDay <= toDay)
    throw wrong('toDay', `这项权限到${dayName(grant.toDay)}为止，不用再结束。`)
  await requireOfficeLeft(work, grant)
  const changed = await work.change(RoleGrant, { id: grantId, toDay: grant.toDay ?? IsNull() }, { toDay })
  if (changed !== 1) throw recordChanged()
  const change = { grantId, role: grant.role, scopeId: grant.scopeId, before: grant.toDay, after: toDay }
  await work.audit({ action: 'grant.end', subjectKind: 'person', subjectId: grant.personId, change, reason })
  return { done: true }
}
