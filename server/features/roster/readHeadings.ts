import { RosterHeading } from '../../../entities'
import type { Output } from '../../contract'
import type { Work } from '../../database/work'
import { headingOf, type RosterKey, rosterColumns } from '../../domain/organisation/rosterColumns'
import type { KnownHeadings } from '../../domain/organisation/rosterHeadings'

const mostListed = 200

const keyOf = ({ rosterKey }: RosterHeading): RosterKey | null =>
  rosterColumns.find(({ key }) => key === rosterKey)?.key ?? null

/** What has been said of headings that are none of the roster's own. */
export async function knownHeadings(work: Work): Promise<KnownHeadings> {
  return new Map((await work.manager.find(RosterHeading)).map((row) => [row.heading, keyOf(row)]))
}

export async function readHeadings(work: Work): Promise<Pick<Output<'roster.imports'>, 'headings' | 'columns'>> {
  const rows = await work.manager.find(RosterHeading, { order: { heading: 'ASC' }, take: mostListed })
  return {
    headings: rows.map((row) => {
      const key = keyOf(row)
      return { heading: row.heading, column: key && headingOf(key) }
    }),
    columns: rosterColumns.map(({ key, heading }) => ({ key, heading })),
  }
}
