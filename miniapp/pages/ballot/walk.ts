/**
 * Where somebody is in a ballot. The address says it behind the #, so that each step forward is an entry of the history, back (by
 * key or gesture) is the person before, and a reload comes back to the same place; what stands there never reaches the server.
 */
export type Place =
  | { at: 'start' }
  | { at: 'check' }
  /** Both count from 0. `item` is only heeded where one item is shown at a time. */
  | { at: 'person'; person: number; item: number }

export const start: Place = { at: 'start' }
export const check: Place = { at: 'check' }
export const personAt = (person: number, item = 0): Place => ({ at: 'person', person, item })

export const hashOf = (place: Place): string => {
  if (place.at === 'start') return ''
  if (place.at === 'check') return '#check'
  return `#${place.person + 1}${place.item > 0 ? `.${place.item + 1}` : ''}`
}

/** The start for whatever is no place of a ballot with so many people. */
export const placeOf = (hash: string, people: number): Place => {
  if (hash === '#check' && people > 0) return check
  const [, person, item] = /^#(\d{1,4})(?:\.(\d{1,2}))?$/.exec(hash) ?? []
  const index = Number(person) - 1
  if (!(index >= 0 && index < people)) return start
  return personAt(index, Math.max(0, Number(item ?? 1) - 1))
}

/** How a ballot is walked: how many items each person has, and whether one item is shown at a time. */
export interface Way {
  items: readonly number[]
  single: boolean
}

const lastItem = ({ items, single }: Way, person: number): number =>
  single ? Math.max(0, (items[person] ?? 1) - 1) : 0

export const after = (way: Way, place: Place): Place => {
  if (place.at === 'check') return place
  const { person, item } = place.at === 'start' ? { person: -1, item: 0 } : place
  if (place.at === 'person' && way.single && item < lastItem(way, person)) return personAt(person, item + 1)
  return person + 1 < way.items.length ? personAt(person + 1) : check
}

export const before = (way: Way, place: Place): Place => {
  if (place.at === 'start') return place
  const { person, item } = place.at === 'check' ? { person: way.items.length, item: 0 } : place
  if (place.at === 'person' && way.single && item > 0) return personAt(person, item - 1)
  return person > 0 ? personAt(person - 1, lastItem(way, person - 1)) : start
}
