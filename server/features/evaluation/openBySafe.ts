import { openedBySafeCard } from '../../../bot/cards/safePrints'
import { type EvaluationRound, RoundAssignment, SafePrint } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { halfName } from '../../domain/calendar/calendarDay'
import { onceFor } from '../../domain/cardKeys'
import type { LockPlace } from '../../domain/sealing/boundTo'
import { loadHolidays, sendingTime } from '../calendar'
import type { PreparedRun } from '../call'
import { withAccount } from '../organisation'
import { askForPrints } from '../safePrint'
import { requireSafeTurn } from './giveCode'
import { copyAt } from './lostSlips'
import { requireRound } from './records'
import { type OpeningTools, type PreparedStrip, prepareStrip, takeStrip } from './stripBox'
import { type PreparedCount, prepareCount, takeCount } from './tallyVotes'

interface Prepared {
  roundId: string
  strip?: PreparedStrip
  count?: PreparedCount
}

async function prepareOpening(work: Work, tools: OpeningTools, input: Checked<'round.openBySafe'>): Promise<Prepared> {
  const { record: round } = await requireRound(work, input.roundId)
  const { roundId } = input
  if (round.state === 'STRIPPED') return { roundId, count: await prepareCount(work, tools, input, 'safe') }
  return { roundId, strip: await prepareStrip(work, tools, input, 'safe') }
}

/** From now on nothing new is sealed to this print: its keeper makes another one. */
async function markUsed(work: Work, round: EvaluationRound, place: LockPlace): Promise<void> {
  const { printId = '' } = copyAt(round, place) ?? {}
  const print = await work.manager.findOneBy(SafePrint, { id: printId })
  if (print && !print.usedDay) await work.change(SafePrint, { id: printId }, { usedDay: work.today })
  await work.audit({
    action: 'round.openBySafe',
    subjectKind: 'safePrint',
    subjectId: printId,
    change: { place, roundId: round.id, half: print?.half, attempt: print?.attempt },
  })
}

/** Everybody on the list hears that a lock was opened with the print in the safe. */
async function tellVoters(work: Work, roundId: string, half: string, place: LockPlace): Promise<void> {
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('distinct roll.voterId', 'voterId')
    .where("roll.roundId = :roundId and roll.status <> 'STRUCK'", { roundId })
    .getRawMany<{ voterId: string }>()
  const reachable = await withAccount(
    work,
    rows.map(({ voterId }) => voterId),
  )
  const card = openedBySafeCard(halfName(half), place)
  const { notBefore } = sendingTime(work, await loadHolidays(work))
  await work.notifyAll(
    [...reachable].map((personId) => ({
      dedupeKey: onceFor.openedBySafe(roundId, place, personId),
      personId,
      kind: 'openedBySafe',
      subjectKeys: [],
      card,
      notBefore,
    })),
  )
}

/**
 * Opens the lock whose turn it is with the print in the safe, where its slip is lost (rules §4.6.13): the keeper's device has opened the
 * sealed 监票码 with the print, and gives it as a 监票人 gives his. Recorded, and told to every voter.
 */
export const openBySafe = (tools: OpeningTools): PreparedRun<'round.openBySafe', Prepared> => ({
  prepare: (work, input) => prepareOpening(work, tools, input),
  run: async (work, { roundId, strip, count }): Promise<Output<'round.openBySafe'>> => {
    await work.takeTurn('lostSlips')
    const { record: round, campaign } = await requireRound(work, roundId)
    const place = requireSafeTurn(work, round)
    let checksum: string | null = null
    if (count) checksum = (await takeCount(work, count, 'safe')).checksum
    else if (strip) await takeStrip(work, strip, 'safe')
    await markUsed(work, round, place)
    await tellVoters(work, roundId, campaign.half, place)
    await askForPrints(work, campaign.half)
    return { checksum }
  },
})
