import type { RoundBox } from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import type { EvaluationTemplate } from '../../domain/evaluation/template'
import type { LockKeys } from '../../sealing/hpke'
import type { KeyFolder } from '../../sealing/keyFolder'
import { openIn } from '../../sealing/openingProcess'
import { type OpenedRound, openRound, stripRound } from '../../sealing/openRound'
import { roundFlow } from './flow'
import { givenCode, mayOpen, type OpenedBy, opened } from './giveCode'
import { type KnownRound, requireRound, subjectsOf, templateOf } from './records'
import { checkRoundReason } from './refusals'
import { checkBox, checkForeign, readSealedRoll } from './sealedRoll'
import { readStripped } from './strippedBox'

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

/** 开内封: the second 监票人 opens what the first step has left. */
async function openInner(
  work: Work,
  keys: KeyFolder,
  door: LockKeys,
  { record: round, campaign }: KnownRound,
  input: Checked<'round.tally'>,
  by: OpenedBy,
): Promise<OpenedBox> {
  const code = givenCode(work, door, round, 2, by, input)
  const envelopes = await readStripped(work, keys, round)
  const template = templateOf(campaign)
  const items = [...(await itemsOf(work, round.id, template))]
  const found = opened(await openIn({ step: 'inner', code, envelopes, mode: template.inputMode, items }))
  const box = round.box && { ...round.box, invalid: found.invalid }
  return { round: found, box }
}

/**
 * Opens the box of a closed round, outside the transaction: nothing is written, and nothing changes on a roll that is closed. With
 * codes it opens what the first step has left (stripBox.ts); else all of it, with the keys of the house. Null where the round does not
 * stand there or the actor is none of its 监票人: the step itself says so. Refuses where the list is not the one that was closed, and
 * names whose envelopes cannot be counted unless `despite` says why the count goes on without them.
 */
export async function openBox(
  work: Work,
  keys: KeyFolder,
  door: LockKeys,
  input: Checked<'round.tally'>,
  by: OpenedBy,
): Promise<OpenedBox | null> {
  const { roundId, despite } = input
  const known = await requireRound(work, roundId)
  const { record: round, campaign } = known
  const coded = round.locks?.holders !== undefined
  if (round.state !== (coded ? 'STRIPPED' : 'CLOSED') || !mayOpen(work, round, 2, by)) return null
  if (coded) return roundFlow.blocked?.(known, 'tally') ? null : openInner(work, keys, door, known, input, by)
  if (despite !== undefined) checkRoundReason(despite)
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
  const found = await openRound(roundKeys.second, inner, template.inputMode, items)
  return { round: found, box: round.box && { ...round.box, invalid: found.invalid } }
}
