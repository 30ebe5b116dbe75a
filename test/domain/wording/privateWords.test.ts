import fc from 'fast-check'
import { privateHints } from '../../../server/domain/wording/privateHints'
import { findDiseaseWords, findNumbersLikeIds } from '../../../server/domain/wording/privateWords'

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''))

describe('numbers that look like a phone or an identity card', () => {
  test('of 11 or 18 digits are found with their place, of other lengths not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 25 }).chain(digits), (number) => {
        const found = findNumbersLikeIds(`见${number}。`)
        if (number.length === 11 || number.length === 18)
          expect(found).toEqual([{ start: 1, length: number.length, digits: number.length }])
        else expect(found).toEqual([])
      }),
    )
  })

  test('are found in groups, in full-width digits and with an X at the end', () => {
    expect(findNumbersLikeIds('000 0000 0000')).toEqual([{ start: 0, length: 13, digits: 11 }])
    expect(findNumbersLikeIds(`号${'\uff10'.repeat(11)}`)).toEqual([{ start: 1, length: 11, digits: 11 }])
    expect(findNumbersLikeIds(`${'0'.repeat(17)}X`)).toEqual([{ start: 0, length: 18, digits: 18 }])
  })

  test('are not made of a date and a time', () => {
    expect(findNumbersLikeIds('2026-09-20 9:00至10:30')).toEqual([])
  })
})

describe('words about illness (R37, R63)', () => {
  test('are found even when broken over a line', () => {
    expect(findDiseaseWords('家属确诊白血\n病，在住院')).toEqual(['白血病', '住院', '确诊'])
  })

  test('are not found in ordinary work', () => {
    expect(findDiseaseWords('走访车间，了解生产困难')).toEqual([])
  })

  test('and numbers are shown as hints that count them and never repeat them', () => {
    expect(privateHints('visitText', `住院，电话${'0'.repeat(11)}`)).toEqual([
      { field: 'visitText', code: 'text.numberLikeId', actual: 1 },
      { field: 'visitText', code: 'text.diseaseWord', actual: 1 },
    ])
    expect(privateHints('visitText', '一切都好')).toEqual([])
  })
})
