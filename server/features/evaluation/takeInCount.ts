import { votingEndedCard } from '../../../bot/cards/evaluation'
import { countTakenCard } from '../../../bot/cards/scrutineers'
import {
  Ballot,
  type EvaluationRound,
  RoundAssignment,
  type RoundBox,
  type RoundSubject,
  SubjectResult,
} from '../../../entities'
import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { foreignPart } from '../../domain/bundle/belongs'
import { type Bundle, readBundle } from '../../domain/bundle/bundle'
import { recount } from '../../domain/bundle/recount'
import { type Verdict, verifyBundle } from '../../domain/bundle/verifyBundle'
import { subjectFor } from '../../domain/cardKeys'
import { isHash } from '../../domain/sealing/shortHash'
import type { BundleFolder } from '../../files/bundleFolder'
import { recordChanged, refusal } from '../../refusals'
import type { OpenedBallot } from '../../sealing/openRound'
import type { PreparedRun } from '../call'
import { moveOf, take } from '../workflow'
import { clearBox } from './clearBox'
import { readClosedList, storeClosedList } from './closedList'
import { asSubject, readGroups, vetoesOf } from './countedGroups'
import { tellCount } from './countingCards'
import { withCountKept } from './countKept'
import { sha256 } from './countRound'
import { bundleBroken } from './drawBundle'
import { roundFlow } from './flow'
import { bundleMissing } from './lockGuards'
import { type KnownRound, requireRound, subjectsOf, templateOf } from './records'
import { keepOnly, stageRows } from './stagedRows'
import { groupKey, type RoundFigures } from './storedResults'
import type { OpeningTools } from './stripBox'
import { ballotRows, resultRow } from './tallyVotes'

const bundleForeign = refusal(
  409,
  'round.bundleForeign',
  '没有取回：计票档案里的{what}和这一轮的不一样，是别的轮次或别的单位的档案。请系统管理员核对计票档案目录和恢复用的备份。',
)
const bundleAltered = refusal(
  409,
  'round.bundleAltered',
  '没有取回：计票档案核验不通过。{fault}请联系机关纪委和系统管理员。',
)
const bundleWithheld = refusal(
  409,
  'round.bundleWithheld',
  '没有取回：目录里放的是下载的那一种档案，人数少的组没有附选票。请系统管理员放回计票时写的那一份。',
)
const checksumDiffers = refusal(
  409,
  'round.checksumDiffers',
  '没有取回：您填的和这份计票档案的校验码不一样。请看“计票已完成”卡片上计票校验码的16位数字；没有填错，就是档案被换过，请联系机关纪委。',
)

/** A file that only begins like a bundle is none. */
function verified(bundle: Bundle): Verdict {
  try {
    return verifyBundle(bundle, sha256)
  } catch {
    throw bundleBroken()
  }
}

/** The bundle as it was written at the count of this very round; refuses any other in one sentence. */
async function trueBundle(
  work: Work,
  bundles: BundleFolder,
  { record: round, campaign }: KnownRound,
  subjects: readonly RoundSubject[],
  told: string,
): Promise<Bundle> {
  const text = bundles.read(round.id)
  if (text === null) throw bundleMissing()
  const bundle = readBundle(text)
  if (!bundle) throw bundleBroken()
  const { faults, withheld } = verified(bundle)
  if (withheld || bundle.groups.some(({ salt }) => salt === null)) throw bundleWithheld()
  const what = foreignPart(sha256, bundle, {
    round: { id: round.id, half: campaign.half, attempt: round.attempt },
    template: templateOf(campaign),
    subjects: subjects.map(asSubject),
    vetoes: vetoesOf(subjects),
    groups: (await readGroups(work, round, subjects)).map(({ subjectKey, group, due }) => ({ subjectKey, group, due })),
    listHash: round.box?.listHash ?? null,
  })
  if (what) throw bundleForeign({ what })
  const [fault] = faults
  if (fault) throw bundleAltered({ fault: fault.plain })
  // All of a file can be made anew so that it hangs together; what was told at the count lies outside.
  if (!isHash(bundle.checksum, told)) throw checksumDiffers()
  return bundle
}

/** The box as it stood after the count; whose envelopes were refused is not in a bundle, and is kept where it is known here. */
function boxOf(
  { box }: EvaluationRound,
  { list, opening, groups }: Bundle,
  idOf: ReadonlyMap<string, string>,
): RoundBox | null {
  if (!list) return null
  const closed = groups.flatMap(({ subjectKey, group, unopened }) =>
    unopened ? [{ subjectId: idOf.get(subjectKey) ?? '', raterGroup: group, passed: unopened }] : [],
  )
  const nobody = {
    innerHash: '',
    refused: [],
    copied: [],
    fell: 0,
    smallest: null,
    asksWords: false,
    mark: '',
    confirmed: [],
  }
  const stripped =
    opening.passed === null ? undefined : (box?.stripped ?? { ...nobody, passed: opening.passed, closed })
  return { envelopes: list.envelopes, listHash: list.hash, invalid: opening.invalid, ...(stripped ? { stripped } : {}) }
}

function ballotsOf({ groups }: Bundle, idOf: ReadonlyMap<string, string>): OpenedBallot[] {
  const all = groups.flatMap(({ subjectKey, group, ballots }) =>
    (ballots ?? []).map((answers) => ({ subjectId: idOf.get(subjectKey) ?? '', raterGroup: group, answers })),
  )
  const textOf = ({ subjectId, raterGroup, answers }: OpenedBallot) => `${subjectId} ${raterGroup} ${answers}`
  return all.sort((left, right) => (textOf(left) < textOf(right) ? -1 : 1))
}

/**
 * The day of the count is in no bundle: a meeting about the grades cannot have been before the vote began, which is all that the day
 * is asked for.
 */
const countedFrom = (work: Work, { votingFromDay, frozenDay }: EvaluationRound): string =>
  votingFromDay ?? frozenDay ?? work.today

function figuresOf(work: Work, round: EvaluationRound, { statistics, groups }: Bundle): RoundFigures {
  const kept = Object.fromEntries(groups.map((one) => [groupKey(one), { salt: one.salt ?? '', struck: one.struck }]))
  return { ...statistics, talliedDay: countedFrom(work, round), kept }
}

/** Nothing is put on the roll any more; who voted after the backup is known to nobody, and nothing is said of it. */
async function closeRoll(work: Work, roundId: string, box: RoundBox | null): Promise<void> {
  await work.change(RoundAssignment, { roundId }, { closed: true })
  const rows = await work.manager
    .createQueryBuilder(RoundAssignment, 'roll')
    .select('distinct roll.voterId', 'voterId')
    .where('roll.roundId = :roundId', { roundId })
    .getRawMany<{ voterId: string }>()
  const cards = rows.map(({ voterId }) => subjectFor.ballot(roundId, voterId))
  if (cards.length) await work.finishCards(cards, votingEndedCard(roundId, box))
}

const idsOf = (subjects: readonly RoundSubject[]) => new Map(subjects.map(({ id, subjectKey }) => [subjectKey, id]))

async function store(work: Work, round: EvaluationRound, { subjects, bundle }: TrueCount): Promise<void> {
  const idOf = idsOf(subjects)
  await work.insert(
    SubjectResult,
    // As the rules give them, which is as the file has them: it was counted again.
    recount(bundle).results.map((result) => resultRow(round.id, idOf.get(result.key) ?? '', result)),
  )
  const listed = await readClosedList(work, round.id)
  if (bundle.list && !listed.length) await storeClosedList(work, round.id, bundle.list.receipts)
}

type TakeInput = Checked<'round.takeIn'>

/** What is taken in: the bundle is this round's own, and says what was counted. */
interface TrueCount {
  subjects: RoundSubject[]
  bundle: Bundle
}

/** The round as it stands beside its file; refuses where nothing is to be taken in. */
async function requireKept(work: Work, bundles: BundleFolder, roundId: string): Promise<KnownRound> {
  const found = await requireRound(work, roundId)
  const known = { ...found, record: withCountKept(bundles, found.record) }
  work.must('superviseRound', known.record)
  moveOf(roundFlow, known, 'takeIn', work.who)
  const blocked = roundFlow.blocked?.(known, 'takeIn')
  if (blocked) throw blocked
  return known
}

/**
 * Outside the transaction, in pieces: the file is verified, its ballots are written, and what still lies in the box goes. It was counted
 * before, so nothing of it is opened; after a kill this goes on where it stopped.
 */
async function prepareTake(
  work: Work,
  { database, keys, bundles }: Pick<OpeningTools, 'database' | 'keys' | 'bundles'>,
  { roundId, revision, checksum }: TakeInput,
): Promise<TrueCount> {
  const known = await requireKept(work, bundles, roundId)
  const { record: round } = known
  const subjects = await subjectsOf(work, roundId)
  const bundle = await trueBundle(work, bundles, known, subjects, checksum)
  if (round.revision !== revision) throw recordChanged()
  const ballots = ballotRows(keys, roundId, ballotsOf(bundle, idsOf(subjects)))
  await clearBox(database, round)
  await keepOnly(database, Ballot, roundId, ballots)
  await stageRows(database, Ballot, round, ballots)
  return { subjects, bundle }
}

async function takeIt(work: Work, bundles: BundleFolder, input: TakeInput, count: TrueCount) {
  const known = await requireKept(work, bundles, input.roundId)
  const { record: round } = known
  const { bundle, subjects } = count
  const { checksum } = bundle
  const box = boxOf(round, bundle, idsOf(subjects))
  await take(work, roundFlow, known, 'takeIn', {
    revision: input.revision,
    changes: {
      checksum,
      box,
      statistics: figuresOf(work, round, bundle) as object,
      closedAt: round.closedAt ?? work.now,
      countKept: false,
    },
    noted: { checksum, ...(box ? { envelopes: box.envelopes, listHash: box.listHash } : {}) },
  })
  await store(work, round, count)
  await closeRoll(work, round.id, box)
  await work.finishCards(subjectFor.tallyDue(round.id), countTakenCard(round.id))
  await tellCount(work, round, box, checksum)
  return { checksum }
}

/**
 * 取回计票结果: in a house restored from a backup of before the count a 监票人 has what was counted taken in from the bundle that was
 * written at the count, once, by the checksum that his card has told him (rules §4.6.11). Nothing is opened and nothing counted anew.
 */
export const takeInCount = (
  tools: Pick<OpeningTools, 'database' | 'keys' | 'bundles'>,
): PreparedRun<'round.takeIn', { input: TakeInput; count: TrueCount }> => ({
  prepare: async (work, input) => ({ input, count: await prepareTake(work, tools, input) }),
  run: (work, { input, count }) => takeIt(work, tools.bundles, input, count),
})
