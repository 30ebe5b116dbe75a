import fc from 'fast-check'
import { isRedBackground, type Patch, photoGeometry, type Rgb } from '../../../server/domain/photo/redBackground'

const codes = (width: number, height: number) => photoGeometry(width, height).issues.map((issue) => issue.code)
const plain = (colour: Rgb, pixels = 25): Patch => Array.from({ length: pixels }, () => colour)
const red = plain([255, 0, 0])

describe('the shape of a 2寸 photo (R25)', () => {
  test.each([
    [413, 579],
    [413, 626],
    [826, 1158],
    [1240, 1736],
  ])('%i × %i is accepted', (width, height) => {
    expect(codes(width, height)).toEqual([])
  })

  test('a photo of the right shape but 300 or 400 pixels wide is refused with both numbers', () => {
    expect(codes(300, 420)).toEqual(['photo.tooNarrow'])
    expect(photoGeometry(400, 560).issues).toEqual([
      { field: 'photo', code: 'photo.tooNarrow', actual: 400, limit: 413 },
    ])
  })

  test('a landscape or square photo is refused as such', () => {
    expect(codes(579, 413)).toEqual(['photo.landscape'])
    expect(codes(600, 600)).toEqual(['photo.landscape'])
  })

  test('35×45 mm and a phone screenshot are neither kind of 2寸', () => {
    expect(codes(413, 531)).toEqual(['photo.wrongAspect'])
    expect(codes(1080, 2340)).toEqual(['photo.wrongAspect'])
  })

  test('three per cent off is accepted and a little more is not', () => {
    expect(codes(1030, 1400)).toEqual([])
    expect(codes(1031, 1400)).toEqual(['photo.wrongAspect'])
  })

  test('every accepted photo is stored as 413 × 579', () => {
    expect(photoGeometry(413, 626).target).toEqual({ width: 413, height: 579 })
  })
})

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
