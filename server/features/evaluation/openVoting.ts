import { ballotCard } from '../../../bot/cards/evaluation'
import type { EvaluationCampaign } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { addDays, type CalendarDay, halfName, instantOf, toCalendarDay } from '../../domain/calendar/calendarDay'
import { addWorkdays } from '../../domain/calendar/workdays'
import { onceFor, subjectFor } from '../../domain/cardKeys'
import type { BundleFolder } from '../../files/bundleFolder'
import { refusal } from '../../refusals'
import { loadHolidays } from '../calendar'
import { withAccount } from '../organisation'
import { moveOf, take } from '../workflow'
import { refuseKept } from './countKept'
import { roundFlow } from './flow'
import { requireRound } from './records'
import { votersToAsk } from './votersToAsk'

const roundWindowShort = refusal(422, 'round.windowShort', '投票截止日至少要在{day}（5个工作日后），请改晚一些。')
const roundWindowLate = refusal(422, 'round.windowLate', '投票截止日不能晚于{day}（本次评价的截止日）。')
const roundWindowLong = refusal(422, 'round.windowLong', '投票时间最长31天，截止日不能晚于{day}。')

const leastWorkdays = 5
/** A mistyped year must not keep a round open for ever. */
const longestDays = 31

/** rules §3.9: the vote stays open for five working days at least. */
export async function earliestVotingEnd(work: Work): Promise<CalendarDay> {
  return addWorkdays(work.today, leastWorkdays, await loadHolidays(work)).day
}

async function checkWindow(work: Work, votingToDay: string, campaign: EvaluationCampaign): Promise<void> {
  const earliest = await earliestVotingEnd(work)
  if (votingToDay < earliest) throw roundWindowShort({ day: earliest })
  // Who begins too late for the due day is late anyway, and still gives people their five days.
  const late = earliest > campaign.dueDay
  if (!late && votingToDay > campaign.dueDay) throw roundWindowLate({ day: campaign.dueDay })
  const longest = addDays(work.today, longestDays)
  if (votingToDay > longest) throw roundWindowLong({ day: longest })
}

/** Opens the vote and tells everyone on the roll who has a chat account; the others are listed to their 书记. */
export const openVoting =
  (bundles: BundleFolder) =>
  async (work: Work, input: Checked<'round.openVoting'>): Promise<Output<'round.openVoting'>> => {
    const known = await requireRound(work, input.roundId)
    const { record: round, campaign } = known
    work.must('manageRound', round)
    moveOf(roundFlow, known, 'openVoting', work.who)
    refuseKept(bundles, round)
    const votingToDay = toCalendarDay(input.votingToDay)
    await checkWindow(work, votingToDay, campaign)
    const voters = await votersToAsk(work, [round])
    await take(work, roundFlow, known, 'openVoting', {
      revision: input.revision,
      changes: { votingFromDay: work.today, votingToDay },
      noted: { votingToDay, voters: voters.length },
    })
    const reachable = await withAccount(
      work,
      voters.map(({ personId }) => personId),
    )
    const told = voters.filter(({ personId }) => reachable.has(personId))
    const half = halfName(campaign.half)
    await work.notifyAll(
      told.map(({ personId, minutes }) => ({
        // The opening is news, not a reminder: it reaches also those who were reminded of something today.
        dedupeKey: onceFor.round('votingOpened', round.id, personId),
        personId,
        kind: 'ballot',
        subjectKeys: [subjectFor.ballot(round.id, personId)],
        card: ballotCard({ roundId: round.id, half, votingToDay, minutes }, work.today),
        expiresAt: instantOf(addDays(votingToDay, 1), 0),
      })),
    )
    return { done: true }
  }
