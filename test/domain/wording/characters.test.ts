import fc from 'fast-check'
import { countCharacters, hasReadableCharacter } from '../../../server/domain/wording/characters'
import { countFaces } from '../../../server/domain/wording/faces'

/** Without what counts only behind or between other characters: a blank would part it from them. */
const standing = (text: string): string => text.replace(/[\u200d\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')

describe('counting 字 (rules §1.2)', () => {
  test.each([
    ['负责设备巡检', 6],
    ['负责 设备\n巡检\u3000', 6],
    ['𠮷野家', 3],
    ['㛃', 1],
    ['完成率≥98%。', 8],
    ['ISO9001', 7],
    ['', 0],
    [' \n\t', 0],
    ['cafe\u0301', 4],
    ['x\u0301', 2],
  ])('%p has %i', (text, count) => {
    expect(countCharacters(text)).toBe(count)
  })

  test('is never made smaller by a blank or a line break and grows by one with each 汉字', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }).map(standing), fc.nat({ max: 20 }), (text, at) => {
        const count = countCharacters(text)
        const points = [...text]
        const spaced = [...points.slice(0, at), '\n \u3000', ...points.slice(at)].join('')
        expect(count).toBeGreaterThanOrEqual(0)
        // Only a blank between a letter and its accent can add one, because it keeps NFC from joining the two.
        expect(countCharacters(spaced)).toBeGreaterThanOrEqual(count)
        expect(countCharacters(`${text}字`)).toBe(count + 1)
      }),
    )
  })

  test('gives the same for composed and decomposed spelling', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(countCharacters(text.normalize('NFD'))).toBe(countCharacters(text.normalize('NFC')))
      }),
    )
  })

  test('counts code points, not the units of the computer, for text of rare 汉字', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0x20000, max: 0x2a6df })), (codePoints) => {
        expect(countCharacters(codePoints.map((point) => String.fromCodePoint(point)).join(''))).toBe(codePoints.length)
      }),
    )
  })
})

describe('faces and icons, which no plate can show', () => {
  test.each([
    ['a smiling face', '负责😀', 1],
    ['the same one twice', '😀好😀', 1],
    ['a heart drawn as text', '负责❤', 1],
    ['a flag', '🇨🇳', 2],
    ['a keycap', '1\u20e3', 1],
    ['a family', '👨\u200d👩\u200d👧', 3],
  ])('are counted: %s', (_name, text, count) => {
    expect(countFaces(text)).toBe(count)
  })

  test.each([
    '负责A线，完成率≥98%。',
    '𠮷㛃〇',
    '第①项、“三亮”—两联…',
    '㊗★℃‰㎡®→',
    '多行\r\n\t文字',
    '葛\u{e0100}城',
    '负责\u200b\u202e\u0007\uffff',
  ])('are not in %p', (text) => {
    expect(countFaces(text)).toBe(0)
  })

  test('are found in any text with an emoji in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0x1f600, max: 0x1f64f }), (text, face) => {
        expect(countFaces(text + String.fromCodePoint(face))).toBeGreaterThan(0)
      }),
    )
  })
})

test('marks alone are nothing to read', () => {
  expect(hasReadableCharacter('……！!—')).toBe(false)
  expect(hasReadableCharacter('—岗')).toBe(true)
})
