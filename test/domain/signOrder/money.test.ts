import fc from 'fast-check'
import { capitalAmount, mostFen, totalFen, yuanText } from '../../../server/domain/signOrder/money'

const amounts = fc.oneof(fc.integer({ min: 0, max: mostFen }), fc.integer({ min: 0, max: 200_000 }))
const digit = (character: string) => '零壹贰叁肆伍陆柒捌玖'.indexOf(character)

/** Reads 大写金额 back, by rules of its own. */
function read(text: string): number {
  const part = (pattern: RegExp) => pattern.exec(text)?.[1] ?? ''
  const group = (words: string): number => {
    let [sum, held] = [0, 0]
    for (const character of words) {
      const place = { 拾: 10, 佰: 100, 仟: 1000 }[character]
      if (place) {
        sum += held * place
        held = 0
      } else held = digit(character)
    }
    return sum + held
  }
  const whole = part(/^(.*)元/)
  const [upper, lower] = whole.includes('万') ? (whole.split('万') as [string, string]) : ['', whole]
  const yuan = group(upper) * 10_000 + group(lower)
  return yuan * 100 + Math.max(0, digit(part(/(.)角/))) * 10 + Math.max(0, digit(part(/(.)分/)))
}

describe('money of an order in 分 (R30–R32)', () => {
  test.each([
    [0, '¥0.00', '零元整'],
    [5, '¥0.05', '伍分'],
    [50, '¥0.50', '伍角整'],
    [105, '¥1.05', '壹元零伍分'],
    [123_450, '¥1,234.50', '壹仟贰佰叁拾肆元伍角整'],
    [140_950, '¥1,409.50', '壹仟肆佰零玖元伍角整'],
    [600_714, '¥6,007.14', '陆仟零柒元壹角肆分'],
    [32_504, '¥325.04', '叁佰贰拾伍元零肆分'],
    [1_000, '¥10.00', '壹拾元整'],
    [10_700_053, '¥107,000.53', '壹拾万柒仟元伍角叁分'],
    [10_007_000, '¥100,070.00', '壹拾万零柒拾元整'],
    [mostFen, '¥20,000,000.00', '贰仟万元整'],
  ])('%i分 is %s, in words %s', (fen, figures, words) => {
    expect([yuanText(fen), capitalAmount(fen)]).toEqual([figures, words])
  })

  test('whoever reads the words back finds the same amount, and no 零 stands where none may', () => {
    fc.assert(
      fc.property(amounts, (fen) => {
        const words = capitalAmount(fen)
        expect(read(words)).toBe(fen)
        if (fen) expect(words).not.toMatch(/零零|零[拾佰仟万角元]|^零/)
        expect(words.endsWith('整')).toBe(fen % 10 === 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('figures lose no 分', () => {
    fc.assert(
      fc.property(amounts, (fen) => {
        expect(Number(yuanText(fen).replace(/\D/g, ''))).toBe(fen)
        expect(yuanText(fen)).toMatch(/^¥\d{1,3}(,\d{3})*\.\d\d$/)
      }),
    )
  })

  test.each([-1, 0.5, mostFen + 1, Number.NaN])('%d is no amount and has no words', (fen) => {
    expect(() => capitalAmount(fen)).toThrow(RangeError)
  })

  test('the sum is quantity times unit price, and says when it is more than 2,000 万元', () => {
    const items = (...rows: [number, number][]) => rows.map(([quantity, unitPriceFen]) => ({ quantity, unitPriceFen }))
    expect(totalFen([])).toBe(0)
    expect(totalFen(items([140, 1250], [34, 8000], [0, 99]))).toBe(447_000)
    expect(totalFen(items([20, 100_000_000]))).toBe(mostFen)
    expect(totalFen(items([20, 100_000_000], [1, 1]))).toBeNull()
    expect(totalFen(items(...Array<[number, number]>(20).fill([100_000, 100_000_000])))).toBeNull()
  })
})
