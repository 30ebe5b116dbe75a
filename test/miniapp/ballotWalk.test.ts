import fc from 'fast-check'
import {
  after,
  before,
  check,
  hashOf,
  type Place,
  personAt,
  placeOf,
  start,
  type Way,
} from '../../miniapp/pages/ballot/walk'

const whole: Way = { items: [5, 5, 3], single: false }
const single: Way = { ...whole, single: true }

const walked = (way: Way): string[] => {
  const hashes: string[] = []
  for (let place: Place = after(way, start); hashes.at(-1) !== '#check'; place = after(way, place))
    hashes.push(hashOf(place))
  return hashes
}

test('person by person, then the overview', () => expect(walked(whole)).toEqual(['#1', '#2', '#3', '#check']))

test('item by item through all people', () =>
  expect(walked(single).join(' ')).toBe('#1 #1.2 #1.3 #1.4 #1.5 #2 #2.2 #2.3 #2.4 #2.5 #3 #3.2 #3.3 #check'))

test.each([
  ['a person a screen', whole],
  ['an item a screen', single],
])('%s: back from each step is the step before', (_name, way) => {
  const places = ['', ...walked(way)].map((hash) => placeOf(hash, way.items.length))
  for (const [at, place] of places.entries()) if (at > 0) expect(before(way, place)).toEqual(places[at - 1])
})

test('an address that is none is the start', () => {
  for (const hash of ['#0', '#4', '#1.', '#x', '#-1', '#1.2.3', '#99999', '']) expect(placeOf(hash, 3)).toEqual(start)
  expect(placeOf('#check', 0)).toEqual(start)
  expect(placeOf('#check', 3)).toEqual(check)
  expect(placeOf('#3.2', 3)).toEqual(personAt(2, 1))
})

test('any walk of steps on and back stays in the ballot, and its address says where', () =>
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      fc.array(fc.boolean()),
      (items, one, steps) => {
        const way = { items, single: one }
        let place: Place = start
        for (const on of steps) {
          place = on ? after(way, place) : before(way, place)
          expect(placeOf(hashOf(place), items.length)).toEqual(place)
        }
      },
    ),
  ))
