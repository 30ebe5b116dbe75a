import fc from 'fast-check'
import { checkDuty } from '../../../server/domain/wording/duty'

const codes = (text: string) => checkDuty(text).map((issue) => issue.code)

// 汉字 of the basic plane and rare ones outside it, of which each needs two units in the computer.
const character = fc
  .oneof(fc.integer({ min: 0x4e00, max: 0x9fa5 }), fc.integer({ min: 0x20000, max: 0x2a6d0 }))
  .map((point) => String.fromCodePoint(point))
const textOf = (length: number) =>
  fc.array(character, { minLength: length, maxLength: length }).map((all) => all.join(''))

describe('工作职责 (R17)', () => {
  test('of 30 字 is accepted and of 31 refused with the numbers', () => {
    expect(checkDuty('责'.repeat(30))).toEqual([])
    expect(checkDuty('责'.repeat(31))).toEqual([{ field: 'dutyText', code: 'duty.tooLong', actual: 31, limit: 30 }])
  })

  test('of 30 rare characters is accepted, and so is one with a line break at the end', () => {
    expect(checkDuty('𠮷'.repeat(30))).toEqual([])
    expect(checkDuty(`${'责'.repeat(30)}\n`)).toEqual([])
    expect(codes('𠮷'.repeat(31))).toEqual(['duty.tooLong'])
  })

  test('of 30 letters with accents typed separately counts each letter once', () => {
    expect(checkDuty('e\u0301'.repeat(30))).toEqual([])
    expect(codes('x\u0301'.repeat(16))).toEqual(['duty.tooLong'])
  })

  test('of any 30 characters passes and of any 31 does not', () => {
    fc.assert(fc.property(textOf(30), (text) => expect(codes(text)).toEqual([])))
    fc.assert(fc.property(textOf(31), (text) => expect(codes(text)).toEqual(['duty.tooLong'])))
  })

  test.each(['', '   ', '\n\u3000'])('that says nothing (%p) is refused as empty', (text) => {
    expect(codes(text)).toEqual(['duty.empty'])
  })

  test('of marks only is refused as such', () => {
    expect(codes('。。。!——')).toEqual(['duty.onlyPunctuation'])
  })

  test('with an emoji or a character that was lost is refused, what nobody sees is not', () => {
    expect(codes('负责巡检👍')).toEqual(['duty.forbiddenCharacter'])
    expect(codes('负责\u200d巡检')).toEqual([])
    expect(checkDuty('负责\ue000巡检')).toEqual([{ field: 'dutyText', code: 'text.privateUse', actual: 3 }])
    expect(checkDuty('负责\ud842')).toEqual([{ field: 'dutyText', code: 'text.broken', actual: 3 }])
  })

  test.each(['负责巡检，电话000-1234', '咨询（000）1234', '负责接待，手机：12345', '热线400-000-0000'])(
    'that gives away a phone number is refused: %p',
    (text) => {
      expect(codes(text)).toEqual(['duty.phoneNumber'])
    },
  )

  test('that gives away a mobile number is refused however it is grouped or typed', () => {
    const zeros = '0'.repeat(9)
    for (const mobile of [`13${zeros}`, '130-0000-0000', '130 0000 0000', `+8613${zeros}`, `13${'\uff10'.repeat(9)}`])
      expect(codes(`负责接待${mobile}`)).toEqual(['duty.phoneNumber'])
  })

  test.each(['负责3号线2026年产量12000000盒', '执行ISO9001与GB/T19001-2016', '完成率98.5%，零事故'])(
    'may hold other numbers: %p',
    (text) => {
      expect(codes(text)).toEqual([])
    },
  )

  test('reports everything wrong at once', () => {
    expect(codes(`${'责'.repeat(31)}👍000-1234`)).toEqual([
      'duty.tooLong',
      'duty.forbiddenCharacter',
      'duty.phoneNumber',
    ])
  })
})
