import { SubjectResult } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { moveOf, step, take } from '../workflow'
import { countRound } from './countRound'
import { makeTable1 } from './drawTable1'
import { roundFlow } from './flow'
import { type KnownRound, requireRound, subjectsOf } from './records'
import { table1Differs } from './refusals'
import { saltingOf } from './storedResults'

/**
 * Counts the box again and compares: a ballot, list or result changed behind the product's back is found before the
 * table leaves the branch (rules §3.9: recompute equals checksum).
 */
async function checkUnchanged(work: Work, known: KnownRound): Promise<void> {
  const subjects = await subjectsOf(work, known.record.id)
  const { record: round } = known
  const from = { salting: saltingOf(round), box: round.box }
  const { results, checksum } = await countRound(work, known, subjects, from)
  const rows = new Map(
    (await work.manager.findBy(SubjectResult, { roundId: known.record.id })).map((row) => [row.subjectId, row]),
  )
  const differing = subjects.filter(({ id, subjectKey }) => {
    const row = rows.get(id)
    const result = results.find((each) => each.key === subjectKey)
    return row?.totalHundredths !== result?.total || JSON.stringify(row?.groups) !== JSON.stringify(result?.groups)
  }).length
  if (differing > 0 || checksum !== known.record.checksum) throw table1Differs({ count: Math.max(1, differing) })
}

/** The 书记 reports 表1 to 党办 (R57), after a return again; what comes late is taken in. */
export async function submitReport(work: Work, input: Checked<'round.report'>): Promise<Output<'round.report'>> {
  const known = await requireRound(work, input.roundId)
  work.must('submitTable1', known.record)
  moveOf(roundFlow, known, 'submitTable1', work.who)
  await makeTable1(work, known, work.today)
  await checkUnchanged(work, known)
  const { checksum, completedDay } = known.record
  await take(work, roundFlow, known, 'submitTable1', {
    revision: input.revision,
    changes: { reportedAt: work.now, returnReason: null },
    noted: { checksum, completedDay },
  })
  return { done: true }
}

export async function acceptReport(
  work: Work,
  { roundId: id, revision }: Checked<'round.acceptReport'>,
): Promise<Output<'round.acceptReport'>> {
  work.must('decideTable1')
  await step(work, roundFlow, { id, revision, event: 'accept' })
  return { done: true }
}

export async function returnReport(
  work: Work,
  { roundId: id, revision, reason }: Checked<'round.returnReport'>,
): Promise<Output<'round.returnReport'>> {
  work.must('decideTable1')
  await step(work, roundFlow, { id, revision, event: 'return', comment: reason })
  return { done: true }
}
