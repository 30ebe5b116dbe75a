import type { RoundBox } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import { countCharacters } from '../../domain/wording/characters'
import { refusal } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import { type OpenedRound, openRound, stripRound } from '../../sealing/openRound'
import { requireRound, subjectsOf, templateOf } from './records'
import { checkBox, checkForeign, readSealedRoll } from './sealedRoll'

const shortestReason = 5
const roundReasonShort = refusal(422, 'round.reasonShort', '请写明原因，不少于5个字（现在{actual}个字）。')

export interface OpenedBox {
  /** What was sealed and is counted now; nothing of a round whose ballots were never sealed. */
  round: OpenedRound
  box: RoundBox | null
}

/** How many items each subject of the round is rated by. */
async function itemsOf(work: Work, roundId: string, { subjects }: EvaluationTemplate): Promise<Map<string, number>> {
  const listed = await subjectsOf(work, roundId)
  return new Map(listed.map(({ id, kind }) => [id, subjects[kind].items.length]))
}

/**
 * Opens the box of a closed round, outside the transaction: nothing is written, and nothing changes on a roll that is closed. Null
 * where the round is not closed or the actor is none of its 监票人: the step itself says so. Refuses where the list is not the one
 * that was closed, and names whose envelopes cannot be counted unless `despite` says why the count goes on without them.
 */
export async function openBox(
  work: Work,
  keys: KeyFolder,
  { roundId, despite }: Checked<'round.tally'>,
): Promise<OpenedBox | null> {
  const { record: round, campaign } = await requireRound(work, roundId)
  if (round.state !== 'CLOSED' || !work.may('superviseRound', round)) return null
  const actual = countCharacters(despite ?? '')
  if (despite !== undefined && actual < shortestReason) throw roundReasonShort({ actual })
  const roll = await readSealedRoll(work, keys, round)
  checkBox(round.box, roll)
  const roundKeys = roll.envelopes.length ? keys.read(roundId) : null
  if (!roundKeys) {
    await checkForeign(work, roll.foreign, despite)
    return { round: { ballots: [], invalid: 0 }, box: round.box }
  }
  const { inner, refused, copied } = await stripRound(roundKeys.first, roll.envelopes)
  await checkForeign(work, [...roll.foreign, ...refused, ...copied], despite)
  const template = templateOf(campaign)
  const items = await itemsOf(work, roundId, template)
  const opened = await openRound(roundKeys.second, inner, template.inputMode, items)
  return { round: opened, box: round.box && { ...round.box, invalid: opened.invalid } }
}
