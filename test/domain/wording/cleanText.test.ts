import fc from 'fast-check'
import { cleanText, writable } from '../../../server/domain/wording/cleanText'
import { lostCharacters, lostFault } from '../../../server/domain/wording/lost'
import { xmlFaultOf } from '../../support/reading/strictXml'

describe('the one cleaner', () => {
  test.each([
    ['what XML has no place for', '走\ufffe访\uffff联\ufdd0系\u{1ffff}', '走访联系'],
    ['control characters', '走\u0000访\u0007联\u001f系\u007f\u0081', '走访联系'],
    ['marks of direction, as copied from a Windows dialogue', '\u202dZZ77\u202c\u200e\u2066\u061c', 'ZZ77'],
    ['what has no width', '\ufeff走\u200b访\u200c联\u2060系\u00ad', '走访联系'],
    ['letters and cells that draw nothing', '走\u3164访\u115f联\uffa0系\u2800\u034f', '走访联系'],
    [
      'line breaks of Word, slides and old programs',
      '一\u000b二\u000c三\r\n四\r五\u2028六\u2029七\u0085八',
      '一\n二\n三\n四\n五\n六\n七\n八',
    ],
    ['radicals that a PDF gives', '⽂件、⼈民、⻓期、⻔店、⻚', '文件、人民、长期、门店、页'],
    ['spelling', 'cafe\u0301', 'caf\u00e9'],
    ['a joiner and a selector that have nothing to join or select', '走\u200d访\ufe0f\ufe0f\n\ufe0f', '走访\ufe0f\n'],
    ['nothing but what nobody sees', '\u200b\u202e\ufe0f\ufffe', ''],
  ])('%s', (_what, given, cleaned) => {
    expect(cleanText(given)).toBe(cleaned)
  })

  test.each([
    ['rare 汉字 of every plane, and one newer than most fonts', '𠮷㛃〇𫖯𬭚𰻝\u{323b0}'],
    ['names with a dot', '买买提·艾力、迪丽热巴•迪力木拉提'],
    ['faces of several parts', '👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👩🏽\u200d🔧 ❤\ufe0f'],
    ['a variant of a 汉字', '葛\u{e0100}城'],
    ['blanks and tabs', '\u3000\u3000首行缩进\u00a0\t完'],
    ['what looks like the escape of a table', '_x0041_'],
    ['what it does not judge', '造字\ue000 坏字\ufffd'],
    ['marks and figures', '机委备〔2026〕1号，完成率≥98%……“好”'],
    ['other scripts of the country', 'ئۇيغۇر བོད་སྐད ᠮᠣᠩᠭᠣᠯ 한글'],
  ])('keeps %s', (_what, given) => {
    expect(cleanText(given)).toBe(given)
  })

  test('leaves what a strict parser takes, and nothing to clean, whatever is given', () => {
    const odd = fc.constantFrom(
      '\ufffe',
      '\u202e',
      '\u000b',
      '\u200d',
      '👨',
      '\ufe0f',
      '\u{e0100}',
      '⽂',
      'e',
      '\u0301',
      '\r',
      '\n',
      '𠮷',
    )
    const unit = fc.oneof(fc.string({ unit: 'binary', maxLength: 1 }), odd)
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
        const cleaned = cleanText(units.join(''))
        expect(cleanText(cleaned)).toBe(cleaned)
        expect(xmlFaultOf([writable(cleaned)])).toBeNull()
        if (!lostCharacters(cleaned).length) expect(writable(cleaned)).toBe(cleaned)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a character that was lost', () => {
  test('is named with its place after cleaning, counted as people count', () => {
    expect(lostCharacters('𠮷\u200b\ue000好\ud842')).toEqual([
      { at: 2, kind: 'privateUse' },
      { at: 4, kind: 'broken' },
    ])
    expect(lostFault('“意见”', '好\ufffd')).toBe('“意见”第2个字已经损坏，请删去后重新输入')
    expect(lostFault('职务', '\u{f0000}')).toContain('职务第1个字是自造字')
    expect(lostFault('职务', '𠮷㛃👨\u200d👩\u200d👧')).toBeNull()
  })
})
