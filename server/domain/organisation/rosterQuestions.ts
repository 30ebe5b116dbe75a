import { type Pieces, rowsAPiece } from '../pieces'
import { foldText, sameText } from '../wording/foldText'
import { type DutyStatus, dutyStatusNames, hasLeft, type PoliticalStatus, politicalStatusNames } from './persons'
import { headingOf, type RosterKey } from './rosterColumns'
import type { RosterRow } from './rosterRow'

/** What a person must say yes to before an import does it, by why it is asked. */
export const questionKinds = ['twin', 'name', 'back', 'double', 'leaves', 'hidden'] as const
export type QuestionKind = (typeof questionKinds)[number]

export interface RosterQuestion {
  kind: QuestionKind
  row: number
  sentence: string
}

/** Kind and row, or kind and `*` for all of a kind that are not answered by themselves. */
export interface RosterAnswers {
  yes: readonly string[]
  skip: readonly string[]
}

export const noAnswers: RosterAnswers = { yes: [], skip: [] }

/** What was answered to this question; undefined when nothing was. */
export function answerTo({ kind, row }: RosterQuestion, { yes, skip }: RosterAnswers): 'yes' | 'skip' | undefined {
  for (const key of [`${kind}:${row}`, `${kind}:*`]) {
    if (yes.includes(key)) return 'yes'
    if (skip.includes(key)) return 'skip'
  }
  return undefined
}

interface Facts {
  name: string
  politicalStatus: PoliticalStatus
  dutyStatus: DutyStatus
}

const heights: Record<PoliticalStatus, number> = { FULL_MEMBER: 2, PROBATIONARY: 1, MASSES: 0 }

/** What is asked about a person of the roster before it becomes what the row says; `typed` is his number where it stands otherwise. */
export function questionsOf(row: RosterRow, before: Facts, after: Facts, typed?: string): RosterQuestion[] {
  const asked: RosterQuestion[] = []
  const ask = (kind: QuestionKind, sentence: string) => asked.push({ kind, row: row.row, sentence })
  if (typed !== undefined)
    ask('twin', `表里的工号“${typed}”和名册里${before.name}的“${row.staffNumber}”只是写法不同。是同一个人吗？`)
  if (!sameText(before.name, after.name))
    ask('name', `工号${row.staffNumber}在名册里是“${before.name}”，表里是“${after.name}”。是本人改了名字吗？`)
  if (heights[after.politicalStatus] < heights[before.politicalStatus])
    ask(
      'back',
      `${before.name}的政治面貌从“${politicalStatusNames[before.politicalStatus]}”变成“${politicalStatusNames[after.politicalStatus]}”。`,
    )
  if (hasLeft(before) && !hasLeft(after))
    ask(
      'back',
      `${before.name}已经${dutyStatusNames[before.dutyStatus]}，表里又是“${dutyStatusNames[after.dutyStatus]}”。`,
    )
  if (!hasLeft(before) && hasLeft(after))
    ask('leaves', `${before.name}将按${dutyStatusNames[after.dutyStatus]}离开名册。`)
  return asked
}

/** The columns by which a file and the roster are laid side by side. */
export type ComparedRow = Partial<Record<RosterKey, string>>

/** A row of the file beside what the roster says of the same person. */
export interface ComparedPair {
  before: ComparedRow
  given: ComparedRow
}

const fewest = 5
const leastShare = 0.1
/** Of 是 and 否 as many change one way as the other without anybody having sorted them. */
const fewestValues = 4
const sorted = (texts: readonly string[]): string => JSON.stringify([...texts].sort())

const orders = [
  (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0),
  new Intl.Collator('zh').compare,
]

/** From one end to the other, as spreadsheets sort: blanks all at one end. */
function isSorted(texts: readonly string[]): boolean {
  const filled = texts.map(Boolean)
  const values = texts.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1)
  if (values.length < texts.length && filled[0] && filled.at(-1)) return false
  return orders.some((compare) =>
    [1, -1].some((way) => values.every((value, at) => at === 0 || way * compare(values[at - 1] ?? '', value) <= 0)),
  )
}

/** Columns of which few people have anything move few when they are sorted: it is seen from their order. */
function wasSorted(pairs: readonly ComparedPair[], key: RosterKey): boolean {
  const isNow = isSorted(pairs.map(({ given }) => given[key] ?? ''))
  return isNow && !isSorted(pairs.map(({ before }) => before[key] ?? ''))
}

/** What stands otherwise in the column, as it is compared: what it was and what it is. Most cells are as they were. */
function* movedIn(pairs: readonly ComparedPair[], key: RosterKey): Pieces<[string, string][]> {
  const moved: [string, string][] = []
  for (const [at, { before, given }] of pairs.entries()) {
    if (at % rowsAPiece === 0) yield
    const [was = '', is = ''] = [before[key], given[key]]
    if (was === is) continue
    const folded: [string, string] = [foldText(was), foldText(is)]
    if (folded[0] !== folded[1]) moved.push(folded)
  }
  return moved
}

function* isShifted(pairs: readonly ComparedPair[], key: RosterKey): Pieces<boolean> {
  const moved = yield* movedIn(pairs, key)
  if (moved.length < fewest) return false
  const isMuch = moved.length >= pairs.length * leastShare && new Set(moved.flat()).size >= fewestValues
  yield
  if (!isMuch && !wasSorted(pairs, key)) return false
  yield
  const were = sorted(moved.map(([before]) => before))
  yield
  return were === sorted(moved.map(([, given]) => given))
}

/**
 * The columns in which a good part of the people have got values, and each of those is another one's, or in which fewer have
 * and it lies sorted: a column was sorted without the rest of the table.
 */
export function* shiftedColumns(pairs: readonly ComparedPair[]): Pieces<RosterKey[]> {
  const keys = new Set<RosterKey>()
  for (const { given } of pairs) for (const key of Object.keys(given) as RosterKey[]) keys.add(key)
  const shifted: RosterKey[] = []
  for (const key of keys) if (yield* isShifted(pairs, key)) shifted.push(key)
  return shifted
}

/** Many columns that moved together are one that moved against them. */
export function shiftedSentence(
  keys: readonly RosterKey[],
  people: number,
): { key: RosterKey; sentence: string } | null {
  const [only] = keys
  if (!only) return null
  const key = keys.length > 2 ? 'staffNumber' : only
  return {
    key,
    sentence: `“${headingOf(key)}”这一列和别的列错开了：${people}人的值都换成了别人的，像是只给这一列排了序。没有改动任何人；请把整张表一起排序，或重新下载名册来改。`,
  }
}
