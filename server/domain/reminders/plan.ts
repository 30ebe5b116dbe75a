// Who is reminded of what on a day: rules §6.5, with the offsets it gives as defaults. Groups are never written to.

import { type CalendarDay, halfOf, monthEnd, monthOf, quarterOf, toCalendarDay } from '../calendar/calendarDay'
import { anchorDay, type HolidayTable, isWorkday } from '../calendar/workdays'
import { subjectFor } from '../cardKeys'
import { dutyEntries } from './dutyEntries'
import { type Entry, entry, type Today } from './entry'
import {
  type BranchPackageFacts,
  nobody,
  type PledgeCampaignFacts,
  type PledgeFacts,
  type Reminder,
  type ReminderFacts,
  type ReminderItem,
  type ThreeLinksFacts,
  type VisitFacts,
} from './facts'
import { filingEntries } from './filingEntries'
import { postEntries } from './postEntries'
import { roundEntries } from './roundEntries'
import { type FollowUp, followUp, isBeforeDeadline, isBeforePeriodEnd } from './schedule'
import { signEntries } from './signEntries'
import { gatherStalled, stalledEntries } from './stalled'
import { heardBySomebody, officeVacantEntries } from './vacancyEntries'

const memberDays = [5, 2, 1]
const secretaryDays = [5, 3, 1, 0]
const officeDays = [1, 0]
/** A week to make the visits in; a fortnight for journeys to markets and pharmacies. */
const visitDaysBefore = 5
const threeLinksDaysBefore = 10

const afterDue = ({ day, table }: Today, dueDay: CalendarDay): FollowUp =>
  followUp(day, anchorDay(dueDay, table).day, table)

/** The day something is given back is announced by the giving back itself; the plan follows up. */
const afterReturn = ({ day, table }: Today, returnedOn: CalendarDay | undefined): FollowUp =>
  returnedOn === undefined ? { owner: false, above: false } : followUp(day, returnedOn, table)

const pledgeEntries = (today: Today, campaign: PledgeCampaignFacts, pledge: PledgeFacts): Entry[] => {
  if (pledge.state !== 'owing' && pledge.state !== 'returned') return []
  const dueDay = pledge.dueDay ?? campaign.dueDay
  const returned = pledge.state === 'returned'
  const planned = isBeforeDeadline(today.day, { openedOn: campaign.openedOn, dueDay }, memberDays, today.table)
  const after = returned ? afterReturn(today, pledge.returnedOn) : afterDue(today, dueDay)
  const { personId, branchId } = pledge
  const { campaignId: subjectId } = campaign
  const about = subjectFor.pledge(subjectId, personId)
  const own = entry(today, returned ? 'pledgeReturned' : 'pledgeDue', { personId, subjectId, about, dueDay })
  const branch = campaign.packages.find((each) => each.branchId === branchId)
  // Of whoever has not begun the 书记 hears with his branch, by name.
  const above = returned && after.above && branch
  const stalled = { ownerIds: [personId], aboveIds: [branch?.secretaryId ?? nobody], about, dueDay }
  return [
    ...(planned || after.owner ? [own] : []),
    ...(above ? stalledEntries(today, { ...stalled, what: '承诺书修改', path: `/branch/${branchId}` }) : []),
  ]
}

const packageEntries = (today: Today, campaign: PledgeCampaignFacts, branch: BranchPackageFacts): Entry[] => {
  if (branch.state !== 'open' && branch.state !== 'returned') return []
  const returned = branch.state === 'returned'
  const back = returned ? afterReturn(today, branch.returnedOn) : undefined
  const due =
    isBeforeDeadline(today.day, campaign, secretaryDays, today.table) ||
    afterDue(today, campaign.dueDay).owner ||
    back?.owner
  const kind = returned ? 'branchPackageReturned' : 'branchPackageDue'
  const { branchId: subjectId, secretaryId: personId, progress } = branch
  const about = subjectFor[kind](subjectId)
  const matter = { personId, subjectId, about, dueDay: campaign.dueDay }
  const stalled = { ownerIds: [personId], aboveIds: campaign.officeIds, about, dueDay: campaign.dueDay }
  return [
    ...(due ? [entry(today, kind, { ...matter, ...(progress && { progress }) })] : []),
    // What never came 党办 hears of with all branches.
    ...(back?.above ? stalledEntries(today, { ...stalled, what: '支部报送补正', path: '/office' }) : []),
  ]
}

const officeEntries = (today: Today, campaign: PledgeCampaignFacts, committeeIds: readonly string[]): Entry[] => {
  const missing = campaign.packages.filter((branch) => branch.state !== 'accepted').length
  // On the opening day there is nothing to sum up yet.
  if (missing === 0 || today.day <= campaign.openedOn) return []
  const after = afterDue(today, campaign.dueDay)
  const before = officeDays.some((days) => isBeforePeriodEnd(today.day, campaign.dueDay, days, today.table))
  const told = [...(before || after.owner ? campaign.officeIds : []), ...(after.above ? committeeIds : [])]
  const { campaignId: subjectId, dueDay } = campaign
  const matter = { subjectId, about: subjectFor.officeSummary(subjectId), dueDay, count: missing }
  return [...new Set(told)].map((personId) => entry(today, 'officeSummary', { personId, ...matter }))
}

const campaignEntries = (today: Today, campaign: PledgeCampaignFacts, committeeIds: readonly string[]): Entry[] => {
  if (today.day < campaign.openedOn) return []
  return [
    ...campaign.pledges.flatMap((pledge) => pledgeEntries(today, campaign, pledge)),
    ...campaign.packages.flatMap((branch) => packageEntries(today, campaign, branch)),
    ...officeEntries(today, campaign, committeeIds),
    ...postEntries(today, campaign),
  ]
}

const lastMonthOf = (day: CalendarDay, monthsInPeriod: number): CalendarDay => {
  const month = String(Math.ceil(monthOf(day) / monthsInPeriod) * monthsInPeriod).padStart(2, '0')
  return monthEnd(toCalendarDay(`${day.slice(0, 4)}-${month}-01`))
}

/** R34: monthly, about the contacts still open in the quarter. */
const visitEntries = (today: Today, visit: VisitFacts): Entry[] => {
  const isDay = isBeforePeriodEnd(today.day, monthEnd(today.day), visitDaysBefore, today.table)
  if (!isDay || visit.unvisitedContacts <= 0) return []
  const { personId, unvisitedContacts: count } = visit
  const subjectId = quarterOf(today.day)
  const about = subjectFor.visit(subjectId, personId)
  return [entry(today, 'visitDue', { personId, subjectId, about, dueDay: lastMonthOf(today.day, 3), count })]
}

/** R46: quarterly, about links without an activity in the half-year. */
const threeLinksEntries = (today: Today, links: ThreeLinksFacts): Entry[] => {
  const isDay = isBeforePeriodEnd(today.day, lastMonthOf(today.day, 3), threeLinksDaysBefore, today.table)
  if (!isDay || links.linksWithoutActivity <= 0) return []
  const { leaderId, linksWithoutActivity: count } = links
  const about = subjectFor.threeLinksDue(leaderId, halfOf(today.day))
  const matter = { subjectId: leaderId, about, dueDay: lastMonthOf(today.day, 6), count }
  return links.remindedIds.map((personId) => entry(today, 'threeLinksDue', { personId, ...matter }))
}

const byUrgency = (a: ReminderItem, b: ReminderItem): number => {
  const left = `${a.dueDay} ${a.kind} ${a.subjectId}`
  const right = `${b.dueDay} ${b.kind} ${b.subjectId}`
  return left < right ? -1 : left > right ? 1 : 0
}

/** A person gets one card a day: whoever is reminded by the plan cannot be reminded by the 书记 as well. */
const withNudges = (item: ReminderItem, reminded: { has(personId: string): boolean }): ReminderItem => {
  if (!item.progress) return item
  const open = item.progress.missing.filter(({ personId, inPeace }) => !inPeace && !reminded.has(personId))
  return { ...item, mayNudge: open.length }
}

/** One card per person: 民法典 1033 protects against being disturbed, and a stream of cards is not read anyway. */
const digest = (day: CalendarDay, entries: readonly Entry[]): Reminder[] => {
  const perPerson = new Map<string, Map<string, ReminderItem>>()
  for (const { personId, item } of entries) {
    const items = perPerson.get(personId) ?? new Map<string, ReminderItem>()
    perPerson.set(personId, items.set(`${item.kind} ${item.subjectId}`, item))
  }
  return [...perPerson.keys()].sort().map((personId) => ({
    personId,
    day,
    items: [...(perPerson.get(personId)?.values() ?? [])].map((item) => withNudges(item, perPerson)).sort(byUrgency),
  }))
}

/**
 * The reminders of one day, at most one per person, sorted by person; empty on days off. Pure: asked twice for the
 * same day and facts it answers the same, so the caller must remember what it has sent.
 */
export const plan = (day: CalendarDay, facts: ReminderFacts, table: HolidayTable): Reminder[] => {
  if (!isWorkday(day, table).workday) return []
  const today = { day, table }
  const { committeeIds } = facts.duties
  const { officeIds } = facts.vacancies
  const entries = [
    ...facts.pledgeCampaigns.flatMap((campaign) => campaignEntries(today, campaign, committeeIds)),
    ...facts.rounds.flatMap((round) => roundEntries(today, round)),
    ...facts.visits.flatMap((visit) => visitEntries(today, visit)),
    ...facts.threeLinks.flatMap((links) => threeLinksEntries(today, links)),
    ...facts.signOrders.flatMap((order) => signEntries(today, order, officeIds)),
    ...officeVacantEntries(today, facts.vacancies, committeeIds),
    ...dutyEntries(today, facts.duties),
    ...facts.filings.flatMap((filing) => filingEntries(today, filing, { officeIds, committeeIds })),
  ]
  return digest(day, heardBySomebody(today, facts.vacancies, gatherStalled(today, entries)))
}
