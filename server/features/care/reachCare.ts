import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { logDueDay, reachable } from '../../domain/visits/care'
import { recordNotFound, refusal } from '../../refusals'
import { loadHolidays } from '../calendar'
import { requireRecord, take } from '../workflow'
import { careFlow } from './flow'

const careFuture = refusal(422, 'care.future', '联系上的时间在现在之后，请改成已经联系上的时间。')
const careEarly = refusal(422, 'care.early', '联系上的时间比提出时早了一天以上，请核对日期。')

/** What is written of the first contact, wherever it becomes known. */
export const reachedFacts = async (work: Work, reachedAt: number) => ({
  reachedAt,
  reachedById: work.who.personId,
  logDueDay: logDueDay(reachedAt, await loadHolidays(work)),
})

/** The person was met, there or by telephone, at that time; the visit is entered next. */
export async function reachCare(
  work: Work,
  { careId, revision, way, reachedAt = work.now }: Checked<'care.reach'>,
): Promise<Output<'care.reach'>> {
  work.must('handleCare')
  const known = await requireRecord(work, careFlow, careId)
  if (!careFlow.roles(work.who, known).length) throw recordNotFound({ what: '关怀任务' })
  const { from, to } = reachable(Number(known.record.raisedAt), work.now)
  if (reachedAt > to) throw careFuture()
  if (reachedAt < from) throw careEarly()
  const changes = { ...(await reachedFacts(work, reachedAt)), reachedWay: way }
  const { record } = await take(work, careFlow, known, 'reach', { revision, changes })
  return { state: record.state, revision: record.revision }
}
