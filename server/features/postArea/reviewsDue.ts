import { In, MoreThanOrEqual } from 'typeorm'
import { EvaluationCampaign, type PostArea, PostAreaStep } from '../../../entities'
import type { Work } from '../../database/work'
import { type CalendarDay, dayOfInstant, halfOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { halfBegan, reviewDay, reviewDue, reviewingEvents } from '../../domain/postArea/halfYear'
import { loadHolidays } from '../calendar'

export interface OpenReview {
  half: string
  openedOn: CalendarDay
  dueDay: CalendarDay
}

/** The review of this half-year and its day, once the evaluation is open; null before. */
export async function openReview(work: Work): Promise<OpenReview | null> {
  const campaign = await work.manager.findOneBy(EvaluationCampaign, { half: halfOf(work.today) })
  if (!campaign) return null
  const { half } = campaign
  const openedOn = toCalendarDay(campaign.openedDay)
  return { half, openedOn, dueDay: reviewDay(half, openedOn, await loadHolidays(work)) }
}

/** Ids of those records that wait for the half-year review (rules §3.1). Two statements however many there are, none for none. */
export async function reviewsDue(work: Work, records: readonly PostArea[]): Promise<ReadonlySet<string>> {
  const active = records.filter(({ state }) => state === 'ACTIVE')
  if (!active.length) return new Set()
  const campaign = await work.manager.findOneBy(EvaluationCampaign, { half: halfOf(work.today) })
  return campaign ? waitingFor(work, campaign.half, active) : new Set()
}

/** Of those that hang, in one statement. */
export async function waitingFor(
  work: Work,
  evaluatedHalf: string,
  active: readonly PostArea[],
): Promise<ReadonlySet<string>> {
  if (!active.length) return new Set()
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
    return reviewDue({ state, evaluatedHalf, reviewedOn }, work.today)
  })
  return new Set(due.map(({ id }) => id))
}
