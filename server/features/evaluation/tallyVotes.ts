import { createHash, randomUUID } from 'node:crypto'
import {
  Ballot,
  RoundAssignment,
  type RoundBox,
  type RoundSubject,
  StrippedEnvelope,
  SubjectResult,
} from '../../../entities'
import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { GroupBallots, SubjectResult as Result, TallyInput } from '../../domain/evaluation/results'
import type { Subject } from '../../domain/evaluation/roster'
import { type Tally, tallyRound } from '../../domain/evaluation/tally'
import type { RaterGroup } from '../../domain/scoring/terms'
import { recordChanged } from '../../refusals'
import type { LockKeys } from '../../sealing/hpke'
import type { KeyFolder } from '../../sealing/keyFolder'
import type { OpenedRound } from '../../sealing/openRound'
import type { PreparedRun } from '../call'
import { moveOf, take } from '../workflow'
import { parseAnswers } from './ballotAnswers'
import { tellCount } from './countingCards'
import { roundFlow } from './flow'
import { type OpenedBox, openBox } from './openBox'
import { type KnownRound, requireRound, subjectsOf, templateOf } from './records'
import { limitedByQuota, type RoundFigures } from './storedResults'

interface RollCount {
  subjectId: string
  raterGroup: RaterGroup
  due: number
  struck: number
}

async function countRoll(work: Work, roundId: string): Promise<RollCount[]> {
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('roll.subjectId', 'subjectId')
    .addSelect('roll.raterGroup', 'raterGroup')
    .addSelect('count(*)', 'due')
    .addSelect("sum(case when roll.status = 'STRUCK' then 1 else 0 end)", 'struck')
    .where('roll.roundId = :roundId', { roundId })
    .groupBy('roll.subjectId')
    .addGroupBy('roll.raterGroup')
    .getRawMany<{ [Field in keyof RollCount]: RollCount[Field] | string }>()
  return rows.map((row) => ({ ...row, due: Number(row.due), struck: Number(row.struck) }) as RollCount)
}

interface AnswerCount {
  subjectId: string
  raterGroup: RaterGroup
  answers: string
  ballots: number | string
}

/** How often each answer was given, counted by the database out of an index that holds all of it. */
const countAnswers = (work: Work, roundId: string): Promise<AnswerCount[]> =>
  work.manager
    .createQueryBuilder(Ballot, 'ballot')
    .select('ballot.subjectId', 'subjectId')
    .addSelect('ballot.raterGroup', 'raterGroup')
    .addSelect('ballot.answers', 'answers')
    .addSelect('count(*)', 'ballots')
    .where('ballot.roundId = :roundId', { roundId })
    .groupBy('ballot.subjectId')
    .addGroupBy('ballot.raterGroup')
    .addGroupBy('ballot.answers')
    .getRawMany<AnswerCount>()

const asSubject = ({ subjectKey, kind, personId, graded }: RoundSubject): Subject => ({
  key: subjectKey,
  kind,
  personId,
  graded: Boolean(graded),
})

/** Everything the rules count, without any trace of who gave it. */
async function readTallyInput(
  work: Work,
  { record: round, campaign }: KnownRound,
  subjects: RoundSubject[],
  unopened: OpenedBox['unopened'],
): Promise<TallyInput> {
  const template = templateOf(campaign)
  const roundId = round.id
  const answers = new Map<string, GroupBallots['ballots'][number][]>()
  for (const { subjectId, raterGroup, answers: text, ballots } of await countAnswers(work, roundId)) {
    const key = `${subjectId} ${raterGroup}`
    const given = parseAnswers(template.inputMode, text)
    const known = answers.get(key) ?? []
    for (let left = Number(ballots); left > 0; left -= 1) known.push(given)
    answers.set(key, known)
  }
  const groups = new Map<string, GroupBallots[]>()
  for (const { subjectId, raterGroup, due, struck } of await countRoll(work, roundId)) {
    const shut = unopened.find((one) => one.subjectId === subjectId && one.raterGroup === raterGroup)
    const ballots = answers.get(`${subjectId} ${raterGroup}`) ?? []
    const one = { group: raterGroup, due, struck, ballots, ...(shut ? { unopened: shut.passed } : {}) }
    groups.set(subjectId, [...(groups.get(subjectId) ?? []), one])
  }
  return {
    template,
    subjects: subjects.map(asSubject),
    ballots: subjects.map(({ id, subjectKey }) => ({ subjectKey, groups: groups.get(id) ?? [] })),
    vetoes: subjects.flatMap(({ subjectKey, vetoDocument }) =>
      vetoDocument === null ? [] : [{ subjectKey, documentNumber: vetoDocument }],
    ),
  }
}

/** Counts the round from its ballots, and the hash of all inputs; their text is neither kept nor logged. */
export async function countRound(
  work: Work,
  known: KnownRound,
  subjects: RoundSubject[],
  unopened: OpenedBox['unopened'] = [],
): Promise<Pick<Tally, 'results' | 'statistics'> & { checksum: string }> {
  const { results, statistics, checksumInput } = tallyRound(await readTallyInput(work, known, subjects, unopened))
  return { results, statistics, checksum: createHash('sha256').update(checksumInput).digest('hex') }
}

function resultRow(roundId: string, subjectId: string, result: Result): SubjectResult {
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
async function storeBallots(work: Work, roundId: string, { ballots }: OpenedRound): Promise<void> {
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
  await storeBallots(work, round.id, opened.round)
  const { results, statistics, checksum } = await countRound(work, known, subjects, opened.unopened)
  const figures: RoundFigures = { ...statistics, talliedDay: work.today }
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
export const tallyVotes = (keys: KeyFolder, door: LockKeys): PreparedRun<'round.tally', Prepared> => ({
  prepare: async (work, input) => ({ input, opened: await openBox(work, keys, door, input) }),
  run: count,
})
