import { In } from 'typeorm'
import { Liaison, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import { orTaken } from '../../database/faults'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { isActiveMember } from '../../domain/organisation/persons'
import { recordChanged, recordNotFound, refusal } from '../../refusals'
import { tellNewHelper } from '../care'
import { checkReason } from '../checkReason'
import { placedPerson } from '../organisation'
import { requireSameEntry } from '../requireSameEntry'

const contactSelf = refusal(422, 'contact.self', '党员不能联系自己，请另选一位联系对象。')
const contactMember = refusal(422, 'contact.member', '{name}现在不是本支部的在职党员，请从名单里选择。')
const contactElsewhere = refusal(422, 'contact.elsewhere', '{name}现在不在本支部，请从名单里选择。')
const contactTwice = refusal(409, 'contact.twice', '{member}已经在联系{contact}了，不用再加。')
const contactOneToOne = refusal(
  422,
  'contact.oneToOne',
  '{contact}已经有{member}联系，不能再是一对一；请改成“多对一”，或先结束原来的联系。',
)
const contactFuture = refusal(422, 'contact.future', '开始日期{day}在今天之后，请到了那一天再填。')
const contactLastDay = refusal(422, 'contact.lastDay', '结束日期{day}不对：应在开始那天{from}到今天之间。')

const aboutPerson = (personId: string) => ({ subjectKind: 'person', subjectId: personId })

async function checkPair(work: Work, branchId: string, memberId: string, contactId: string): Promise<void> {
  if (memberId === contactId) throw contactSelf()
  const member = await placedPerson(work, memberId)
  const contact = await placedPerson(work, contactId)
  if (!member || !contact) throw recordNotFound({ what: '人员' })
  if (member.branchId !== branchId || !isActiveMember(member)) throw contactMember({ name: member.name })
  if (contact.branchId !== branchId) throw contactElsewhere({ name: contact.name })
}

/** Who looks after the same person today, besides this one. */
async function othersOf(
  work: Work,
  contactId: string,
  liaisonId: string,
): Promise<(Liaison & { memberName: string })[]> {
  const present = await work.manager
    .createQueryBuilder(Liaison, 'liaison')
    .where('liaison.contactId = :contactId and liaison.id <> :liaisonId', { contactId, liaisonId })
    .andWhere(inForce('liaison'), { today: work.today })
    .getMany()
  const people = await work.manager.findBy(Person, { id: In(present.map((one) => one.memberId)) })
  const names = new Map(people.map((person) => [person.id, person.name]))
  return present.map((one) => ({ ...one, memberName: names.get(one.memberId) ?? '' }))
}

/** R43: 一对一 is one member alone; who comes second makes it 多对一. */
async function checkOthers(
  work: Work,
  liaison: Pick<Liaison, 'id' | 'memberId' | 'contactId' | 'aidKind'>,
): Promise<void> {
  const others = await othersOf(work, liaison.contactId, liaison.id)
  const contact = (await work.manager.findOneBy(Person, { id: liaison.contactId }))?.name ?? ''
  const same = others.find((one) => one.memberId === liaison.memberId)
  if (same) throw contactTwice({ member: same.memberName, contact })
  const alone =
    others.find((one) => one.aidKind === 'ONE_TO_ONE') ?? (liaison.aidKind === 'ONE_TO_ONE' ? others[0] : undefined)
  if (alone) throw contactOneToOne({ contact, member: alone.memberName })
}

const factsOf = ({ memberId, contactId, category, aidKind, fromDay, toDay }: Omit<Liaison, 'id' | 'revision'>) => ({
  memberId,
  contactId,
  category,
  aidKind,
  fromDay,
  toDay,
})

/** Whether it is there already; its id belongs to one pair and to what it said of it. */
async function isKnown(work: Work, input: Checked<'contact.add'>): Promise<boolean> {
  const { liaisonId, memberId, contactId, category, aidKind, fromDay } = input
  const known = await work.one(Liaison, { id: liaisonId })
  if (!known) return false
  if (known.memberId !== memberId || known.contactId !== contactId) throw recordChanged()
  requireSameEntry(known, { category, aidKind, fromDay })
  return true
}

/** A member of the branch begins to look after somebody of it (R34, R64). The same sent twice is one. */
export async function addContact(work: Work, input: Checked<'contact.add'>): Promise<Output<'contact.add'>> {
  const { liaisonId, branchId, memberId, contactId, category, aidKind, fromDay } = input
  work.must('keepContacts', { branchId })
  if (await isKnown(work, input)) return { done: true }
  await checkPair(work, branchId, memberId, contactId)
  if (fromDay > work.today) throw contactFuture({ day: dayName(fromDay) })
  await work.takeTurn('contact')
  // Sent twice at one instant: the other one was first.
  if (await isKnown(work, input)) return { done: true }
  const liaison = { id: liaisonId, memberId, contactId, category, aidKind, fromDay, toDay: null, revision: 1 }
  await checkOthers(work, liaison)
  // Ended today and begun anew on the same day: the row of that day is the same one.
  await orTaken(work.insert(Liaison, liaison), () => recordChanged())
  await work.audit({ action: 'contact.add', ...aboutPerson(memberId), change: { liaisonId, ...factsOf(liaison) } })
  await tellNewHelper(work, contactId, memberId)
  return { done: true }
}

/** The relation with the branch in which its member is today: what was entered there is kept there. */
async function requireContact(work: Work, liaisonId: string): Promise<Liaison> {
  const liaison = await work.one(Liaison, { id: liaisonId })
  const member = liaison && (await placedPerson(work, liaison.memberId))
  work.must('keepContacts', { branchId: member?.branchId ?? null })
  if (!liaison || liaison.toDay !== null) throw recordNotFound({ what: '联系关系' })
  return liaison
}

/** What was entered wrongly is put right: 类别, 帮扶形式, the first day. */
export async function changeContact(
  work: Work,
  { liaisonId, category, aidKind, fromDay, revision }: Checked<'contact.change'>,
): Promise<Output<'contact.change'>> {
  const liaison = await requireContact(work, liaisonId)
  if (fromDay > work.today) throw contactFuture({ day: dayName(fromDay) })
  await work.takeTurn('contact')
  await checkOthers(work, { ...liaison, aidKind })
  const before = { category: liaison.category, aidKind: liaison.aidKind, fromDay: liaison.fromDay }
  await orTaken(work.revise(Liaison, { ...liaison, revision }, { category, aidKind, fromDay }), () => recordChanged())
  const change = { liaisonId, before, after: { category, aidKind, fromDay } }
  await work.audit({ action: 'contact.change', ...aboutPerson(liaison.memberId), change })
  return { done: true }
}

/** Ends it from a day on, with a reason; what was visited until then stays. */
export async function endContact(
  work: Work,
  { liaisonId, lastDay, reason, revision }: Checked<'contact.end'>,
): Promise<Output<'contact.end'>> {
  const liaison = await requireContact(work, liaisonId)
  checkReason(reason)
  if (lastDay < liaison.fromDay || lastDay > work.today)
    throw contactLastDay({ day: dayName(lastDay), from: dayName(liaison.fromDay) })
  await work.revise(Liaison, { ...liaison, revision }, { toDay: lastDay })
  const change = { liaisonId, contactId: liaison.contactId, lastDay }
  await work.audit({ action: 'contact.end', ...aboutPerson(liaison.memberId), change, reason })
  return { done: true }
}
