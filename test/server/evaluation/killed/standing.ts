import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { Ballot, EvaluationRound, RoundAssignment, StrippedEnvelope, SubjectResult } from '../../../../entities'
import { readBundle } from '../../../../server/domain/bundle/bundle'
import { verifyBundle } from '../../../../server/domain/bundle/verifyBundle'
import type { Stage } from '../evaluationStage'
import { type MarkedRound, rightKey } from './markedRound'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Whatever lies in a folder under the name of this round, drafts of killed writers too. */
const filesOf = (folder: string, roundId: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.includes(roundId)) : []

async function readOnce(stage: Stage, { id: roundId }: MarkedRound) {
  return stage.house.database.read(null, 'job', async ({ manager }) => ({
    round: await manager.findOneByOrFail(EvaluationRound, { id: roundId }),
    roll: await manager.findBy(RoundAssignment, { roundId }),
    stripped: await manager.countBy(StrippedEnvelope, { roundId }),
    ballots: await manager.findBy(Ballot, { roundId }),
    results: await manager.countBy(SubjectResult, { roundId }),
  }))
}

type Rows = Awaited<ReturnType<typeof readOnce>>

/** As they stood at one moment: another instance may have taken a step between two of these statements. */
async function readRows(stage: Stage, marked: MarkedRound): Promise<Rows> {
  for (;;) {
    const rows = await readOnce(stage, marked)
    if ((await stage.round(marked.id)).revision === rows.round.revision) return rows
  }
}

/**
 * How many envelopes, stripped ones, ballots and results there may be in each state, at least and at most: a step that is taken is
 * there whole. What the next one has written already, and what of the last one is not cleared away yet, counts for nothing.
 */
function expected({ round, roll }: Rows, key: boolean): [least: number, most: number][] {
  const voted = roll.filter(({ status }) => status === 'VOTED').length
  const passed = round.box?.stripped?.passed ?? 0
  const none: [number, number] = [0, 0]
  const all: [number, number] = [voted, voted]
  if (round.state === 'CLOSED') return [all, [0, voted], none, none]
  if (round.state === 'STRIPPED') return [all, [passed, passed], [0, voted], none]
  // Nothing is left once the keys are gone.
  if (round.state === 'TALLIED') return [[0, key ? voted : 0], [0, key ? passed : 0], all, [3, 3]]
  return [all, none, none, none]
}

/** What is half, lost or too early, at any moment. `acknowledged`: by right, as far as the phones have heard. */
export async function standingFaults(
  stage: Stage,
  marked: MarkedRound,
  acknowledged: ReadonlyMap<string, string>,
): Promise<string[]> {
  const heard = [...acknowledged.keys()]
  // Files first: the database may only be further.
  const key = stage.keys.rounds().includes(marked.id)
  const bundle = stage.bundles.has(marked.id)
  const rows = await readRows(stage, marked)
  const { round, roll, stripped, ballots, results } = rows
  const envelopes = roll.filter(({ envelope }) => envelope !== null).length
  const faults: string[] = []
  const seen = [envelopes, stripped, ballots.length, results]
  const wanted = expected(rows, key)
  if (wanted.some(([least, most], at) => (seen[at] ?? 0) < least || (seen[at] ?? 0) > most))
    faults.push(`${round.state}: ${seen.join(' ')} rows in place of ${wanted.map((one) => one.join('–')).join(' ')}`)
  const voted = new Set(roll.filter(({ status }) => status === 'VOTED').map(rightKey))
  const lost = heard.filter((right) => !voted.has(right)).length
  if (lost) faults.push(`${round.state}: ${lost} acknowledged ballots are gone`)
  if (bundle && round.state !== 'TALLIED') faults.push(`${round.state}: a bundle before the count`)
  if (!key && round.state !== 'TALLIED') faults.push(`${round.state}: the keys are gone before the count`)
  if (!key && !bundle) faults.push('the keys are gone before the bundle was written')
  return faults
}

/** What is not as it must be once all is over: every ballot once, as it was meant, and nothing left. */
export async function endFaults(
  stage: Stage,
  marked: MarkedRound,
  counted: ReadonlyMap<string, string>,
  keysFolder: string,
): Promise<string[]> {
  const faults = await standingFaults(stage, marked, counted)
  const { round, ballots, roll } = await readRows(stage, marked)
  const meant = marked.rights.map((right) => `${right.subjectId} ${right.raterGroup} ${counted.get(rightKey(right))}`)
  const found = ballots.map(({ subjectId, raterGroup, answers }) => `${subjectId} ${raterGroup} ${answers}`)
  const [truth, there] = [meant.sort(), found.sort()]
  if (there.join('\n') !== truth.join('\n'))
    faults.push(`${there.length} ballots counted, and not those that were meant`)
  if (roll.some(({ envelope, castMark }) => envelope ?? castMark)) faults.push('envelopes are left on the roll')
  const left = [...filesOf(keysFolder, marked.id), ...filesOf(stage.bundlesFolder, marked.id)].filter(
    (name) => name !== `${marked.id}.count.json`,
  )
  if (left.length) faults.push(`left over: ${left.join(', ')}`)
  const bundle = readBundle(stage.bundles.read(marked.id) ?? '')
  if (!bundle) return [...faults, 'there is no bundle']
  const anchors = { checksum: round.checksum ?? '', listHash: round.box?.listHash ?? '' }
  return [...faults, ...verifyBundle(bundle, sha256, anchors).faults.map(({ sentence }) => sentence)]
}
