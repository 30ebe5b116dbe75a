import { randomBytes } from 'node:crypto'
import {
  Ballot,
  type EvaluationRound,
  RoundAssignment,
  type RoundBox,
  type RoundSubject,
  SubjectResult,
} from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { SubjectResult as Result } from '../../domain/evaluation/results'
import { recordChanged } from '../../refusals'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { OpenedRound } from '../../sealing/openRound'
import type { PreparedRun } from '../call'
import { moveOf, take } from '../workflow'
import { tellCount } from './countingCards'
import { refuseKept } from './countKept'
import { countRound } from './countRound'
import { roundFlow } from './flow'
import { mustOpen, type OpenedBy, openedSo } from './giveCode'
import { openBox } from './openBox'
import { requireRound, subjectsOf } from './records'
import { stagedIds, stageRows } from './stagedRows'
import { limitedByQuota, type RoundFigures } from './storedResults'
import type { OpeningTools } from './stripBox'

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

export interface PreparedCount {
  input: Checked<'round.tally'>
  counted: Counted | null
}

/** What is written once the round is counted, drawn from its opened ballots before anything of the round itself is touched. */
interface Counted {
  box: RoundBox | null
  subjects: RoundSubject[]
  results: readonly Result[]
  figures: RoundFigures
  checksum: string
}

/** What a line of 留痕 says of the box; whose ballots were refused stands in the line of the first step. */
const figuresOfBox = (box: RoundBox | null): object =>
  box ? { envelopes: box.envelopes, listHash: box.listHash, invalid: box.invalid } : {}

/** In the order of their content, under keys that ascend: neither says when or by whom they came (entities/ballot.ts). */
export function ballotRows(keys: KeyFolder, roundId: string, ballots: OpenedRound['ballots']): Ballot[] {
  const ids = stagedIds(keys.house(), 'ballot', roundId, ballots.length)
  return ballots.map((ballot, at): Ballot => ({ id: ids[at] as string, roundId, ...ballot, source: 'APP' }))
}

/** Opens the box and counts it, outside the transaction; the ballots are written, in pieces, and nobody reads them before the count. */
export async function prepareCount(
  work: Work,
  { database, keys, door, bundles }: OpeningTools,
  input: Checked<'round.tally'>,
  by: OpenedBy,
): Promise<PreparedCount> {
  const nothing = { input, counted: null }
  const known = await requireRound(work, input.roundId)
  const { record: round } = known
  refuseKept(bundles, round)
  const opened = await openBox(work, keys, door, input, by)
  if (!opened) return nothing
  if (round.revision !== input.revision) throw recordChanged()
  await stageRows(database, Ballot, round, ballotRows(keys, round.id, opened.round.ballots))
  const subjects = await subjectsOf(work, round.id)
  const seed = randomBytes(32).toString('hex')
  const { box } = opened
  const { results, statistics, checksum } = await countRound(work, known, subjects, { salting: seed, box })
  const figures = { ...statistics, talliedDay: work.today, seed }
  return { input, counted: { box, subjects, results, checksum, figures } }
}

/** A scrutineer has the box counted, once (D7): afterwards no ballot is taken in and nothing is counted again. */
export async function takeCount(
  work: Work,
  { input, counted }: PreparedCount,
  by: OpenedBy,
): Promise<Output<'round.tally'>> {
  const known = await requireRound(work, input.roundId)
  const round = known.record
  mustOpen(work, round, 2, by)
  moveOf(roundFlow, known, 'tally', work.who)
  const blocked = roundFlow.blocked?.(known, 'tally')
  if (blocked) throw blocked
  // Closed only since it was looked into.
  if (!counted) throw recordChanged()
  const { box, subjects, results, figures, checksum } = counted
  const incomplete = results.filter((result) => result.weightsAdjusted).length
  // Of two counts at the same instant the second stops here.
  await take(work, roundFlow, known, 'tally', {
    revision: input.revision,
    changes: { checksum, statistics: figures as object, box, ...openedSo(work, round, 2, by) },
    noted: {
      checksum,
      incomplete,
      ...(by === 'safe' && { by }),
      ...figuresOfBox(box),
      ...(input.despite ? { despite: input.despite } : {}),
    },
  })
  const byKey = new Map(results.map((result) => [result.key, result]))
  const rows = subjects.map(({ id, subjectKey }) => resultRow(round.id, id, byKey.get(subjectKey) as Result))
  await work.insert(SubjectResult, rows)
  await tellCount(work, round, box, checksum)
  await forgetUnsealed(work, round)
  return { checksum }
}

/** What lay on the roll goes after the count, and its keys after it (destroyKeys.ts); a roll from before there were any goes here. */
async function forgetUnsealed(work: Work, { id: roundId, locks }: EvaluationRound): Promise<void> {
  if (!locks) await work.change(RoundAssignment, { roundId }, { castMark: null })
}

/** 计票: opening and counting the box of a round (rules §3.9, §4.6). */
export const tallyVotes = (tools: OpeningTools): PreparedRun<'round.tally', PreparedCount> => ({
  prepare: (work, input) => prepareCount(work, tools, input, 'slip'),
  run: (work, prepared) => takeCount(work, prepared, 'slip'),
})
