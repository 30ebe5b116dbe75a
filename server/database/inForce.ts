/**
 * The condition that a row with `fromDay` and `toDay` (a day included; none: open) is in force on a day. `alias` is the
 * table's name in the query, `day` the parameter that holds the calendar day; it is named twice, so a `?` is bound twice.
 */
export const inForce = (alias: string, day = ':today'): string =>
  `${alias}.fromDay <= ${day} and (${alias}.toDay is null or ${alias}.toDay >= ${day})`

/**
 * That the grant of this alias rests on a day: somebody who is still here acts in its holder's stead (rules §2.4). `day` is named
 * twice.
 */
export const rests = (alias: string, day = ':today'): string =>
  `exists (select 1 from role_grant stead join person standsIn on standsIn.id = stead.personId
    and standsIn.dutyStatus not in ('LEFT', 'RETIRED') where stead.actsForId = ${alias}.personId
    and stead.role = ${alias}.role and stead.scopeId = ${alias}.scopeId and ${inForce('stead', day)})`
