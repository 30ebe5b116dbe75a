import { randomBytes, randomUUID } from 'node:crypto'
import { Ballot, RoundAssignment, type RoundBox, StrippedEnvelope, SubjectResult } from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { SubjectResult as Result } from '../../domain/evaluation/results'
import type { BundleFolder } from '../../files/bundleFolder'
import { recordChanged } from '../../refusals'
import type { LockKeys } from '../../sealing/hpke'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { OpenedRound } from '../../sealing/openRound'
import type { PreparedRun } from '../call'
import { moveOf, take } from '../workflow'
import { tellCount } from './countingCards'
import { refuseKept } from './countKept'
import { countRound } from './countRound'
import { roundFlow } from './flow'
import { type OpenedBox, openBox } from './openBox'
import { requireRound, subjectsOf } from './records'
import { limitedByQuota, type RoundFigures } from './storedResults'

export function resultRow(roundId: string, subjectId: string, result: Result): SubjectResult {
  return {
    subjectId,
    roundId,
    groups: result.groups,
    totalHundredths: result.total,
    suggestedGrade: result.suggestion,
    flags: [...result.flags, ...(result.limitedByQuota ? [limitedByQuota] : [])],
    confirmedGrade: null,
    confirmReason: null,
    confirmedById: null,
  }
}

interface Prepared {
  input: Checked<'round.tally'>
  opened: OpenedBox | null
}

/** What a line of 留痕 says of the box; whose ballots were refused stands in the line of the first step. */
const figuresOfBox = (box: RoundBox | null): object =>
  box ? { envelopes: box.envelopes, listHash: box.listHash, invalid: box.invalid } : {}

const rowsAtOnce = 50

/** In the order of their content, under keys that ascend: neither says when or by whom they came (entities/ballot.ts). */
export async function storeBallots(work: Work, roundId: string, ballots: OpenedRound['ballots']): Promise<void> {
  const ids = ballots.map(() => randomUUID()).sort()
  const rows = ballots.map((ballot, at): Ballot => ({ id: ids[at] as string, roundId, ...ballot, source: 'APP' }))
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    await work.insert(Ballot, rows.slice(from, from + rowsAtOnce))
}

/** A scrutineer has the box counted, once (D7): afterwards no ballot is taken in and nothing is counted again. */
async function count(work: Work, { input, opened }: Prepared): Promise<Output<'round.tally'>> {
  const known = await requireRound(work, input.roundId)
  const round = known.record
  work.must('superviseRound', round)
  moveOf(roundFlow, known, 'tally', work.who)
  const blocked = roundFlow.blocked?.(known, 'tally')
  if (blocked) throw blocked
  // Closed only since it was looked into.
  if (!opened) throw recordChanged()
  const subjects = await subjectsOf(work, round.id)
  await storeBallots(work, round.id, opened.round.ballots)
  const seed = randomBytes(32).toString('hex')
  const { results, statistics, checksum } = await countRound(work, known, subjects, { salting: seed, box: opened.box })
  const figures: RoundFigures = { ...statistics, talliedDay: work.today, seed }
  const incomplete = results.filter((result) => result.weightsAdjusted).length
  // Of two counts at the same instant the second stops here, and what it has stored goes.
  await take(work, roundFlow, known, 'tally', {
    revision: input.revision,
    changes: { checksum, statistics: figures as object, box: opened.box },
    noted: { checksum, incomplete, ...figuresOfBox(opened.box), ...(input.despite ? { despite: input.despite } : {}) },
  })
  const byKey = new Map(results.map((result) => [result.key, result]))
  const rows = subjects.map(({ id, subjectKey }) => resultRow(round.id, id, byKey.get(subjectKey) as Result))
  await work.insert(SubjectResult, rows)
  await tellCount(work, round, opened.box, checksum)
  // Counted: what lay on the roll goes, and its keys after it (destroyKeys.ts).
  await work.change(RoundAssignment, { roundId: round.id }, { envelope: null, envelopeMark: null, castMark: null })
  await work.manager.delete(StrippedEnvelope, { roundId: round.id })
  return { checksum }
}

/** 计票: opening and counting the box of a round (rules §3.9, §4.6). `door`: what a 监票码 is sealed to on its way. */
export const tallyVotes = (
  keys: KeyFolder,
  door: LockKeys,
  bundles: BundleFolder,
): PreparedRun<'round.tally', Prepared> => ({
  prepare: async (work, input) => {
    refuseKept(bundles, (await requireRound(work, input.roundId)).record)
    return { input, opened: await openBox(work, keys, door, input) }
  },
  run: count,
})
