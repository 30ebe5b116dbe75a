// Who is reminded of what on a day: rules §6.5, with the offsets it gives as defaults. Groups are never written to.

import { type CalendarDay, halfOf, monthEnd, monthOf, quarterOf, toCalendarDay } from '../calendar/calendarDay'
import { anchorDay, type HolidayTable, isWorkday, reportingDue } from '../calendar/workdays'
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
  type RoundFacts,
  type ThreeLinksFacts,
  type VisitFacts,
} from './facts'
import { filingEntries } from './filingEntries'
import { postEntries } from './postEntries'
import {
  isBeforeDeadline,
  isBeforePeriodEnd,
  isFollowUp,
  isReportDay,
  isVotingEnd,
  isVotingReminder,
  reportWorkdaysOverdue,
} from './schedule'
import { signEntries } from './signEntries'
import { heardBySomebody, officeVacantEntries } from './vacancyEntries'

const memberDays = [5, 2, 1]
const secretaryDays = [5, 3, 1, 0]
const officeDays = [1, 0]
const roundDays = [30, 15, 7, 3, 1, 0]
/** A week to make the visits in; a fortnight for journeys to markets and pharmacies. */
const visitDaysBefore = 5
const threeLinksDaysBefore = 10
const dailyOverdueReminders = 3

const isOverdueReminder = ({ day, table }: Today, dueDay: CalendarDay): boolean =>
  isFollowUp(day, anchorDay(dueDay, table).day, table)

/** The day something is given back is announced by the giving back itself; the plan follows up. */
const isReturnReminder = ({ day, table }: Today, returnedOn: CalendarDay | undefined): boolean =>
  returnedOn !== undefined && isFollowUp(day, returnedOn, table)

const pledgeEntries = (today: Today, campaign: PledgeCampaignFacts, pledge: PledgeFacts): Entry[] => {
  if (pledge.state !== 'owing' && pledge.state !== 'returned') return []
  const dueDay = pledge.dueDay ?? campaign.dueDay
  const returned = pledge.state === 'returned'
  const planned = isBeforeDeadline(today.day, { openedOn: campaign.openedOn, dueDay }, memberDays, today.table)
  if (!planned && !(returned && isReturnReminder(today, pledge.returnedOn))) return []
  const { personId } = pledge
  const { campaignId: subjectId } = campaign
  const about = subjectFor.pledge(subjectId, personId)
  return [entry(today, returned ? 'pledgeReturned' : 'pledgeDue', { personId, subjectId, about, dueDay })]
}

const packageEntries = (today: Today, campaign: PledgeCampaignFacts, branch: BranchPackageFacts): Entry[] => {
  if (branch.state !== 'open' && branch.state !== 'returned') return []
  const returned = branch.state === 'returned'
  const due =
    isBeforeDeadline(today.day, campaign, secretaryDays, today.table) ||
    isOverdueReminder(today, campaign.dueDay) ||
    (returned && isReturnReminder(today, branch.returnedOn))
  const kind = returned ? 'branchPackageReturned' : 'branchPackageDue'
  if (!due) return []
  const { branchId: subjectId, secretaryId: personId, progress } = branch
  const matter = { personId, subjectId, about: subjectFor[kind](subjectId), dueDay: campaign.dueDay }
  return [entry(today, kind, { ...matter, ...(progress && { progress }) })]
}

const officeEntries = (today: Today, campaign: PledgeCampaignFacts): Entry[] => {
  const missing = campaign.packages.filter((branch) => branch.state !== 'accepted').length
  // On the opening day there is nothing to sum up yet.
  const due =
    today.day > campaign.openedOn &&
    (officeDays.some((before) => isBeforePeriodEnd(today.day, campaign.dueDay, before, today.table)) ||
      isOverdueReminder(today, campaign.dueDay))
  if (missing === 0 || !due) return []
  const { campaignId: subjectId, dueDay } = campaign
  const matter = { subjectId, about: subjectFor.officeSummary(subjectId), dueDay, count: missing }
  return campaign.officeIds.map((personId) => entry(today, 'officeSummary', { personId, ...matter }))
}

const campaignEntries = (today: Today, campaign: PledgeCampaignFacts): Entry[] => {
  if (today.day < campaign.openedOn) return []
  return [
    ...campaign.pledges.flatMap((pledge) => pledgeEntries(today, campaign, pledge)),
    ...campaign.packages.flatMap((branch) => packageEntries(today, campaign, branch)),
    ...officeEntries(today, campaign),
    ...postEntries(today, campaign),
  ]
}

const votingEntries = (today: Today, round: RoundFacts): Entry[] => {
  const { voting } = round
  if (!voting) return []
  const { opensOn, closesOn } = voting
  const { roundId } = round
  const matter = { subjectId: roundId, dueDay: closesOn }
  const voters = isVotingReminder(today.day, opensOn, closesOn, today.table) ? voting.notVoted : []
  const scrutineers = isVotingEnd(today.day, closesOn, today.table) ? voting.scrutineerIds : []
  return [
    ...voters.map(({ personId, minutes }) =>
      entry(today, 'ballotDue', { personId, minutes, ...matter, about: subjectFor.ballot(roundId, personId) }),
    ),
    ...scrutineers.map((personId) =>
      entry(today, 'ballotClosing', { personId, ...matter, about: subjectFor.ballotClosing(roundId) }),
    ),
  ]
}

/** Asked on every working day: it takes a minute, and until it is done the votes of a whole branch cannot be counted. */
const unwatchedEntries = (today: Today, round: RoundFacts): Entry[] => {
  const { unwatched, secretaryId, officeIds, roundId: subjectId, voting, dueDay } = round
  if (!unwatched) return []
  const matter = { subjectId, about: subjectFor.scrutineersGone(subjectId), dueDay: voting?.closesOn ?? dueDay }
  const asked = secretaryId === nobody && officeIds.length ? officeIds : [secretaryId]
  return asked.map((personId) => entry(today, 'scrutineersGone', { personId, ...matter }))
}

/** As often, and for the same reason: the code of one of them is all that is missing. */
const askedEntries = (today: Today, round: RoundFacts): Entry[] => {
  const { askedScrutineers: asked, roundId, dueDay } = round
  if (!asked) return []
  return asked.personIds.map((personId) =>
    asked.for === 'lock'
      ? entry(today, 'lockDue', { personId, subjectId: roundId, about: subjectFor.lockDue(roundId, personId), dueDay })
      : entry(today, asked.for === 'box' ? 'boxDue' : 'takeInDue', {
          personId,
          subjectId: roundId,
          about: subjectFor.tallyDue(roundId),
          dueDay,
        }),
  )
}

const reportEntries = (today: Today, round: RoundFacts, completedOn: CalendarDay): Entry[] => {
  if (round.table1 === 'submitted' || round.table1 === 'accepted') return []
  const dueDay = reportingDue(completedOn)
  const overdue = reportWorkdaysOverdue(today.day, completedOn, today.table)
  const forSecretary =
    isReportDay(today.day, completedOn, today.table) ||
    (overdue >= 1 && overdue <= dailyOverdueReminders) ||
    (round.table1 === 'returned' && isReturnReminder(today, round.table1ReturnedOn))
  // R57: after three days in a row the matter goes to 机关党办, at once and then weekly.
  const forOffice = overdue > dailyOverdueReminders && (overdue - dailyOverdueReminders - 1) % 5 === 0
  const kind = round.table1 === 'returned' ? 'reportReturned' : 'reportDue'
  const { roundId, secretaryId } = round
  const matter = { subjectId: roundId, dueDay }
  return [
    ...(forSecretary
      ? [entry(today, kind, { personId: secretaryId, ...matter, about: subjectFor[kind](roundId) })]
      : []),
    ...(forOffice ? round.officeIds : []).map((personId) =>
      entry(today, 'reportOverdue', { personId, ...matter, about: subjectFor.reportOverdue(roundId) }),
    ),
  ]
}

const roundEntries = (today: Today, round: RoundFacts): Entry[] => {
  if (today.day < round.openedOn) return []
  if (round.completedOn) return reportEntries(today, round, round.completedOn)
  const due = isBeforeDeadline(today.day, round, roundDays, today.table) || isOverdueReminder(today, round.dueDay)
  const { secretaryId: personId, roundId: subjectId, dueDay } = round
  const own = due
    ? [entry(today, 'roundDue', { personId, subjectId, about: subjectFor.roundDue(subjectId), dueDay })]
    : []
  return [...own, ...unwatchedEntries(today, round), ...askedEntries(today, round), ...votingEntries(today, round)]
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
  const entries = [
    ...facts.pledgeCampaigns.flatMap((campaign) => campaignEntries(today, campaign)),
    ...facts.rounds.flatMap((round) => roundEntries(today, round)),
    ...facts.visits.flatMap((visit) => visitEntries(today, visit)),
    ...facts.threeLinks.flatMap((links) => threeLinksEntries(today, links)),
    ...facts.signOrders.flatMap((order) => signEntries(today, order)),
    ...officeVacantEntries(today, facts.vacancies),
    ...dutyEntries(today, facts.duties),
    ...facts.filings.flatMap((filing) => filingEntries(today, filing)),
  ]
  return digest(day, heardBySomebody(today, facts.vacancies, entries))
}
