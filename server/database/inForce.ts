/**
 * The condition that a row with `fromDay` and `toDay` (a day included; none: open) is in force on a day. `alias` is the
 * table's name in the query, `day` the parameter that holds the calendar day; it is named twice, so a `?` is bound twice.
 */
export const inForce = (alias: string, day = ':today'): string =>
  `${alias}.fromDay <= ${day} and (${alias}.toDay is null or ${alias}.toDay >= ${day})`
