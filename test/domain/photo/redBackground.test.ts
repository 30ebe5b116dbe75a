import fc from 'fast-check'
import { isRedBackground, type Patch, type Rgb, upperCorners } from '../../../server/domain/photo/redBackground'

const plain = (colour: Rgb, pixels = 25): Patch => Array.from({ length: pixels }, () => colour)
const red = plain([255, 0, 0])

describe('a red background', () => {
  test('is pure red, and the darker and lighter reds of print shops', () => {
    for (const colour of [
      [255, 0, 0],
      [220, 20, 30],
      [200, 30, 60],
      [180, 40, 20],
    ] as const)
      expect(isRedBackground([plain(colour), plain(colour)])).toBe(true)
  })

  test.each<[string, Rgb]>([
    ['blue', [67, 142, 219]],
    ['white', [255, 255, 255]],
    ['black', [0, 0, 0]],
    ['brown-dark', [80, 10, 10]],
    ['pale pink', [255, 180, 180]],
    ['orange', [255, 120, 0]],
    ['magenta', [255, 0, 200]],
  ])('is not %s', (_name, colour) => {
    expect(isRedBackground([plain(colour), plain(colour)])).toBe(false)
  })

  test('needs both corners', () => {
    expect(isRedBackground([red, plain([0, 0, 255])])).toBe(false)
    expect(isRedBackground([])).toBe(false)
    expect(isRedBackground([red, []])).toBe(false)
  })

  test('bears some hair or a shadow in a corner', () => {
    const withHair = [...red, ...plain([20, 20, 20], 10)]
    expect(isRedBackground([withHair, red])).toBe(true)
  })

  test('may mix reds on both sides of pure red, whose hues are 350° and 10°', () => {
    const mixed = [...plain([255, 0, 42]), ...plain([255, 42, 0])]
    expect(isRedBackground([mixed, mixed])).toBe(true)
  })

  test('is never seen in a picture without any red', () => {
    const channel = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(channel, channel, (green, blue) => {
        expect(isRedBackground([plain([0, green, blue])])).toBe(false)
      }),
    )
  })
})

test('only the two upper corners are looked at, a tenth of the width and height each', () => {
  const [width, height] = [20, 30]
  const pixels = Buffer.alloc(width * height * 3)
  const corner = (left: number) => {
    for (let row = 0; row < 3; row += 1)
      for (let column = 0; column < 2; column += 1) pixels[3 * (row * width + left + column)] = 255
  }
  corner(0)
  corner(18)
  const patches = upperCorners(pixels, { width, height })
  expect(patches.map((patch) => patch.length)).toEqual([6, 6])
  expect(patches.flat().every((pixel) => pixel.join() === '255,0,0')).toBe(true)
  expect(isRedBackground(patches)).toBe(true)
})
