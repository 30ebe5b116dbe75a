import { In } from 'typeorm'
import { votingEndedCard } from '../../../bot/cards/evaluation'
import { Person, RoundAssignment } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { hasLeft } from '../../domain/organisation/persons'
import { collectiveGroups } from '../../domain/scoring/collective'
import type { BundleFolder } from '../../files/bundleFolder'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { PreparedRun } from '../call'
import { moveOf, take } from '../workflow'
import { storeClosedList } from './closedList'
import { openSheets, sheetsMissing } from './collectiveSheets'
import { tellList } from './countingCards'
import { refuseKept } from './countKept'
import { roundFlow } from './flow'
import { type KnownRound, requireRound } from './records'
import { isStill, lookIntoBox, type SeenBox } from './sealedRoll'

const roundVotingGoesOn = refusal(
  409,
  'round.votingGoesOn',
  '还有{count}人没有投完，投票截止日是{day}。到期或全部投完后才能截止。',
)

interface OpenVoter {
  voterId: string
  dutyStatus: Person['dutyStatus'] | null
}

/** Voters with secret ballots or a self rating still open. */
export function openVoters(work: Work, roundId: string): Promise<OpenVoter[]> {
  return work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .leftJoin(Person, 'person', 'person.id = roll.voterId')
    .select('roll.voterId', 'voterId')
    .addSelect('person.dutyStatus', 'dutyStatus')
    .distinct(true)
    .where("roll.roundId = :roundId and roll.status = 'ISSUED' and roll.raterGroup not in (:...collective)", {
      roundId,
      collective: [...collectiveGroups],
    })
    .getRawMany<OpenVoter>()
}

const isGone = ({ dutyStatus }: OpenVoter): boolean => dutyStatus === null || hasLeft({ dutyStatus })

/** Who left before voting is struck from the list; a ballot that was cast stays, it cannot be found (rules §9.9). */
async function strikeLeavers(work: Work, roundId: string, leavers: OpenVoter[]): Promise<void> {
  if (!leavers.length) return
  const voterId = In(leavers.map((voter) => voter.voterId))
  await work.change(RoundAssignment, { roundId, voterId, status: 'ISSUED' }, { status: 'STRUCK' })
  const record = { subjectKind: 'round', subjectId: roundId, change: { voters: leavers.length } }
  await work.audit({ ...record, action: 'round.strike', reason: '投票前已离开本单位' })
}

interface Closing {
  revision: number
  voters: OpenVoter[]
  /** What was seen in the box before the step, while nobody waited. */
  seen: SeenBox | null
}

/** The step itself, by a scrutineer or the job; what was not returned lapses, and the list of what was is fixed. */
export async function endVoting(
  work: Work,
  keys: KeyFolder,
  known: KnownRound,
  { revision, voters, seen }: Closing,
): Promise<void> {
  const round = known.record
  moveOf(roundFlow, known, 'close', work.actor)
  // A ballot being cast or replaced this instant and these lines want the same rows: either it is on the list that is fixed below,
  // or it finds the row closed. Reading the round's state alone would not keep it out.
  await work.change(RoundAssignment, { roundId: round.id }, { closed: true })
  const found = seen && (await isStill(work, round.id, seen)) ? seen : await lookIntoBox(work, keys, round)
  const box = found?.box ?? null
  await strikeLeavers(work, round.id, voters.filter(isGone))
  await work.change(RoundAssignment, { roundId: round.id, status: 'ISSUED' }, { status: 'LAPSED' })
  // After the roll, as casting does it: in the other order each would wait for the other.
  await take(work, roundFlow, known, 'close', { revision, changes: { closedAt: work.now, box } })
  if (found) await storeClosedList(work, round.id, found.receipts)
  const asked = voters.map(({ voterId }) => subjectFor.ballot(round.id, voterId))
  // Says nothing of who voted, nor of who closed it.
  if (asked.length) await work.finishCards(asked, votingEndedCard(round.id, box))
  await tellList(work, round, box)
}

type CloseInput = Checked<'round.close'>

/** Refuses while the vote goes on, or a meeting's sheet is missing. */
async function mayClose(work: Work, bundles: BundleFolder, { roundId }: CloseInput) {
  const known = await requireRound(work, roundId)
  const round = known.record
  work.must('superviseRound', round)
  moveOf(roundFlow, known, 'close', work.who)
  refuseKept(bundles, round)
  const voters = await openVoters(work, round.id)
  const waiting = voters.filter((voter) => !isGone(voter)).length
  const day = round.votingToDay ?? work.today
  if (waiting > 0 && work.today <= day) throw roundVotingGoesOn({ count: waiting, day })
  const missing = await openSheets(work, round.id)
  if (missing.length) throw sheetsMissing(missing)
  return { known, voters }
}

interface PreparedClose {
  input: CloseInput
  seen: SeenBox | null
}

/**
 * A scrutineer closes the vote: after its last day, or as soon as everybody has voted; the sheets of the meetings must
 * be in, so that nobody tunes them to the result (rules §4.4.8).
 */
export const closeRound = (keys: KeyFolder, bundles: BundleFolder): PreparedRun<'round.close', PreparedClose> => ({
  prepare: async (work, input) => {
    const { known } = await mayClose(work, bundles, input)
    return { input, seen: await lookIntoBox(work, keys, known.record) }
  },
  run: async (work, { input, seen }): Promise<Output<'round.close'>> => {
    const { known, voters } = await mayClose(work, bundles, input)
    await endVoting(work, keys, known, { revision: input.revision, voters, seen })
    return { done: true }
  },
})
