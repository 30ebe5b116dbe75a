import { LessThan } from 'typeorm'
import { BranchPackage, Campaign, Pledge } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, type CalendarDay, instantOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { requirePossibleDays } from './campaignDays'
import { runningToMove } from './campaignToMove'

/** Moves the day of all that was begun under the old one. Whoever is in time by the new one is not late; nobody becomes late. */
async function moveDueDay(
  work: Work,
  { id: campaignId, dueDay: before }: Campaign,
  dueDay: CalendarDay,
): Promise<void> {
  await work.change(Pledge, { campaignId, dueDay: before }, { dueDay })
  const submittedAt = LessThan(instantOf(addDays(dueDay, 1), 0))
  await work.change(Pledge, { campaignId, dueDay, late: true, submittedAt }, { late: false })
  await work.change(BranchPackage, { campaignId, late: true, submittedAt }, { late: false })
}

/**
 * Puts a running campaign right: its name, its 依据文件, its last day (R00, R14). The year stays: a campaign opened for a wrong
 * one is cancelled. Texts handed in stay as they are.
 */
export async function correctCampaign(
  work: Work,
  input: Checked<'campaign.correct'>,
): Promise<Output<'campaign.correct'>> {
  const { campaignId, revision, reason, ...facts } = input
  const campaign = await runningToMove(work, { campaignId, reason })
  requirePossibleDays({ year: campaign.year, ...facts }, toCalendarDay(campaign.openedDay), work.today)
  await work.revise(Campaign, { ...campaign, revision }, facts)
  if (facts.dueDay !== campaign.dueDay) await moveDueDay(work, campaign, facts.dueDay)
  const { title, basisNumber, basisTitle, basisDay, dueDay } = campaign
  const change = { before: { title, basisNumber, basisTitle, basisDay, dueDay }, after: facts }
  const line = { action: 'campaign.correct', subjectKind: 'campaign', subjectId: campaignId }
  await work.audit({ ...line, change, reason })
  return { done: true }
}
