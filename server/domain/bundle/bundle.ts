// 计票档案 (rules §4.6.11): all that a count was made of and all that came of it, as one file that is verified without the house.
// No voter and no time is in it; ballots stand in the order of their content.
import type { SubjectResult, Veto } from '../evaluation/results'
import type { Subject } from '../evaluation/roster'
import type { RoundStatistics } from '../evaluation/roundStatistics'
import type { EvaluationTemplate } from '../evaluation/template'
import type { RaterGroup, SubjectKind } from '../scoring/terms'
import { canonicalText } from '../wording/canonicalText'

/** SHA-256 of a text in hexadecimal digits: rules know no cryptography. */
export type Hash = (text: string) => string

export const bundleFormat = 'lianxinqiao count 1'

/** One rater group on one subject: the list it was frozen with, and what it gave. */
export interface BundleGroup {
  subjectKey: string
  group: RaterGroup
  due: number
  struck: number
  /** Returned and never opened, since the group was too small (rules §4.6.6). */
  unopened: number
  opened: number
  /** One ballot as it is stored, in the order of content; null where they are kept back (withhold.ts). */
  ballots: string[] | null
  /** Drawn by lot, so that nobody finds out few ballots by trying; kept back with them. */
  salt: string | null
  /** Over salt and ballots. */
  mark: string
}

export interface BundleList {
  envelopes: number
  hash: string
  /** In their own order. */
  receipts: string[]
}

/** Each part of the template by a hash of its own, so that a changed one has a name. */
export type TemplateMarks = Record<
  `${SubjectKind}.${'items' | 'weights' | 'bands'}` | 'coefficients' | 'others',
  string
>

export interface Bundle {
  format: typeof bundleFormat
  round: { id: string; half: string; branch: string; attempt: number }
  /** Null where nothing was sealed. */
  list: BundleList | null
  /** 外封 that came through, where that is known; 无效 among what was opened. */
  opening: { passed: number | null; invalid: number }
  template: EvaluationTemplate
  templateMarks: TemplateMarks
  subjects: (Subject & { name: string })[]
  vetoes: Veto[]
  groups: BundleGroup[]
  results: SubjectResult[]
  statistics: RoundStatistics
  /** Over the list, the template, the subjects, what each group gave and what came of it: told outside the house at the count. */
  checksum: string
}

export const groupMark = (
  hash: Hash,
  { subjectKey, group }: Pick<BundleGroup, 'subjectKey' | 'group'>,
  salt: string,
  ballots: readonly string[],
): string => hash([salt, `${subjectKey} ${group}`, ...[...ballots].sort()].join('\n'))

/** One hash over receipts in their own order, as the house fixes it at the closing. */
export const listMark = (hash: Hash, receipts: readonly string[]): string =>
  hash(
    [...receipts]
      .sort()
      .map((one) => `${one}\n`)
      .join(''),
  )

export function templateMarks(hash: Hash, { subjects, coefficients, ...others }: EvaluationTemplate): TemplateMarks {
  const of = (kind: SubjectKind) => {
    const { items, weights, ...bands } = subjects[kind]
    return {
      [`${kind}.items`]: hash(canonicalText(items)),
      [`${kind}.weights`]: hash(canonicalText(weights)),
      [`${kind}.bands`]: hash(canonicalText(bands)),
    }
  }
  return {
    ...of('MEMBER'),
    ...of('SECRETARY'),
    ...of('ORG'),
    coefficients: hash(canonicalText(coefficients)),
    others: hash(canonicalText(others)),
  } as TemplateMarks
}

type Counted = Omit<Bundle, 'format' | 'round' | 'templateMarks' | 'checksum'>

/** What people compare: nothing of a ballot can be found out by it, since each group lies under its salt. */
export function countChecksum(
  hash: Hash,
  { list, opening, subjects, vetoes, groups, template, results, statistics }: Counted,
): string {
  const sorted = (values: readonly unknown[]) => values.map(canonicalText).sort()
  const given = groups.map(({ ballots: _ballots, salt: _salt, ...told }) => told)
  return hash(
    canonicalText({
      list: list && { envelopes: list.envelopes, hash: list.hash },
      opening,
      template: templateMarks(hash, template),
      subjects: sorted(subjects.map(({ name: _name, ...subject }) => subject)),
      vetoes: sorted(vetoes),
      groups: sorted(given),
      results: sorted(results),
      statistics,
    }),
  )
}

/** What the salts of a round come from: the number that was drawn for it, or the salts themselves where only its bundle is left. */
export type Salting = string | ((group: Pick<BundleGroup, 'subjectKey' | 'group'>) => string)

/** The salt of one group, from the number that was drawn for the round. */
export const saltOf = (
  hash: Hash,
  seed: string,
  { subjectKey, group }: Pick<BundleGroup, 'subjectKey' | 'group'>,
): string => hash(`${seed} ${subjectKey} ${group}`)

const byContent = (left: BundleGroup, right: BundleGroup): number =>
  `${left.subjectKey} ${left.group}` < `${right.subjectKey} ${right.group}` ? -1 : 1

/** A group as it enters the bundle. */
export function bundleGroup(
  hash: Hash,
  salting: Salting,
  given: Omit<BundleGroup, 'opened' | 'salt' | 'mark' | 'ballots'> & { ballots: readonly string[] },
): BundleGroup {
  const salt = typeof salting === 'string' ? saltOf(hash, salting, given) : salting(given)
  const ballots = [...given.ballots].sort()
  return { ...given, ballots, opened: ballots.length, salt, mark: groupMark(hash, given, salt, ballots) }
}

/** The whole bundle; the same facts give the same one, in whatever order they were read. */
export function makeBundle(hash: Hash, facts: Omit<Bundle, 'format' | 'templateMarks' | 'checksum'>): Bundle {
  const groups = [...facts.groups].sort(byContent)
  const whole = { ...facts, groups, templateMarks: templateMarks(hash, facts.template) }
  return { format: bundleFormat, ...whole, checksum: countChecksum(hash, whole) }
}

const listed = new Set(['subjects', 'vetoes', 'groups', 'results'])

/** As it lies in the folder: object keys in one order, what is many a line each, so that two files can be laid side by side. */
export function bundleText(bundle: Bundle): string {
  const parts = Object.entries(bundle).map(([name, value]) => {
    const lines = listed.has(name)
      ? `[\n${(value as unknown[]).map(canonicalText).join(',\n')}\n]`
      : canonicalText(value)
    return `${JSON.stringify(name)}:${lines}`
  })
  return `{\n${parts.sort().join(',\n')}\n}\n`
}

/** Null for a text that is none of these files. */
export function readBundle(text: string): Bundle | null {
  try {
    const read = JSON.parse(text) as Bundle
    const { subjects, groups, results, vetoes, template } = read
    const lists: unknown[] = [subjects, groups, results, vetoes]
    return read.format === bundleFormat && lists.every(Array.isArray) && typeof template?.subjects === 'object'
      ? read
      : null
  } catch {
    return null
  }
}
