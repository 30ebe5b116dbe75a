import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { checkForm, isMeasurable, type PostAreaForm, tidyForm } from '../../../server/domain/postArea/form'

const limit = 300
const today = toCalendarDay('2026-09-01')
const form = (changes: Partial<PostAreaForm> = {}): PostAreaForm => ({
  title: '检验一线示范岗',
  goal: '全年一次合格率99%',
  content: '每月检查2次',
  grounds: '群众公认',
  scope: '一车间',
  coveredPeople: 20,
  checking: '每季度一次',
  termToDay: '2027-08-31',
  ...changes,
})
const found = (kind: 'POST' | 'AREA', changes: Partial<PostAreaForm>) =>
  checkForm(kind, form(changes), today, limit).map(({ field, code }) => `${field} ${code}`)

describe('推荐表 and 确定表 (R09, R10)', () => {
  test('can be handed in when filled', () => {
    expect(found('POST', {})).toEqual([])
    expect(found('AREA', { grounds: '' })).toEqual([])
  })

  test('ask for the goal of production and business, the content, and for a 岗 the grounds', () => {
    const empty = { title: ' ', goal: '', content: '\n', grounds: '', scope: '' }
    const fields = ['title', 'goal', 'content']
    expect(found('POST', empty)).toEqual([...fields, 'grounds'].map((field) => `${field} postArea.missing`))
    expect(found('AREA', empty)).toEqual([...fields, 'scope'].map((field) => `${field} postArea.missing`))
  })

  test.each(['goal', 'content', 'grounds'] as const)(
    'hold 300 字 of %s and not 301, white space not counted',
    (field) => {
      const text = '岗'.repeat(limit)
      expect(found('POST', { [field]: `${text.slice(0, 100)} \n ${text.slice(100)}` })).toEqual([])
      expect(found('POST', { [field]: `${text}𠮷` })).toEqual([`${field} postArea.tooLong`])
      expect(checkForm('POST', form({ [field]: `${text}多余` }), today, limit)[0]?.sentence).toMatch(
        /共302字，超出2字（不超过300字）$/,
      )
    },
  )

  test('refuse what no printer prints, and marks without a word', () => {
    expect(found('POST', { goal: '合格率99%👍' })).toEqual(['goal postArea.unprintable'])
    expect(found('POST', { title: '示范\ue000岗' })).toEqual(['title postArea.unprintable'])
    expect(found('POST', { title: '示范\u200b岗' })).toEqual([])
    expect(found('AREA', { scope: '……' })).toEqual(['scope postArea.onlyPunctuation'])
  })

  test('refuse a term that is over', () => {
    expect(found('AREA', { termToDay: '2026-08-31' })).toEqual(['termToDay postArea.past'])
    expect(found('AREA', { termToDay: '2026-09-01' })).toEqual([])
  })

  test('are kept tidy, without the boxes of the other form', () => {
    const kept = tidyForm('POST', form({ goal: '  一、合格率　 99%\r\n\r\n 二、零事故 ' }))
    expect(kept).toMatchObject({ goal: '一、合格率 99%\n二、零事故', scope: '', coveredPeople: null, checking: '' })
    expect(tidyForm('AREA', form())).toMatchObject({ grounds: '', scope: '一车间', coveredPeople: 20 })
  })
})

test.each([
  ['全年合格率99%', true],
  ['每月三次检查', true],
  ['实现零事故', true],
  ['成本下降百分之五', true],
  ['统一思想，一定做好工作', false],
])('whether “%s” can be measured is %p (R10)', (goal, measurable) => {
  expect(isMeasurable(goal)).toBe(measurable)
})
