import type { LocationQuery } from 'vue-router'

export interface Sort {
  key: string
  down: boolean
}

/** Which part of a ledger is shown. It stands in the address, so that back and reload find the same part. */
export interface Place {
  segment: string
  /** By key of the select; '' and what is missing mean all. */
  selects: Readonly<Record<string, string>>
  words: string
  sort: Sort | null
  /** Counted from 1. */
  page: number
}

const own = new Set(['state', 'q', 'sort', 'page'])
const single = (value: LocationQuery[string] | undefined): string => (typeof value === 'string' ? value : '')

/** What an address says; what it says wrongly counts as not said. `selects`: the keys this ledger knows. */
export function placeOf(query: LocationQuery, selects: readonly string[]): Place {
  const sort = single(query.sort)
  const page = Number(single(query.page))
  return {
    segment: single(query.state),
    selects: Object.fromEntries(selects.flatMap((key) => (single(query[key]) ? [[key, single(query[key])]] : []))),
    words: single(query.q),
    sort: sort ? { key: sort.replace(/^-/, ''), down: sort.startsWith('-') } : null,
    page: Number.isInteger(page) && page > 1 ? page : 1,
  }
}

/** The address of a place: only what differs from the whole list; what else stood there stays. */
export function queryOf(place: Place, before: LocationQuery = {}): LocationQuery {
  const others = Object.entries(before).filter(([key]) => !own.has(key) && !(key in place.selects))
  const said = {
    ...place.selects,
    state: place.segment,
    q: place.words,
    sort: place.sort ? `${place.sort.down ? '-' : ''}${place.sort.key}` : '',
    page: place.page > 1 ? String(place.page) : '',
  }
  return {
    ...Object.fromEntries(others),
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
  }
}

/** A head that is pressed again turns round; a third time the list stands as it came. */
export function nextSort(sort: Sort | null, key: string): Sort | null {
  if (sort?.key !== key) return { key, down: false }
  return sort.down ? null : { key, down: true }
}

/** Whether anything is left out of the list. */
export const isFiltered = ({ segment, selects, words }: Place): boolean =>
  segment !== '' || words !== '' || Object.values(selects).some(Boolean)

/** Back to the whole list, in the order it has. */
export const cleared = (place: Place): Place => ({
  segment: '',
  selects: Object.fromEntries(Object.keys(place.selects).map((key) => [key, ''])),
  words: '',
  sort: place.sort,
  page: 1,
})
