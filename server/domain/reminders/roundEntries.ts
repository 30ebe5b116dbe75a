// The half-year's evaluation in the reminder plan (R55–R57).

import type { CalendarDay } from '../calendar/calendarDay'
import { anchorDay, graceDay, reportingDue } from '../calendar/workdays'
import { subjectFor } from '../cardKeys'
import { type Entry, entry, type Today } from './entry'
import { nobody, type RoundFacts } from './facts'
import { followUp, isBeforeDeadline, isReportDay, isVotingEnd, isVotingReminder } from './schedule'
import { stalledEntries } from './stalled'

const roundDays = [30, 15, 7, 3, 1, 0]

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

/** Asked day after day at first: it takes a minute, and until it is done the votes of a whole branch cannot be counted. */
const unwatchedEntries = (today: Today, round: RoundFacts): Entry[] => {
  const { unwatched, secretaryId, officeIds, roundId: subjectId, voting, dueDay } = round
  if (!unwatched) return []
  const since = round.unwatchedOn ?? round.openedOn
  const { owner, above } = followUp(today.day, since, today.table, 'daily')
  const about = subjectFor.scrutineersGone(subjectId)
  const matter = { subjectId, about, dueDay: voting?.closesOn ?? dueDay }
  const asked = secretaryId === nobody && officeIds.length ? officeIds : [secretaryId]
  const stalled = { ownerIds: asked, aboveIds: officeIds, about, dueDay: matter.dueDay }
  return [
    ...(owner ? asked.map((personId) => entry(today, 'scrutineersGone', { personId, ...matter })) : []),
    ...(above ? stalledEntries(today, { ...stalled, what: '改派监票人', path: `/rounds/${subjectId}` }) : []),
  ]
}

const askedKinds = {
  lock: { kind: 'lockDue', what: '设监票码' },
  box: { kind: 'boxDue', what: '打开票箱' },
  takeIn: { kind: 'takeInDue', what: '取回计票结果' },
} as const

/** As often, and for the same reason: the code of one of them is all that is missing. */
const askedEntries = (today: Today, round: RoundFacts): Entry[] => {
  const { askedScrutineers: asked, roundId: subjectId, dueDay, secretaryId } = round
  if (!asked) return []
  const { owner, above } = followUp(today.day, asked.askedOn, today.table, 'daily')
  const { kind, what } = askedKinds[asked.for]
  return asked.personIds.flatMap((personId) => {
    const about = asked.for === 'lock' ? subjectFor.lockDue(subjectId, personId) : subjectFor.tallyDue(subjectId)
    const stalled = { ownerIds: [personId], aboveIds: [secretaryId], about, dueDay, what }
    return [
      ...(owner ? [entry(today, kind, { personId, subjectId, about, dueDay })] : []),
      ...(above ? stalledEntries(today, { ...stalled, path: `/rounds/${subjectId}` }) : []),
    ]
  })
}

/**
 * A lost slip is asked for as often as a code, from the day it was lost, and 党办 hears where it stands still; once its lock's turn has
 * come the keeper of the print is asked instead.
 */
const slipEntries = (today: Today, { lostSlips = [], roundId: subjectId, voting, officeIds, ...round }: RoundFacts) =>
  lostSlips.flatMap(({ place, holderIds, lostOn, keeperIds, dueOn }): Entry[] => {
    const about = subjectFor.slipLost(subjectId, place)
    const matter = { subjectId, about, dueDay: voting?.closesOn ?? round.dueDay }
    const asked = dueOn ? keeperIds : holderIds
    const kind = dueOn ? 'safeDue' : 'slipLost'
    const { owner, above } = followUp(today.day, dueOn ?? lostOn, today.table, 'daily')
    const stalled = { ownerIds: asked, aboveIds: officeIds, about, dueDay: matter.dueDay }
    const what = dueOn ? '用备份码开封' : '找回监票码条'
    return [
      ...(owner ? asked.map((personId) => entry(today, kind, { personId, ...matter })) : []),
      ...(above ? stalledEntries(today, { ...stalled, what, path: `/rounds/${subjectId}` }) : []),
    ]
  })

const reportEntries = (today: Today, round: RoundFacts, completedOn: CalendarDay): Entry[] => {
  if (round.table1 === 'submitted' || round.table1 === 'accepted') return []
  const { roundId, secretaryId, officeIds } = round
  const dueDay = reportingDue(completedOn)
  // R57: after three days in a row the matter goes to 机关党办.
  const late = followUp(today.day, graceDay(dueDay, today.table).day, today.table, 'daily')
  const { table1ReturnedOn: backOn } = round
  const back = round.table1 === 'returned' && backOn ? followUp(today.day, backOn, today.table) : undefined
  const forSecretary = isReportDay(today.day, completedOn, today.table) || late.owner || back?.owner
  const kind = round.table1 === 'returned' ? 'reportReturned' : 'reportDue'
  const matter = { subjectId: roundId, dueDay }
  return [
    ...(forSecretary
      ? [entry(today, kind, { personId: secretaryId, ...matter, about: subjectFor[kind](roundId) })]
      : []),
    ...(late.above || back?.above ? officeIds : []).map((personId) =>
      entry(today, 'reportOverdue', { personId, ...matter, about: subjectFor.reportOverdue(roundId) }),
    ),
  ]
}

/** A branch's evaluation of a half-year, its vote and its 表1, on this day. */
export const roundEntries = (today: Today, round: RoundFacts): Entry[] => {
  if (today.day < round.openedOn) return []
  if (round.completedOn) return reportEntries(today, round, round.completedOn)
  const after = followUp(today.day, anchorDay(round.dueDay, today.table).day, today.table)
  const due = isBeforeDeadline(today.day, round, roundDays, today.table) || after.owner
  const { secretaryId: personId, roundId: subjectId, dueDay, officeIds } = round
  const about = subjectFor.roundDue(subjectId)
  const stalled = { ownerIds: [personId], aboveIds: officeIds, about, dueDay, what: '支部评价', path: '/rounds' }
  return [
    ...(due ? [entry(today, 'roundDue', { personId, subjectId, about, dueDay })] : []),
    ...(after.above ? stalledEntries(today, stalled) : []),
    ...unwatchedEntries(today, round),
    ...askedEntries(today, round),
    ...slipEntries(today, round),
    ...votingEntries(today, round),
  ]
}
