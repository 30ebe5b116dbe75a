import { RosterHeading } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { headingOf } from '../../domain/organisation/rosterColumns'
import { isOwnHeading, tidyHeading } from '../../domain/organisation/rosterHeadings'
import { refusal } from '../../refusals'

const headingOwn = refusal(409, 'roster.headingOwn', '“{heading}”就是名册里的列，不用对照。')
const headingEmpty = refusal(422, 'roster.headingEmpty', '表头要有字，不能只有空格和符号。')

function tidied(heading: string): string {
  const tidy = tidyHeading(heading)
  if (!tidy) throw headingEmpty()
  if (isOwnHeading(tidy)) throw headingOwn({ heading: tidy })
  return tidy
}

const written = (work: Work, action: string, change: object) =>
  work.audit({ action, subjectKind: 'house', subjectId: 'house', change })

/** Says once what a column of HR's tables is; said again it is what was said last. */
export async function mapHeading(
  work: Work,
  { heading: given, rosterColumn }: Checked<'roster.mapHeading'>,
): Promise<Output<'roster.mapHeading'>> {
  work.must('importRoster')
  const heading = tidied(given)
  const facts = { rosterKey: rosterColumn, setById: work.who.personId, setAt: work.now }
  if (!(await work.change(RosterHeading, { heading }, facts))) await work.insert(RosterHeading, { heading, ...facts })
  await written(work, 'roster.mapHeading', { heading, column: rosterColumn && headingOf(rosterColumn) })
  return { done: true }
}

export async function forgetHeading(
  work: Work,
  { heading: given }: Checked<'roster.forgetHeading'>,
): Promise<Output<'roster.forgetHeading'>> {
  work.must('importRoster')
  const heading = tidyHeading(given)
  const { affected } = await work.manager.delete(RosterHeading, { heading })
  if (affected) await written(work, 'roster.forgetHeading', { heading })
  return { done: true }
}
