import { type ProgressMeasure, progressMeasures } from './measures'

/** One thing that is owed: a member's sheet, a 岗 of a department, a plate. Every number of a board counts these. */
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

/** How many entries of a measure a place has, and how many of them are done. */
export interface ProgressCount extends ProgressCell, Pick<ProgressEntry, 'branchId' | 'unitId'> {}

/** How many of each measure are done and owed, in the order of the measures; nothing owed is 0 of 0. */
export function tally(counts: readonly ProgressCount[]): ProgressCell[] {
  const cells = new Map(progressMeasures.map((measure) => [measure, { measure, done: 0, owed: 0 }]))
  for (const { measure, done, owed } of counts) {
    const cell = cells.get(measure)
    if (!cell) continue
    cell.done += done
    cell.owed += owed
  }
  return [...cells.values()]
}

/** The cells of each group of counts, by key; keys without one get empty cells. */
export function tallyBy(
  counts: readonly ProgressCount[],
  keys: readonly string[],
  keyOf: (count: ProgressCount) => string,
): Map<string, ProgressCell[]> {
  const grouped = new Map<string, ProgressCount[]>(keys.map((key) => [key, []]))
  for (const count of counts) grouped.get(keyOf(count))?.push(count)
  return new Map([...grouped].map(([key, own]) => [key, tally(own)]))
}

/** A post or area of a department as far as it is; `ready` is collected by the branch or later. */
export interface SlotFact {
  name: string
  standing: string
  ready: boolean
  path: string
}

/** How many of these places are filled and owed, as `slots` shows them: never more than owed. */
export const slotCount = (owed: number, ready: number): Pick<ProgressCell, 'done' | 'owed'> => ({
  done: Math.min(owed, ready),
  owed,
})

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
