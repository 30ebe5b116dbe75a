import type { Checked } from '../../contract'
import type { Work } from '../../database/work'
import { type Bundle, bundleText, readBundle } from '../../domain/bundle/bundle'
import { hidesMeans, withholdSmall } from '../../domain/bundle/withhold'
import { halfName } from '../../domain/calendar/calendarDay'
import { gradedStates, reportedStates, roundStates } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import { refusal } from '../../refusals'
import type { FileAnswer } from '../call'
import { readClosedList } from './closedList'
import { readGroups } from './countedGroups'
import { bundleOf } from './countRound'
import { bundleMissing } from './lockGuards'
import { type KnownRound, requireRound, stateOf, subjectsOf, templateOf } from './records'
import { figuresOf, type StoredResult, saltingOf, storedResults } from './storedResults'

export const bundleBroken = refusal(
  409,
  'round.bundleBroken',
  '这一轮的计票档案文件读不出来，可能被人改动过。请联系机关纪委和系统管理员。',
)

const bundleEarly = refusal(409, 'round.bundleEarly', '支部报送表1以后才能下载计票档案。')

const bundleHidden = refusal(
  403,
  'round.bundleHidden',
  '按这一轮的评价表，有的组人太少，得分谁也不能看，计票档案不能下载。可以在评价页点“核验”。',
)

/** Counted, and not void. */
export const isCounted = (known: KnownRound): boolean =>
  known.record.checksum !== null && roundStates.indexOf(stateOf(known.record)) >= roundStates.indexOf(gradedStates[0])

const isReported = ({ record }: KnownRound): boolean => reportedStates.includes(stateOf(record))

/** Whether the download would be given to this reader, as far as that is known without its file. */
export const mayTakeBundle = (work: Work, known: KnownRound, stored: readonly StoredResult[]): boolean =>
  work.may('takeBundle', known.record) &&
  isReported(known) &&
  isCounted(known) &&
  !hidesMeans({ template: templateOf(known.campaign), results: stored.map(({ result }) => result) })

const hexOf = (bytes: Buffer): string[] => {
  const receipts: string[] = []
  for (let at = 0; at < bytes.length; at += 32) receipts.push(bytes.subarray(at, at + 32).toString('hex'))
  return receipts
}

/** The bundle as the database has it now: the same whenever it is drawn. Null for a round that has none. */
export async function drawBundle(work: Work, known: KnownRound): Promise<Bundle | null> {
  const { record: round, campaign } = known
  const figures = figuresOf(round)
  const salting = saltingOf(round)
  if (!isCounted(known) || !figures || salting === null) return null
  const { talliedDay: _day, lastMeetingDay: _meeting, seed: _seed, kept: _kept, ...statistics } = figures
  const subjects = await subjectsOf(work, round.id)
  const groups = await readGroups(work, round, subjects)
  const stored = await storedResults(work, round, subjects, templateOf(campaign))
  const receipts = hexOf(await readClosedList(work, round.id))
  const results = stored.map(({ result }) => result)
  return bundleOf(known, subjects, groups, { results, statistics }, { salting, box: round.box, receipts })
}

/** What was written at the count; where this instance has no file, as the database has it. */
export async function loadBundle(work: Work, bundles: BundleFolder, known: KnownRound): Promise<Bundle> {
  const text = bundles.read(known.record.id)
  const bundle = text === null ? await drawBundle(work, known) : readBundle(text)
  if (!bundle) throw text === null ? bundleMissing() : bundleBroken()
  return bundle
}

/** For 党办 and 机关党委, once results are reported; without the ballots of small groups. */
export const downloadBundle =
  (bundles: BundleFolder) =>
  async (work: Work, { roundId }: Checked<'round.bundle'>): Promise<FileAnswer> => {
    const known = await requireRound(work, roundId)
    const { campaign, branchName } = known
    work.must('takeBundle', known.record)
    if (!isCounted(known)) throw bundleMissing()
    if (!isReported(known)) throw bundleEarly()
    const whole = await loadBundle(work, bundles, known)
    if (hidesMeans(whole)) throw bundleHidden()
    return {
      mediaType: 'application/json; charset=utf-8',
      fileName: `${branchName}${halfName(campaign.half)}计票档案.json`,
      content: Buffer.from(bundleText(withholdSmall(whole))),
    }
  }
