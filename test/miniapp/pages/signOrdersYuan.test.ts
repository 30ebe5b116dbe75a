import fc from 'fast-check'
import { parseCount, parseYuan, typedYuan } from '../../../miniapp/pages/signOrders/yuan'
import { mostFen } from '../../../server/domain/signOrder/money'

const read = (typed: string) => parseYuan(typed, mostFen)

describe('yuan as a clerk types them become whole 分 (R30)', () => {
  test.each([
    ['12.50', 1250],
    ['12.5', 1250],
    ['12.', 1200],
    ['12', 1200],
    ['0.05', 5],
    ['0', 0],
    ['007.10', 710],
    // 1.15 and 4.35 as numbers with a fraction times 100 are 114.99999999999999 and 434.99999999999994.
    ['1.15', 115],
    ['4.35', 435],
    ['1,234.50', 123_450],
    ['1，234.50', 123_450],
    ['20000000.00', mostFen],
    [' ¥ 12.50 元 ', 1250],
    ['￥12元', 1200],
    ['１２．５０', 1250],
    ['12。5', 1250],
  ])('%s is %i分', (typed, fen) => {
    expect(read(typed)).toBe(fen)
  })

  test.each([
    '',
    ' ',
    '12.505',
    '-1',
    '1e3',
    '12.5.0',
    '.5',
    '十二',
    '12,50',
    '1,2345',
    '0x10',
    '20000000.01',
    '9'.repeat(40),
  ])('“%s” is no amount', (typed) => {
    expect(read(typed)).toBeNull()
  })

  test('a limit of its own for one plate holds to the 分', () => {
    expect([parseYuan('10.00', 1000), parseYuan('10.01', 1000)]).toEqual([1000, null])
  })

  test('every amount typed as it is shown is read back to the last 分', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: mostFen }), (fen) => read(typedYuan(fen)) === fen))
    expect([typedYuan(0), typedYuan(5), typedYuan(1250)]).toEqual(['0.00', '0.05', '12.50'])
  })
})

describe('a number of plates as it is typed', () => {
  test('is a whole number in figures, half or full width', () => {
    expect(['7', ' 7 ', '１２', '0'].map((typed) => parseCount(typed, 100))).toEqual([7, 7, 12, 0])
  })

  test('is nothing else, and not more than can be', () => {
    expect(['', '7.0', '-7', '七', '7块', '101'].map((typed) => parseCount(typed, 100))).toEqual(Array(6).fill(null))
  })
})
