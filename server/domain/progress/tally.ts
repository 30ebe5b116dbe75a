import { type ProgressMeasure, progressMeasures } from './measures'

/** One thing that is owed: a member's sheet, a 岗 of a department, a plate. Every number of a board is a count of these. */
export interface ProgressEntry {
  measure: ProgressMeasure
  branchId: string
  /** The department, or the group of leaders who belong to none. */
  unitId: string
  /** Whose or which. */
  name: string
  done: boolean
  /** Where it stands, in words. */
  standing: string
  /** The page of the record; null when there is none yet. */
  path: string | null
}

export interface ProgressCell {
  measure: ProgressMeasure
  done: number
  owed: number
}

/** How many of each measure are done and owed, in the order of the measures; nothing owed is 0 of 0. */
export const tally = (entries: readonly ProgressEntry[]): ProgressCell[] =>
  progressMeasures.map((measure) => {
    const own = entries.filter((entry) => entry.measure === measure)
    return { measure, done: own.filter((entry) => entry.done).length, owed: own.length }
  })

/** The cells of each group of entries, by key; keys without an entry get empty cells. */
export function tallyBy(
  entries: readonly ProgressEntry[],
  keys: readonly string[],
  keyOf: (entry: ProgressEntry) => string,
): Map<string, ProgressCell[]> {
  const grouped = new Map<string, ProgressEntry[]>(keys.map((key) => [key, []]))
  for (const entry of entries) grouped.get(keyOf(entry))?.push(entry)
  return new Map([...grouped].map(([key, own]) => [key, tally(own)]))
}

/** A post or area of a department as far as it is; `ready` is collected by the branch or later. */
export interface SlotFact {
  name: string
  standing: string
  ready: boolean
  path: string
}

/** R05, R06: one entry for each 岗 or 区 a department owes: the ready ones first, then those under way, then the empty places. */
export function slots(
  owed: number,
  facts: readonly SlotFact[],
  empty: string,
): Pick<ProgressEntry, 'name' | 'done' | 'standing' | 'path'>[] {
  const ordered = [...facts].sort((one, other) => Number(other.ready) - Number(one.ready))
  return Array.from({ length: owed }, (_, at) => {
    const fact = ordered[at]
    if (!fact) return { name: empty, done: false, standing: '未推荐', path: null }
    return { name: fact.name, done: fact.ready, standing: fact.standing, path: fact.path }
  })
}
