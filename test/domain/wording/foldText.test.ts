import fc from 'fast-check'
import { foldText, holding, sameText } from '../../../server/domain/wording/foldText'

describe('texts compared as people read them', () => {
  test.each([
    ['case and width', 'JY0001', 'ｊｙ０００１'],
    ['blanks of any kind', '张 三', '张\u3000三\u00a0'],
    ['what nobody sees', '\u202dZZ77\u202c', 'zz77'],
    ['the dots of names', '买买提·艾力', '买买提•艾力'],
    ['more of them', '买买提・艾力', '买买提･艾力'],
    ['a full stop for the dot', '买买提·艾力', '买买提.艾力'],
    ['a wide one', '买买提·艾力', '买买提．艾力'],
    ['dashes', 'A-1', 'A—1'],
    ['brackets of a document number', '机委备〔2026〕1号', '机委备[2026]1号'],
    ['those of a department', '市场部（筹）', '市场部(筹)'],
    ['quotation marks', '“三亮”', '"三亮"'],
    ['circles', '二〇二六', '二○二六'],
    ['compatibility forms', '第①项㎡', '第1项m2'],
    ['a 汉字 and its radical', '⻓期', '长期'],
    ['a variant of a 汉字', '葛\u{e0100}城', '葛城'],
    ['accents', 'caf\u00e9', 'CAFE\u0301'],
  ])('%s', (_what, one, other) => {
    expect(sameText(one, other)).toBe(true)
  })

  test.each([
    ['two rare 汉字 that some databases take for one', '𠮷', '𡈽'],
    ['士 and 土', '士', '土'],
    ['two people', '李明', '李明远'],
    ['O and 0', 'O1', '01'],
  ])('but not %s', (_what, one, other) => {
    expect(sameText(one, other)).toBe(false)
  })

  test('folding once is enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => expect(foldText(foldText(text))).toBe(foldText(text))),
    )
  })

  test('words are found wherever they stand, signs are only signs, and no words find everything', () => {
    expect(holding('jy 三')('张三', 'JY0001')).toBe(true)
    expect(holding('jy 四')('张三', 'JY0001')).toBe(false)
    for (const sign of ['%', '_', '!', '\\', "'"]) expect(holding(sign)('张三', null)).toBe(false)
    expect(holding('\u3000\u200b ')('张三')).toBe(true)
  })
})
