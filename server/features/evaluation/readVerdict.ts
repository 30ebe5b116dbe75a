import type { Checked, Output } from '../../contract'
import type { Work } from '../../database/work'
import type { Bundle } from '../../domain/bundle/bundle'
import {
  type Fault,
  groupName,
  recountFaults,
  templateFaults,
  verdictText,
  verifyBundle,
} from '../../domain/bundle/verifyBundle'
import { reportedStates } from '../../domain/workflows/evaluationRound'
import type { BundleFolder } from '../../files/bundleFolder'
import { sha256 } from './countRound'
import { bundleBroken, drawBundle, isCounted, loadBundle } from './drawBundle'
import { bundleMissing } from './lockGuards'
import { requireRound, stateOf } from './records'

/** What the database has become since, beside the file that was written at the count. */
function databaseFaults(file: Bundle, now: Bundle | null): Fault[] {
  if (!now) return []
  const marks = new Map(now.groups.map((one) => [`${one.subjectKey} ${one.group}`, one]))
  const ballots = file.groups.flatMap((one): Fault[] => {
    const there = marks.get(`${one.subjectKey} ${one.group}`)
    if (there?.mark === one.mark) return []
    const sentence = `数据库里${groupName(file, one)}的选票和档案不一样：档案${one.opened}张，数据库${there?.opened ?? 0}张。`
    return [{ sentence, plain: sentence }]
  })
  const template = templateFaults(sha256, { template: now.template, templateMarks: file.templateMarks }).map(
    (fault) => {
      const sentence = `数据库里${fault}`
      return { sentence, plain: sentence }
    },
  )
  return [...template, ...ballots, ...recountFaults(file, now.results, '数据库里')]
}

/** A file that only begins like a bundle is none. */
function looked<Found>(look: () => Found): Found {
  try {
    return look()
  } catch {
    throw bundleBroken()
  }
}

/** 核验计票结果: counts the stored bundle again, holds it against what was told outside and against the database (rules §4.6.11). */
export const readVerdict =
  (bundles: BundleFolder) =>
  async (work: Work, { roundId }: Checked<'round.verify'>): Promise<Output<'round.verify'>> => {
    const known = await requireRound(work, roundId)
    const { record: round } = known
    const confirmed = reportedStates.includes(stateOf(round))
    const { branchId, scrutineerIds } = round
    work.must('verifyCount', { branchId, scrutineerIds, confirmed })
    const reads = work.may('readResults', { branchId, confirmed })
    if (!isCounted(known)) throw bundleMissing()
    const bundle = await loadBundle(work, bundles, known)
    const anchors = { checksum: round.checksum ?? '', listHash: round.box?.listHash ?? '' }
    const now = await drawBundle(work, known)
    const { faults, verdict } = looked(() => {
      const found = verifyBundle(bundle, sha256, anchors)
      return { verdict: found, faults: [...found.faults, ...databaseFaults(bundle, now)] }
    })
    const said = faults.map(({ sentence, plain }) => (reads ? sentence : plain))
    return { whole: faults.length === 0, sentence: verdictText({ ...verdict, faults }), faults: [...new Set(said)] }
  }
