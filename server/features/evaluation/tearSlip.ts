import { slipTornCard } from '../../../bot/cards/scrutineers'
import { EvaluationRound, Person } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import { subjectFor } from '../../domain/cardKeys'
import { gradedStates, roundStates } from '../../domain/workflows/evaluationRound'
import { refusal } from '../../refusals'
import { namesOf } from '../organisation'
import { notCoded } from './lockGuards'
import { requireRound, stateOf } from './records'
import { placeOf } from './roundLocks'

const slipNeeded = refusal(409, 'round.slipNeeded', '这一轮还没有计票，码条还要用，请收好，不要撕。')

/** Nothing is opened with a 监票码 any more. */
const isOver = (round: EvaluationRound): boolean =>
  round.state === 'VOIDED' || roundStates.indexOf(stateOf(round)) >= roundStates.indexOf(gradedStates[0])

/** Who of both has torn up his slip, and what is left to the reader; null while the slips are needed, and where there are none. */
export async function presentSlips(work: Work, round: EvaluationRound): Promise<Output<'round.read'>['slips']> {
  const { locks } = round
  if (!locks?.holders || !isOver(round)) return null
  const torn = (locks.torn ?? []).map(({ personId }) => personId)
  const names = await namesOf(work, Person, torn)
  const { personId } = work.who
  return {
    torn: torn.flatMap((one) => names.get(one) ?? []),
    due: placeOf(round, personId) !== null && !torn.includes(personId),
  }
}

/**
 * 码条已撕掉: each 监票人 says so of his own slip, once nothing is opened with it any more (rules §4.6.7). Said twice it is said once; it
 * is no step of the round, whose branch goes on meanwhile.
 */
export async function tearSlip(work: Work, { roundId }: Checked<'round.tearSlip'>): Promise<Output<'round.tearSlip'>> {
  work.must('superviseRound', (await requireRound(work, roundId)).record)
  // Both may say it at one instant, and both stand in one column.
  await work.takeTurn('tornSlips')
  const { record: round } = await requireRound(work, roundId)
  const { locks } = round
  if (!locks?.holders) throw notCoded()
  if (!isOver(round)) throw slipNeeded()
  const { personId } = work.who
  const place = placeOf(round, personId)
  const torn = locks.torn ?? []
  if (torn.some((one) => one.personId === personId)) return { done: true }
  const news = { ...locks, torn: [...torn, { personId, day: work.today }] }
  await work.change(EvaluationRound, { id: roundId }, { locks: news as never })
  await work.audit({ action: 'round.tearSlip', subjectKind: 'round', subjectId: roundId, change: { place } })
  await work.finishCards(subjectFor.slipDue(roundId, personId), slipTornCard(roundId, round.box, round.checksum))
  return { done: true }
}
