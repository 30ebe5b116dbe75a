import fc from 'fast-check'
import {
  aspectOf,
  idPhotoSizes,
  isInside,
  leastIdPhotoWidth,
  photoGeometry,
  widestIdPhoto,
} from '../../../server/domain/photo/idPhotoSize'

const codes = (width: number, height: number) => photoGeometry(width, height).issues.map((issue) => issue.code)

describe('the shape of a 2寸 photo (R25)', () => {
  test.each([
    [413, 579, '35x49'],
    [413, 626, '35x53'],
    [826, 1158, '35x49'],
    [1240, 1736, '35x49'],
    [1400, 2120, '35x53'],
  ])('%i × %i is accepted as %s', (width, height, size) => {
    expect(photoGeometry(width, height)).toEqual({ issues: [], size })
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

  test('a whole number of millimetres at 300 dots an inch is the size it is kept in', () => {
    expect(idPhotoSizes).toEqual({ '35x49': { width: 413, height: 579 }, '35x53': { width: 413, height: 626 } })
    for (const [size, { width, height }] of Object.entries(idPhotoSizes)) {
      const [wide, high] = size.split('x').map((millimetres) => (Number(millimetres) / 25.4) * 300)
      expect([Math.round(wide ?? 0), Math.round(high ?? 0)]).toEqual([width, height])
      expect(photoGeometry(width, height).size).toBe(size)
    }
  })

  test('no shape is both kinds at once', () => {
    const side = fc.integer({ min: 1, max: 5000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const { size } = photoGeometry(width, height)
        const other = size === '35x49' ? '35x53' : '35x49'
        return size === null || Math.abs(width / height / aspectOf(other) - 1) > 0.03
      }),
    )
  })
})

describe('what can still be cut out of a picture', () => {
  test.each([
    ['the smallest that will do', 413, 579, 413],
    ['the same lying on its side', 579, 413, 413],
    ['400×560', 400, 560, 400],
    ['a telephone photo', 3024, 4032, 2880],
    ['a panorama', 2400, 270, 270],
  ])('%s', (_what, width, height, widest) => {
    expect(widestIdPhoto({ width, height })).toBe(widest)
  })

  test('a cut that wide fits into the picture, standing or turned', () => {
    const side = fc.integer({ min: 413, max: 5000 })
    fc.assert(
      fc.property(side, side, (width, height) => {
        const wide = widestIdPhoto({ width, height })
        const high = Math.floor(wide / aspectOf('35x49'))
        const fits = (across: number, down: number) => wide <= across && high <= down
        return (fits(width, height) || fits(height, width)) && (wide < leastIdPhotoWidth || high >= 578)
      }),
    )
  })

  test('a part must lie wholly inside', () => {
    const picture = { width: 500, height: 700 }
    expect(isInside(picture, { left: 0, top: 0, width: 500, height: 700 })).toBe(true)
    expect(isInside(picture, { left: 1, top: 0, width: 500, height: 700 })).toBe(false)
    expect(isInside(picture, { left: 0, top: 121, width: 413, height: 580 })).toBe(false)
    expect(isInside(picture, { left: -1, top: 0, width: 413, height: 579 })).toBe(false)
    expect(isInside(picture, { left: 0, top: 0, width: 0, height: 0 })).toBe(false)
  })
})
