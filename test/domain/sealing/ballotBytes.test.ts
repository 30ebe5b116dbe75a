import fc from 'fast-check'
import { packAnswers, unpackAnswers } from '../../../server/domain/sealing/ballotBytes'

const letters = fc.array(fc.constantFrom(...'ABCDU'), { minLength: 1, maxLength: 15 }).map((given) => given.join(''))
const points = fc
  .array(fc.option(fc.integer({ min: 0, max: 100 })), { minLength: 2, maxLength: 15 })
  .map((given) => given.map((each) => each ?? '').join(','))

describe('answers as sixteen bytes', () => {
  it('are the same answers again, letters or points', () => {
    fc.assert(
      fc.property(letters, (text) => {
        const bytes = packAnswers('GRADE', text) as Uint8Array
        expect(bytes).toHaveLength(16)
        expect(unpackAnswers('GRADE', text.length, bytes)).toBe(text)
        expect(unpackAnswers('POINTS', text.length, bytes)).toBeNull()
      }),
    )
    fc.assert(
      fc.property(points, (text) => {
        const bytes = packAnswers('POINTS', text) as Uint8Array
        expect(bytes).toHaveLength(16)
        expect(unpackAnswers('POINTS', text.split(',').length, bytes)).toBe(text)
      }),
    )
  })

  it.each([
    ['GRADE', ''],
    ['GRADE', 'AAX'],
    ['GRADE', 'a'],
    ['GRADE', 'A'.repeat(16)],
    ['POINTS', '101'],
    ['POINTS', '1,x'],
    ['POINTS', '-1'],
    ['POINTS', '1.5'],
    ['POINTS', Array(16).fill('1').join(',')],
  ] as const)('cannot be %s “%s”', (mode, text) => {
    expect(packAnswers(mode, text)).toBeNull()
  })

  it('are no ballot where they say another writing, leave a letter out, go too far or on behind the items', () => {
    const good = () => packAnswers('GRADE', 'AAAAA') as Uint8Array
    const altered = (at: number, byte: number) => Object.assign(good(), { [at]: byte })
    expect(unpackAnswers('GRADE', 5, good())).toBe('AAAAA')
    for (const bytes of [altered(0, 0), altered(0, 3), altered(1, 0), altered(2, 6), altered(6, 1), altered(15, 1)])
      expect(unpackAnswers('GRADE', 5, bytes)).toBeNull()
    for (const items of [4, 6, 16]) expect(unpackAnswers('GRADE', items, good())).toBeNull()
    expect(unpackAnswers('GRADE', 5, good().subarray(1))).toBeNull()
    expect(unpackAnswers('POINTS', 1, Uint8Array.from([2, 102, ...Array(14).fill(0)]))).toBeNull()
  })

  it('are never read out of anything else: any sixteen bytes are read as they would be written, or not at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), fc.integer({ min: 1, max: 15 }), (bytes, items) => {
        for (const mode of ['GRADE', 'POINTS'] as const) {
          const read = unpackAnswers(mode, items, bytes)
          if (read) expect(packAnswers(mode, read)).toEqual(bytes)
        }
      }),
    )
  })
})
