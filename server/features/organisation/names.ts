import { In, IsNull, type ObjectLiteral, type SelectQueryBuilder } from 'typeorm'
import { type Department, type PartyOrganisation, type Person, UnitRename } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant } from '../../domain/calendar/calendarDay'
import { listsBy } from '../../domain/listsBy'
import { nameOn } from '../../domain/organisation/unitNames'

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

/** A day, or an instant on it; null for what is under way. */
type Then = string | number | null
const dayOf = (then: Then): string | null => (typeof then === 'number' ? dayOfInstant(then) : then)

/** In a statement: what the unit of this alias was called on that day; today's name where the day is null. */
export const nameThen = (unit: string, day: string): string =>
  `coalesce((select past.before from unit_rename past where past.unitId = ${unit}.id and past.voidedDay is null
    and past.fromDay > ${day} order by past.fromDay limit 1), ${unit}.name)`

/** What these units were called on a day that is over, in one query; none for a day that is not, or for null. */
export async function namesThen(
  work: Work,
  units: readonly { id: string | null; name: string }[],
  day: string | null,
): Promise<string[]> {
  const ids = [...new Set(units.flatMap(({ id }) => id ?? []))]
  if (day === null || day >= work.today || !ids.length) return units.map(({ name }) => name)
  const renames = await work.manager.findBy(UnitRename, { unitId: In(ids), voidedDay: IsNull() })
  return units.map(({ id, name }) =>
    nameOn(
      day,
      name,
      renames.filter(({ unitId }) => unitId === id),
    ),
  )
}

/** As namesThen for what lies on many days: one query, and then who was called how on which day. */
export async function namesBook(work: Work): Promise<(id: string | null, name: string, then: Then) => string> {
  const renames = listsBy(await work.manager.findBy(UnitRename, { voidedDay: IsNull() }), ({ unitId }) => unitId)
  return (id, name, then) => nameOn(dayOf(then), name, renames.get(id ?? '') ?? [])
}

/** Every name a branch ever had comes with it, for `branchNameThen`; the query joins 'branch'. */
export const withBranchNames = <Row extends ObjectLiteral>(query: SelectQueryBuilder<Row>): SelectQueryBuilder<Row> =>
  query.leftJoinAndMapMany(
    'branch.renames',
    UnitRename,
    'renamed',
    'renamed.unitId = branch.id and renamed.voidedDay is null',
  )

export type BranchWithNames = PartyOrganisation & { renames: UnitRename[] }

export const branchNameThen = ({ name, renames }: BranchWithNames, then: Then): string =>
  nameOn(dayOf(then), name, renames)
