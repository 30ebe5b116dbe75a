import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { checkFields } from '../../../server/domain/forms/check'
import { type Field, type FieldValue, valueText } from '../../../server/domain/forms/fields'

const today = toCalendarDay('2026-09-07')
const line: Field = { label: '地点', kind: 'line', limit: 5 }
const text: Field = { label: '内容', kind: 'text', limit: 5 }
const past: Field = { label: '开会日期', kind: 'day', past: true }
const plan: Field = { label: '计划日期', kind: 'day' }
const count: Field = { label: '到会人数', kind: 'number', least: 1, most: 300 }
const choice: Field = { label: '方式', kind: 'choice', options: { VISIT: '上门', CALL: '电话' } }
const paper: Field = { label: '附件', kind: 'document' }

/** Field, what is written, and the one sentence about it; '' for nothing. */
const golden: [Field, FieldValue | undefined, string][] = [
  [line, '三楼', ''],
  [line, undefined, '请填写地点'],
  [line, '  ', '请填写地点'],
  [line, '三楼会议室旁', '地点共6字，超出1字（不超过5字）'],
  [line, '三 楼 会 议 室', ''],
  [line, '，。', '地点只有标点符号，请写出具体内容'],
  [line, 'a\u0000\u202e\u200bb', ''],
  [line, '三\u200b楼\u202e会\ufeff议室', ''],
  [line, '\u200b\u3164', '请填写地点'],
  [line, '三\ue000', '地点第2个字是自造字或专用符号，打印和在别的设备上显示不出来，请换成规范汉字或删去'],
  [line, '三楼\ud842', '地点第3个字已经损坏，请删去后重新输入'],
  [text, '第一\n第二', ''],
  [text, '', '请填写内容'],
  [text, '第一条第二条', '内容共6字，超出1字（不超过5字）'],
  [past, '2026-09-07', ''],
  [past, '2026-09-08', '开会日期不能晚于今天'],
  [past, '2000-01-01', ''],
  [past, '0206-09-07', '开会日期早于2000年1月1日，请核对年份'],
  [past, '2026-02-30', '开会日期不是有效日期'],
  [past, undefined, '请选择开会日期'],
  [plan, '2027-01-01', ''],
  [count, 1, ''],
  [count, 300, ''],
  [count, 0, '到会人数要填1到300的整数'],
  [count, 301, '到会人数要填1到300的整数'],
  [count, 2.5, '到会人数要填1到300的整数'],
  [count, Number.NaN, '到会人数要填1到300的整数'],
  [count, undefined, '请填写到会人数'],
  [choice, 'CALL', ''],
  [choice, 'toString', '请重新选择方式'],
  [choice, undefined, '请选择方式'],
  [paper, undefined, '请上传附件'],
  [paper, 'b1e0', ''],
  [{ ...paper, optional: true }, undefined, ''],
  [{ ...count, optional: true }, undefined, ''],
  [{ ...count, optional: true }, 0, '到会人数要填1到300的整数'],
]

describe('the check of a filing', () => {
  test.each(golden)('%j with %j says “%s”', (field, value, sentence) => {
    const values = value === undefined ? {} : { it: value }
    expect(checkFields({ it: field }, values, today).map((issue) => issue.sentence)).toEqual(sentence ? [sentence] : [])
  })

  test('names every field once, in the order of the form', () => {
    expect(checkFields({ count, past, paper }, { count: 0 }, today).map(({ field, code }) => [field, code])).toEqual([
      ['count', 'wrong'],
      ['past', 'missing'],
      ['paper', 'missing'],
    ])
  })

  test('a value reads as people say it; the id of a file does not', () => {
    const texts = [choice, count, paper, past].map((field) => valueText(field, field === choice ? 'VISIT' : 12))
    expect(texts).toEqual(['上门', '12', '已上传', '12'])
    expect(valueText(past, '2026-09-04')).toBe('2026年9月4日')
    expect(valueText(choice, undefined)).toBe('')
  })
})
