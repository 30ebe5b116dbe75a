import type { RosterColumn } from '../../domain/organisation/rosterColumns'

/** Characters: a Chinese letter takes a little over two of them, and 2008年12月31日 stands on one line. */
const dayWidth = 18
const [least, most] = [10, 26]

/** How wide a column of the roster is, in the template and in the export. */
export function columnWidth({ kind, limit, choices = [] }: RosterColumn): number {
  if (kind === 'day') return dayWidth
  const letters = choices.length ? Math.max(...choices.map((choice) => choice.length)) * 2.2 + 2 : limit / 2
  return Math.min(most, Math.max(least, Math.ceil(letters)))
}
