import { In } from 'typeorm'
import { EmergencyCare, Liaison, Person } from '../../../entities'
import { inForce } from '../../database/inForce'
import type { Work } from '../../database/work'
import { hasLeft, isActiveMember } from '../../domain/organisation/persons'
import type { Known } from '../workflow'

/** A record with who is near it today. */
export interface KnownCare extends Known<EmergencyCare> {
  contactName: string
  /** 党员 who look after the person today. */
  helperIds: readonly string[]
  raiserHere: boolean
}

/** Who looks after these people today, by person: members of the house who are still with us. */
export async function helpersOf(work: Work, contactIds: readonly string[]): Promise<Map<string, string[]>> {
  const helpers = new Map<string, string[]>()
  if (!contactIds.length) return helpers
  const rows = await work.manager
    .createQueryBuilder(Liaison, 'liaison')
    .innerJoin(Person, 'member', 'member.id = liaison.memberId')
    .select('liaison.contactId', 'contactId')
    .addSelect('member.id', 'memberId')
    .addSelect('member.politicalStatus', 'politicalStatus')
    .addSelect('member.dutyStatus', 'dutyStatus')
    .where('liaison.contactId in (:...contactIds)', { contactIds: [...new Set(contactIds)] })
    .andWhere(inForce('liaison'), { today: work.today })
    .orderBy('liaison.fromDay')
    .addOrderBy('liaison.id')
    .getRawMany<{ contactId: string; memberId: string } & Pick<Person, 'politicalStatus' | 'dutyStatus'>>()
  for (const row of rows.filter(isActiveMember))
    helpers.set(row.contactId, [...new Set([...(helpers.get(row.contactId) ?? []), row.memberId])])
  return helpers
}

export async function withPeople(work: Work, records: readonly EmergencyCare[]): Promise<KnownCare[]> {
  if (!records.length) return []
  const helpers = await helpersOf(
    work,
    records.map(({ contactId }) => contactId),
  )
  const ids = records.flatMap(({ contactId, raisedById }) => [contactId, raisedById])
  const people = await work.manager.find(Person, {
    select: { id: true, name: true, dutyStatus: true },
    where: { id: In([...new Set(ids)]) },
  })
  const byId = new Map(people.map((person) => [person.id, person]))
  return records.map((record) => {
    const raiser = byId.get(record.raisedById)
    return {
      record,
      contactName: byId.get(record.contactId)?.name ?? '',
      helperIds: helpers.get(record.contactId) ?? [],
      raiserHere: raiser !== undefined && !hasLeft(raiser),
    }
  })
}

export const caresIn = async (work: Work, states: readonly string[]): Promise<KnownCare[]> =>
  withPeople(
    work,
    await work.manager.find(EmergencyCare, {
      where: { state: In([...states]) },
      order: { raisedAt: 'ASC', id: 'ASC' },
    }),
  )

/** Those of these people that the actor looks after or leads the branch of, and those he has raised or met first himself. */
export async function caresNear(work: Work, states: readonly string[]): Promise<KnownCare[]> {
  const { personId, grants } = work.who
  const led = grants.filter(({ role }) => role === 'BRANCH_SECRETARY').map(({ scopeId }) => scopeId)
  const own = `exists (select 1 from liaison l where l.contactId = care.contactId and l.memberId = :personId
    and ${inForce('l', ':today')})`
  const near = await work.manager
    .createQueryBuilder(EmergencyCare, 'care')
    .where('care.state in (:...states)', { states: [...states] })
    .andWhere(`(care.raisedById = :personId or ${own}${led.length ? ' or care.branchId in (:...led)' : ''})`, {
      personId,
      today: work.today,
      ...(led.length && { led }),
    })
    .orderBy('care.raisedAt', 'DESC')
    .addOrderBy('care.id')
    .getMany()
  return withPeople(work, near)
}
