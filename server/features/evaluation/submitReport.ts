import {
  reportAcceptedCard,
  reportReturnedCard,
  reportWaitingCard,
  roundEndedCard,
} from '../../../bot/cards/evaluation'
import { EvaluationRound, SubjectResult } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import { checkReason } from '../checkReason'
import { holders } from '../organisation'
import { makeTable1 } from './drawTable1'
import { type KnownRound, requireRound, step, subjectsOf } from './records'
import { table1Differs } from './refusals'
import { countRound } from './tallyVotes'

const record = (round: EvaluationRound, role: string) => ({ subjectKind: 'round', subjectId: round.id, role })

/**
 * Counts the box again and compares: a ballot, list or result changed behind the product's back is found before the
 * table leaves the branch (rules §3.9: recompute equals checksum).
 */
async function checkUnchanged(work: Work, known: KnownRound): Promise<void> {
  const subjects = await subjectsOf(work, known.round.id)
  const { results, checksum } = await countRound(work, known, subjects)
  const rows = new Map(
    (await work.manager.findBy(SubjectResult, { roundId: known.round.id })).map((row) => [row.subjectId, row]),
  )
  const differing = subjects.filter(({ id, subjectKey }) => {
    const row = rows.get(id)
    const result = results.find((each) => each.key === subjectKey)
    return row?.totalHundredths !== result?.total || JSON.stringify(row?.groups) !== JSON.stringify(result?.groups)
  }).length
  if (differing > 0 || checksum !== known.round.checksum) throw table1Differs({ count: Math.max(1, differing) })
}

/** The 书记 reports 表1 to 党办 (R57), after a return again; what comes late is taken in. */
export async function submitReport(work: Work, input: Checked<'round.report'>): Promise<Output<'round.report'>> {
  const known = await requireRound(work, input.roundId)
  const { round, branchName } = known
  work.must('submitTable1', round)
  const state = step(round, ['submitTable1'], work.who)
  await makeTable1(work, known, work.today)
  await checkUnchanged(work, known)
  const facts = { state, reportedAt: work.now, returnReason: null }
  const revision = await work.revise(EvaluationRound, { ...round, revision: input.revision }, facts)
  const change = { checksum: round.checksum, completedDay: round.completedDay }
  await work.audit({ ...record(round, 'BRANCH_SECRETARY'), action: 'round.report', change })
  const done = roundEndedCard('表1已报送')
  for (const subject of [subjectFor.reportDue, subjectFor.reportReturned, subjectFor.reportOverdue])
    await work.finishCards(subject(round.id), done)
  for (const { personId } of await holders(work, ['HQ_OFFICE'])) {
    await work.notify({
      dedupeKey: onceFor.report(round.id, revision, personId),
      personId,
      kind: 'reportWaiting',
      subjectKeys: [subjectFor.report(round.id)],
      card: reportWaitingCard(round.id, branchName, work.today),
    })
  }
  return { done: true }
}

async function decide(
  work: Work,
  roundId: string,
  revision: number,
  event: 'accept' | 'return',
  reason?: string,
): Promise<void> {
  work.must('decideTable1')
  const { round } = await requireRound(work, roundId)
  const state = step(round, [event], work.who)
  const next = await work.revise(EvaluationRound, { ...round, revision }, { state, returnReason: reason ?? null })
  await work.audit({ ...record(round, 'HQ_OFFICE'), action: `round.${event}Report`, change: { state }, reason })
  await work.finishCards(subjectFor.report(roundId), roundEndedCard(event === 'accept' ? '表1已受理' : '表1已退回'))
  const secretaries = await holders(work, ['BRANCH_SECRETARY'])
  for (const { personId } of secretaries.filter((each) => each.scopeId === round.branchId)) {
    await work.notify({
      dedupeKey: onceFor.reportDecided(roundId, next, personId),
      personId,
      kind: event === 'accept' ? 'reportAccepted' : 'reportReturned',
      subjectKeys: event === 'accept' ? [] : [subjectFor.reportReturned(roundId)],
      card: event === 'accept' ? reportAcceptedCard(roundId, work.today) : reportReturnedCard(roundId),
    })
  }
}

export async function acceptReport(
  work: Work,
  input: Checked<'round.acceptReport'>,
): Promise<Output<'round.acceptReport'>> {
  await decide(work, input.roundId, input.revision, 'accept')
  return { done: true }
}

export async function returnReport(
  work: Work,
  input: Checked<'round.returnReport'>,
): Promise<Output<'round.returnReport'>> {
  checkReason(input.reason)
  await decide(work, input.roundId, input.revision, 'return', input.reason)
  return { done: true }
}
