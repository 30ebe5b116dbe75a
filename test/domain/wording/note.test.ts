import type { Issue } from '../../../server/domain/wording/issue'
import { checkFulfilment, checkOpinion } from '../../../server/domain/wording/note'

const codes = (issues: Issue[]) => issues.map((issue) => issue.code)

describe('a 践诺 note (R27)', () => {
  test.each([
    ['one 字', '学', []],
    ['200 字', '学'.repeat(200), []],
    ['200 字 and a line break', `${'学'.repeat(200)}\n`, []],
    ['200 rare characters', '𠮷'.repeat(200), []],
    ['201 字', '学'.repeat(201), ['note.tooLong']],
    ['a face drawn by a phone', '完成巡检👍', []],
    ['nothing', ' \n', ['note.empty']],
    ['marks only', '……', ['note.onlyPunctuation']],
    ['a bell', '完成\u0007巡检', []],
    ['half a character', '完成\ud842巡检', ['text.broken']],
    ['a character of a private font', '完成\ue000巡检', ['text.privateUse']],
  ])('of %s', (_what, text, found) => {
    expect(codes(checkFulfilment(text))).toEqual(found)
  })
})

describe('an opinion on a pledge (R27)', () => {
  test.each([
    ['two 字', '很好', []],
    ['one 字', '好', ['note.tooShort']],
    ['500 字', '议'.repeat(500), []],
    ['501 字', '议'.repeat(501), ['note.tooLong']],
    ['nothing', '', ['note.empty']],
    ['a telephone number', '请打000-1234', ['note.personalNumber']],
    ['eleven digits', '请联系00000000000', ['note.personalNumber']],
    ['eighteen digits with an X', '证件00000000000000000X', ['note.personalNumber']],
    ['a count', '今年只来了2次', []],
  ])('of %s', (_what, text, found) => {
    expect(codes(checkOpinion(text))).toEqual(found)
  })
})
