import fc from 'fast-check'
import { countCharacters, forbiddenCharacters, hasReadableCharacter } from '../../../server/domain/wording/characters'

const kinds = (text: string) => forbiddenCharacters(text).map((found) => found.kind)

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
      fc.property(fc.string({ unit: 'binary' }), fc.nat({ max: 20 }), (text, at) => {
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

describe('characters that cannot be printed', () => {
  test.each([
    ['a zero-width space', '负责\u200b巡检', 'zeroWidth'],
    ['a byte order mark', '\ufeff负责', 'zeroWidth'],
    ['a direction override', '负责\u202e巡检', 'zeroWidth'],
    ['an invisible filler letter', '负责\u3164巡检', 'zeroWidth'],
    ['a bell', '负责\u0007巡检', 'control'],
    ['half a surrogate pair', '负责\ud842', 'control'],
    ['a code point that is no character, out of a PDF', '负责\uffff巡检', 'control'],
    ['a smiling face', '负责😀', 'emoji'],
    ['a heart drawn as text', '负责❤', 'emoji'],
    ['a flag', '🇨🇳', 'emoji'],
    ['a keycap', '1\u20e3', 'emoji'],
  ])('include %s', (_name, text, kind) => {
    expect(kinds(text)).toEqual(expect.arrayContaining([kind]))
    expect(new Set(kinds(text)).size).toBe(1)
  })

  test('are named once each, with their code point', () => {
    expect(forbiddenCharacters('😀好😀\u200b')).toEqual([
      { kind: 'emoji', codePoint: 0x1f600 },
      { kind: 'zeroWidth', codePoint: 0x200b },
    ])
  })

  test.each(['负责A线，完成率≥98%。', '𠮷㛃〇', '第①项、“三亮”—两联…', '㊗★℃‰㎡®→', '多行\r\n\t文字', '葛\u{e0100}城'])(
    'do not include %p',
    (text) => {
      expect(kinds(text)).toEqual([])
    },
  )

  test('are found in any text with an emoji in it', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0x1f600, max: 0x1f64f }), (text, face) => {
        expect(kinds(text + String.fromCodePoint(face))).toContain('emoji')
      }),
    )
  })
})

test('marks alone are nothing to read', () => {
  expect(hasReadableCharacter('……！!—')).toBe(false)
  expect(hasReadableCharacter('—岗')).toBe(true)
})
