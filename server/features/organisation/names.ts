import { In } from 'typeorm'
import type { Department, PartyOrganisation, Person } from '../../../entities'
import type { Work } from '../../database/work'

type Named = typeof Person | typeof Department | typeof PartyOrganisation

/**
 * Names by id, in one query; an id asked for twice or not at all (null) costs nothing more, without any id nothing is
 * asked. Those who left and what was closed since are found too: what they signed stays signed.
 */
export async function namesOf(
  work: Work,
  entity: Named,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (!wanted.length) return new Map()
  const rows = await work.manager.find(entity as typeof Person, {
    select: { id: true, name: true },
    where: { id: In(wanted) },
  })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
