import { createHash } from 'node:crypto'
import { setImmediate as others } from 'node:timers/promises'
import type { RoundBox, RoundSubject } from '../../../entities'
import type { Work } from '../../database/work'
import { type Bundle, bundleGroup, makeBundle, type Salting } from '../../domain/bundle/bundle'
import { type Tally, tallyRound } from '../../domain/evaluation/tally'
import { asSubject, type CountedGroup, readGroups, tallyInput, vetoesOf } from './countedGroups'
import { type KnownRound, templateOf } from './records'

/** As bundles are marked. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type Counted = Pick<Tally, 'results' | 'statistics'>

/** The bundle of a count (rules §4.6.11). `salting`: where its salts come from; `receipts`: of the list, where they are wanted. */
export function bundleOf(
  { record: round, campaign, branchName }: KnownRound,
  subjects: readonly RoundSubject[],
  groups: readonly CountedGroup[],
  { results, statistics }: Counted,
  { salting, box, receipts = [] }: { salting: Salting; box: RoundBox | null; receipts?: string[] },
): Bundle {
  return makeBundle(sha256, {
    round: { id: round.id, half: campaign.half, branch: branchName, attempt: round.attempt },
    list: box && { envelopes: box.envelopes, hash: box.listHash, receipts },
    opening: { passed: box?.stripped?.passed ?? null, invalid: box?.invalid ?? 0 },
    template: templateOf(campaign),
    subjects: subjects.map((subject) => ({ ...asSubject(subject), name: subject.name })),
    vetoes: [...vetoesOf(subjects)],
    groups: groups.map((one) => bundleGroup(sha256, salting, one)),
    results,
    statistics,
  })
}

/**
 * Counts the round from its ballots, with the checksum of all of it; answers are neither kept elsewhere nor logged. `salting`: null for a
 * round that was counted before there were bundles, whose checksum was of its inputs alone.
 */
export async function countRound(
  work: Work,
  known: KnownRound,
  subjects: RoundSubject[],
  { salting, box }: { salting: Salting | null; box: RoundBox | null },
): Promise<Counted & { checksum: string }> {
  const groups = await readGroups(work, known.record, subjects)
  // Each of these is short; all of them of a large round are not.
  await others()
  const input = tallyInput(templateOf(known.campaign), subjects, groups)
  await others()
  const { results, statistics, checksumInput } = tallyRound(input)
  const counted = { results, statistics }
  await others()
  const checksum =
    salting === null ? sha256(checksumInput) : bundleOf(known, subjects, groups, counted, { salting, box }).checksum
  return { ...counted, checksum }
}
