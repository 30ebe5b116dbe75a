import { In } from 'typeorm'
import { Person, RoleGrant } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { dayName } from '../../domain/calendar/calendarDay'
import { isActable, overlap } from '../../domain/organisation/grantRules'
import { hasLeft } from '../../domain/organisation/persons'
import { roleNames } from '../../domain/organisation/roles'
import { formInvalid, type Refusal } from '../../refusals'
import { requireDesk } from './desks'

type Asked = Checked<'organisation.grantRole'>

const wrong = (field: string, sentence: string): Refusal =>
  formInvalid({ count: 1 }, [{ field, code: 'grant.invalid', sentence }])

const nameOf = async (work: Work, personId: string): Promise<string> =>
  (await work.manager.findOneBy(Person, { id: personId }))?.name ?? ''

/** 部门党员负责人 is mostly nobody's grant but follows from the posts (R07): whoever it is is acted for; a member of there acts. */
async function leadToday(work: Work, { scopeId, personId }: Asked): Promise<string | null> {
  const desk = await requireDesk(work, scopeId)
  if (!desk.members.some((member) => member.personId === personId))
    throw wrong('personId', `代理${desk.name}的部门党员负责人，要是本部门的在职党员。`)
  return desk.leadId
}

/** The grants of the post in these days. Who has left holds it no more, nor acts in it, whatever stands in his. */
async function heldIn(work: Work, { role, scopeId, fromDay, toDay }: Asked): Promise<RoleGrant[]> {
  const grants = await work.manager.findBy(RoleGrant, { role, scopeId })
  const within = grants.filter((one) => overlap(one, { fromDay, toDay }))
  const people = await work.manager.findBy(Person, { id: In(within.map(({ personId }) => personId)) })
  const gone = new Set(people.filter(hasLeft).map(({ id }) => id))
  return within.filter(({ personId }) => !gone.has(personId))
}

/** Whose grant of the post lies in these days: one at most, or it is not clear whom he acts for. */
async function holderOf(work: Work, regular: readonly RoleGrant[], asked: Asked): Promise<string> {
  const people = [...new Set(regular.map(({ personId }) => personId))]
  if (people.length > 1) {
    const until = regular.map(({ toDay }) => toDay).find((toDay) => toDay !== null)
    throw wrong('fromDay', `这段时间里换了人（前一任到${dayName(until)}为止），请分开登记。`)
  }
  const [holderId] = people
  if (holderId !== undefined) return holderId
  return (asked.role === 'PARTY_GROUP_LEAD' && (await leadToday(work, asked))) || ''
}

/**
 * For whom somebody acts who is granted a post for some days in another's stead: its holder's id, empty text where the post is
 * empty. The days have an end where somebody comes back after them.
 */
export async function actsForOf(work: Work, asked: Asked): Promise<string> {
  const { personId, role, toDay } = asked
  if (!isActable(role)) throw wrong('role', `${roleNames[role]}可以有几位同志，不用代理，直接授予权限。`)
  const within = await heldIn(work, asked)
  const standIn = within.find(({ actsForId = null }) => actsForId !== null)
  if (standIn)
    throw wrong(
      'role',
      `${roleNames[role]}已经由${await nameOf(work, standIn.personId)}代理，从${dayName(standIn.fromDay)}起。`,
    )
  const holderId = await holderOf(work, within, asked)
  if (holderId === personId)
    throw wrong('role', `${await nameOf(work, personId)}本来就是${roleNames[role]}，不用代理。`)
  if (holderId && toDay === null)
    throw wrong('toDay', `请填代理到哪一天为止，以后${await nameOf(work, holderId)}接着办。`)
  return holderId
}
