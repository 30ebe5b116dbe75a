import fc from 'fast-check'
import { codeFrom, groupsOf, proofOf, provesCode, readCode } from '../../../server/domain/sealing/lockCode'

const drawn = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 18, maxLength: 18 })
  .map((digits) => digits.join(''))

describe('监票码', () => {
  it('is twenty digits in five groups, the last two groups typed back', () => {
    const code = codeFrom('794000000000000000')
    expect(code).toHaveLength(20)
    expect(groupsOf(code)).toEqual(['7940', '0000', '0000', '0000', `00${code.slice(18)}`])
    expect(proofOf(code)).toBe(code.slice(12))
    for (const typed of [` ${code.slice(12, 16)} ${code.slice(16)}`, groupsOf(code).join(' ')])
      expect(provesCode(typed, code)).toBe(true)
    for (const typed of ['', code.slice(16), codeFrom('794000000000000001')])
      expect(provesCode(typed, code)).toBe(false)
  })

  it('checks itself as ISO 7064, MOD 97-10 says', () => {
    // The standard's own example.
    expect(codeFrom('000000000000000794')).toBe('00000000000000079444')
  })

  it('is read with the spaces, hyphens and wide digits people write', () => {
    fc.assert(
      fc.property(drawn, (digits) => {
        const code = codeFrom(digits)
        const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        for (const typed of [code, groupsOf(code).join(' '), groupsOf(code).join('-'), ` ${wide}　`])
          expect(readCode(typed)).toEqual({ code })
      }),
    )
  })

  it('is known to be wrong by any one digit and any two that changed places', () => {
    fc.assert(
      fc.property(drawn, fc.nat(19), fc.integer({ min: 1, max: 9 }), fc.nat(18), (digits, at, more, swapped) => {
        const code = [...codeFrom(digits)]
        const altered = code.map((digit, place) => (place === at ? String((Number(digit) + more) % 10) : digit))
        expect(readCode(altered.join(''))).toMatchObject({ fault: 'wrong' })
        const [left, right] = [code[swapped], code[swapped + 1]]
        if (left === right) return
        const turned = code.with(swapped, right as string).with(swapped + 1, left as string)
        expect(readCode(turned.join(''))).toMatchObject({ fault: 'wrong' })
      }),
    )
  })

  it.each([
    ['', 'short'],
    ['1234', 'short'],
    ['1'.repeat(21), 'long'],
    ['x'.repeat(20), 'wrong'],
  ])('says of “%s” that it is %s', (typed, fault) => {
    expect(readCode(typed)).toMatchObject({ fault })
  })

  it('is made of eighteen digits, nothing else', () => {
    for (const digits of ['', '1'.repeat(17), '1'.repeat(19), 'x'.repeat(18)]) expect(() => codeFrom(digits)).toThrow()
  })
})
