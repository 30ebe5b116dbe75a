import type { StrippedBox } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Database, Work } from '../../database/work'
import type { BundleFolder } from '../../files/bundleFolder'
import { recordChanged } from '../../refusals'
import type { LockKeys } from '../../sealing/hpke'
import type { KeyFolder } from '../../sealing/keyFolder'
import { openIn } from '../../sealing/openingProcess'
import type { PreparedRun } from '../call'
import { moveOf, take } from '../workflow'
import { refuseKept } from './countKept'
import { roundFlow } from './flow'
import { givenCode, mayOpen, mustOpen, type OpenedBy, opened, openedSo } from './giveCode'
import { requireRound, templateOf } from './records'
import { checkRoundReason } from './refusals'
import { checkBox, readSealedRoll } from './sealedRoll'
import { stageStripped, strippedBoxOf } from './strippedBox'

/** What a step of the opening is done with. */
export interface OpeningTools {
  database: Database
  keys: KeyFolder
  door: LockKeys
  bundles: BundleFolder
}

export interface PreparedStrip {
  input: Checked<'round.strip'>
  found: StrippedBox | null
}

/**
 * Takes the outer envelopes off, outside the transaction, and writes what is left, in pieces; null where the step itself says why it
 * cannot be taken.
 */
export async function prepareStrip(
  work: Work,
  { database, keys, door, bundles }: OpeningTools,
  input: Checked<'round.strip'>,
  by: OpenedBy,
): Promise<PreparedStrip> {
  const { record: round, campaign } = await requireRound(work, input.roundId)
  if (round.state !== 'CLOSED' || !round.locks?.holders || !mayOpen(work, round, 1, by)) return { input, found: null }
  refuseKept(bundles, round)
  if (round.revision !== input.revision) throw recordChanged()
  const code = givenCode(work, door, round, 1, by, input)
  const roll = await readSealedRoll(work, keys, round)
  checkBox(round.box, roll)
  const stripped = opened(await openIn({ step: 'outer', code, envelopes: roll.envelopes }))
  const box = strippedBoxOf(keys, round, templateOf(campaign), roll, stripped)
  await stageStripped(database, keys, round, stripped.inner)
  return { input, found: box }
}

/**
 * 开外封: the first 监票人 opens lock 1 over the list that was closed, the whole round at once; what is left knows no voter any more
 * (rules §4.6.2). It stands once this one short unit of work says so. Done twice at the same instant it is done once.
 */
export const stripBox = (tools: OpeningTools): PreparedRun<'round.strip', PreparedStrip> => ({
  prepare: (work, input) => prepareStrip(work, tools, input, 'slip'),
  run: async (work, prepared): Promise<Output<'round.strip'>> => {
    await takeStrip(work, prepared, 'slip')
    return { done: true }
  },
})

export async function takeStrip(work: Work, { input, found }: PreparedStrip, by: OpenedBy): Promise<void> {
  const known = await requireRound(work, input.roundId)
  const { record: round } = known
  mustOpen(work, round, 1, by)
  moveOf(roundFlow, known, 'strip', work.who)
  const blocked = roundFlow.blocked?.(known, 'strip')
  if (blocked) throw blocked
  if (!found || !round.box) throw recordChanged()
  const { passed, refused, copied, fell } = found
  await take(work, roundFlow, known, 'strip', {
    revision: input.revision,
    changes: { box: { ...round.box, stripped: found }, ...openedSo(work, round, 1, by) },
    noted: { envelopes: round.box.envelopes, passed, refused, copied, fell, ...(by === 'safe' && { by }) },
  })
}

/** Each of both 监票人 says why the count goes on without what is missing; nothing more is opened because of it. */
export async function confirmBox(work: Work, input: Checked<'round.confirmBox'>): Promise<Output<'round.confirmBox'>> {
  const known = await requireRound(work, input.roundId)
  const { record: round } = known
  work.must('superviseRound', round)
  moveOf(roundFlow, known, 'confirmBox', work.who)
  checkRoundReason(input.reason)
  const { box } = round
  const stripped = box?.stripped
  if (!stripped) throw recordChanged()
  const { personId } = work.who
  const others = stripped.confirmed.filter((one) => one.personId !== personId)
  const confirmed = [...others, { personId, reason: input.reason }]
  await take(work, roundFlow, known, 'confirmBox', {
    revision: input.revision,
    changes: { box: { ...box, stripped: { ...stripped, confirmed } } },
    comment: input.reason,
    noted: { refused: stripped.refused.length, copied: stripped.copied.length, fell: stripped.fell },
  })
  return { done: true }
}
