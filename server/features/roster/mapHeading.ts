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

const written = (work: Work, change: object) =>
  work.audit({ action: 'roster.mapHeading', subjectKind: 'house', subjectId: 'house', change })

/** Says once what a column of HR's tables is; said again it is what was said last, and it can be forgotten. */
export async function mapHeading(
  work: Work,
  { heading: given, rosterColumn }: Checked<'roster.mapHeading'>,
): Promise<Output<'roster.mapHeading'>> {
  work.must('importRoster')
  const heading = tidied(given)
  if (rosterColumn === 'forget') {
    await work.manager.delete(RosterHeading, { heading })
    await written(work, { heading, forgotten: true })
    return { done: true }
  }
  const rosterKey = rosterColumn === 'leaveOut' ? null : rosterColumn
  const facts = { rosterKey, setById: work.who.personId, setAt: work.now }
  if (!(await work.change(RosterHeading, { heading }, facts))) await work.insert(RosterHeading, { heading, ...facts })
  await written(work, { heading, column: rosterKey && headingOf(rosterKey) })
  return { done: true }
}
