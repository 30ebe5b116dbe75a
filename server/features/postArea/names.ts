import { In } from 'typeorm'
import { Person } from '../../../entities'
import type { Work } from '../../database/work'

/** Names by id, of people who have left too: what they signed stays signed. */
export async function namesOf(work: Work, personIds: readonly (string | null)[]): Promise<Map<string, string>> {
  const ids = [...new Set(personIds.flatMap((personId) => personId ?? []))]
  if (!ids.length) return new Map()
  const people = await work.manager.find(Person, { select: { id: true, name: true }, where: { id: In(ids) } })
  return new Map(people.map((person) => [person.id, person.name]))
}
