import fc from 'fast-check'
import {
  cutOf,
  firstFraming,
  framedArea,
  greatestZoom,
  holdsFrame,
  moved,
  type Turn,
  turnedBy,
  turnedSize,
  zoomed,
} from '../../miniapp/pages/pledge/photoCrop'
import { aspectOf, isInside, photoGeometry } from '../../server/domain/photo/idPhotoSize'

const landscape = { width: 1600, height: 1200 }
const middle = { zoom: 1, centerX: 0.5, centerY: 0.5 }

describe('the frame over the photo (R25)', () => {
  test('is 35:49 or 35:53 and as large as the picture allows', () => {
    const area = framedArea(landscape, middle, '35x49')
    expect(area.height).toBe(1200)
    expect(area.width / area.height).toBeCloseTo(35 / 49)
    expect(framedArea(landscape, middle, '35x53').width).toBeCloseTo((1200 * 35) / 53)
    expect(framedArea({ width: 600, height: 1800 }, middle, '35x49').width).toBe(600)
  })

  test('never leaves the picture, however far it is dragged', () => {
    const far = moved(landscape, { ...middle, zoom: 2 }, '35x49', 99, -99)
    const area = framedArea(landscape, far, '35x49')
    expect(area.x + area.width).toBeCloseTo(1600)
    expect(area.y).toBe(0)
    const back = moved(landscape, far, '35x49', -0.5, 0)
    expect(framedArea(landscape, back, '35x49').x).toBeCloseTo(area.x - area.width / 2)
  })

  test('stops growing at 413 pixels, where a print would blur', () => {
    const close = zoomed(landscape, middle, '35x49', 50)
    expect(close.zoom).toBeCloseTo(greatestZoom(landscape, '35x49'))
    expect(framedArea(landscape, close, '35x49').width).toBeCloseTo(413)
    expect(zoomed(landscape, close, '35x49', 0.001).zoom).toBe(1)
    // Made larger and smaller again, the frame stands where it stood.
    const there = zoomed(landscape, zoomed(landscape, middle, '35x49', 1.4), '35x49', 1 / 1.4)
    expect([there.zoom, there.centerX]).toEqual([expect.closeTo(1), expect.closeTo(0.5)])
  })

  test('turns with the picture, four times round and back', () => {
    expect(turnedSize(landscape, 90)).toEqual({ width: 1200, height: 1600 })
    expect(turnedSize(landscape, 180)).toEqual(landscape)
    const round = ([90, 90, 90, 90] as const).reduce<Turn>((turn, degrees) => turnedBy(turn, degrees), 0)
    expect([round, turnedBy(0, -90), turnedBy(270, 90)]).toEqual([0, 270, 0])
  })

  test('a 2寸 lying on its side fits once it is turned, and a picture too small in no way', () => {
    expect([
      holdsFrame({ width: 579, height: 413 }, '35x49'),
      holdsFrame({ width: 413, height: 579 }, '35x49'),
    ]).toEqual([false, true])
    expect(holdsFrame({ width: 400, height: 560 }, '35x49')).toBe(false)
  })

  test('every frame a person can make is one the server takes', () => {
    const side = fc.integer({ min: 413, max: 2400 })
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    const turns = fc.constantFrom<Turn>(0, 90, 180, 270)
    const sizes = fc.constantFrom('35x49' as const, '35x53' as const)
    const zoom = fc.double({ min: 1, max: 9, noNaN: true })
    fc.assert(
      fc.property(side, side, turns, sizes, zoom, part, part, (width, height, turn, size, by, centerX, centerY) => {
        const original = { width, height }
        fc.pre(holdsFrame(turnedSize(original, turn), size))
        const cut = cutOf(original, turn, { zoom: by, centerX, centerY }, size)
        expect(isInside(turnedSize(original, turn), cut)).toBe(true)
        expect(photoGeometry(cut.width, cut.height)).toEqual({ issues: [], size })
        expect([cut.left, cut.top, cut.width, cut.height].every(Number.isInteger)).toBe(true)
      }),
    )
  })

  test('begins a little above the middle, where heads are', () => {
    const area = framedArea({ width: 1000, height: 3000 }, firstFraming, '35x49')
    expect(area.y + area.height / 2).toBeCloseTo(1260)
    expect(area.height).toBeCloseTo(1000 / aspectOf('35x49'))
  })
})
