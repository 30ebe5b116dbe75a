import { In, MoreThanOrEqual } from 'typeorm'
import { EvaluationCampaign, type PostArea, PostAreaStep } from '../../../entities'
import type { Work } from '../../database/work'
import { dayOfInstant, halfOf } from '../../domain/calendar/calendarDay'
import { halfBegan, reviewDue, reviewingEvents } from '../../domain/postArea/halfYear'

/** Ids of those records that wait for the half-year review (rules §3.1). Two statements however many there are, none for none. */
export async function reviewsDue(work: Work, records: readonly PostArea[]): Promise<ReadonlySet<string>> {
  const active = records.filter(({ state }) => state === 'ACTIVE')
  if (!active.length) return new Set()
  const campaign = await work.manager.findOneBy(EvaluationCampaign, { half: halfOf(work.today) })
  if (!campaign) return new Set()
  const steps = await work.manager.find(PostAreaStep, {
    select: { id: true, postAreaId: true, at: true },
    where: {
      postAreaId: In(active.map(({ id }) => id)),
      event: In([...reviewingEvents]),
      at: MoreThanOrEqual(halfBegan(work.today)),
    },
  })
  const due = active.filter(({ id, state }) => {
    const own = steps.filter(({ postAreaId }) => postAreaId === id)
    const reviewedOn = own.map(({ at }) => dayOfInstant(Number(at)))
    return reviewDue({ state, evaluatedHalf: campaign.half, reviewedOn }, work.today)
  })
  return new Set(due.map(({ id }) => id))
}
