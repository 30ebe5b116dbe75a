import type { Place, PlaceGroup } from './places'

/** The parts of the notice, in its order; `start` stands before them without a name. */
const placeGroups: readonly { group: PlaceGroup; name: string }[] = [
  { group: 'start', name: '' },
  { group: 'show', name: '三亮' },
  { group: 'link', name: '两联' },
  { group: 'judge', name: '三评' },
  { group: 'publish', name: '一公开' },
  { group: 'house', name: '组织' },
]

/** Places under the notice's parts; a part with nothing for this person is left out. */
export const groupedPlaces = (places: readonly Place[]): { name: string; places: Place[] }[] =>
  placeGroups
    .map(({ group, name }) => ({ name, places: places.filter((place) => place.group === group) }))
    .filter((each) => each.places.length > 0)
