import { toCalendarDay } from '../../../server/domain/calendar/calendarDay'
import { clauses } from '../../../server/domain/clauses'
import { formNamed, forms } from '../../../server/domain/forms'
import { checkFiling } from '../../../server/domain/forms/check'
import type { FieldTable } from '../../../server/domain/forms/fields'
import { type AnyForm, filingStates, form, tableOf } from '../../../server/domain/forms/form'
import { keptByBranch, receivedByOffice } from '../../../server/domain/forms/ways'
import { workflows } from '../../../server/domain/workflows'
import { owedStates, turnOf } from '../../../server/domain/workflows/workflow'

const today = toCalendarDay('2026-09-07')
const sample = form({
  name: 'sample',
  title: '样表',
  clause: 'R65',
  lead: '一句话。',
  way: receivedByOffice,
  fields: {
    due: { label: '应到', kind: 'number', least: 1, most: 300 },
    present: { label: '实到', kind: 'number', least: 0, most: 300 },
    note: { label: '说明', kind: 'text', limit: 100 },
  },
  shown: ['due', 'present'],
  owed: () => [],
  check: ({ due = 0, present = 0 }) => (present > due ? { present: '实到人数不能多于应到人数' } : {}),
})

describe('a form', () => {
  test('措施 is one subject whatever year asks, due when the branch’s first campaign is (R44)', () => {
    const campaigns = ['2026', '2027', '2028'].map((year) => ({
      id: year,
      title: `${year}年`,
      dueDay: toCalendarDay(`${year}-09-20`),
    }))
    const owed = (fromDay: string, count: number) =>
      formNamed('measureFiling')?.owed?.(
        { fromDay: toCalendarDay(fromDay), campaigns: campaigns.slice(0, count), acceptedRounds: [] },
        { kindOf: () => null, covers: () => true } as never,
      )
    const first = { key: '2026', name: '2026年', dueDay: '2026-10-02' }
    expect(owed('2020-01-01', 0)).toEqual([])
    for (const count of [1, 2, 3]) expect(owed('2020-01-01', count)).toEqual([first])
    // A branch that began later has the day of the campaign it began under; of the last one where none is left.
    expect(owed('2027-03-01', 3)).toEqual([{ key: '2026', name: '2027年', dueDay: '2027-10-04' }])
    expect(owed('2026-12-01', 1)).toEqual([first])
  })

  test('is checked whole when it is handed in, and for what is wrong when it is kept', () => {
    const sentences = (values: object, draft: boolean) =>
      checkFiling(sample as AnyForm, values as never, today, draft).map(({ sentence }) => sentence)
    expect(sentences({ due: 10 }, false)).toEqual(['请填写实到', '请填写说明'])
    expect(sentences({ due: 10 }, true)).toEqual([])
    expect(sentences({ due: 999 }, true)).toEqual(['应到要填1到300的整数'])
    expect(sentences({ due: 10, present: 11, note: '说明' }, false)).toEqual(['实到人数不能多于应到人数'])
    expect(sentences({ due: 10, present: 10, note: '说明' }, false)).toEqual([])
  })

  test('is owed before it is begun, by whoever hands it in', () => {
    const table = tableOf(sample as AnyForm)
    expect(turnOf(table, 'NOT_STARTED')).toEqual({ by: ['branchSecretary'], owes: 'file', title: '报送样表' })
    expect(turnOf(table, 'RETURNED')?.title).toBe('补正样表')
    expect(owedStates(table)).toEqual(['NOT_STARTED', 'DRAFT', 'RETURNED', 'FILED'])
    const occasional = { ...sample, way: keptByBranch, owed: undefined }
    expect(owedStates(tableOf(occasional as unknown as AnyForm))).toEqual(['DRAFT', 'RETURNED'])
  })

  test('a title that ends in the verb does not get it twice', () => {
    const pairs = { ...sample, title: '结对登记', way: keptByBranch } as unknown as AnyForm
    expect(turnOf(tableOf(pairs), 'NOT_STARTED')?.title).toBe('登记结对')
    expect(turnOf(tableOf(pairs), 'DRAFT')?.title).toBe('登记结对')
    expect(turnOf(tableOf(pairs), 'RETURNED')?.title).toBe('补正结对登记')
  })

  test('lies with the branch until it is handed in, and again when it is given back', () => {
    expect(filingStates(sample as AnyForm)).toEqual(['NOT_STARTED', 'DRAFT', 'RETURNED'])
  })

  // Said to the compiler: a misspelt name below would not be an error if it were not checked.
  test('does not compile with a field, step, role or event that it does not have', () => {
    const fields = { day: { label: '日期', kind: 'day' } } as const satisfies FieldTable
    const known = { name: 'x', title: '表', clause: 'R65', lead: '一句。', fields, way: keptByBranch } as const
    // @ts-expect-error a field that is shown has to be there
    form({ ...known, shown: ['dya'] })
    // @ts-expect-error a sentence stands at a field of the form
    form({ ...known, shown: [], check: () => ({ dya: '不对' }) })
    // @ts-expect-error the check reads fields of the form only
    form({ ...known, shown: [], check: ({ dya }) => ({ day: String(dya) }) })
    expect(form({ ...known, shown: ['day'], check: ({ day }) => ({ day: `${day}不对` }) }).shown).toEqual(['day'])
  })
})

describe('every form of the product', () => {
  for (const each of forms)
    test(`${each.name} fits cards, keys, columns and the rule book`, () => {
      expect(each.name).toMatch(/^[a-zA-Z]{2,20}$/)
      expect(formNamed(each.name)).toBe(each)
      expect(Object.keys(workflows)).not.toContain(each.name)
      expect(clauses.map(({ number }) => number as string)).toContain(each.clause)
      expect([...each.title].length).toBeLessThanOrEqual(16)
      expect(each.shown.length).toBeLessThanOrEqual(3)
      for (const name of each.shown) {
        const field = each.fields[name]
        expect(['day', 'number', 'choice', 'line']).toContain(field?.kind)
        expect([...(field?.label ?? '')].length).toBeLessThanOrEqual(5)
      }
      const characters = Object.values(each.fields).reduce(
        (sum, field) => sum + ('limit' in field ? field.limit : 40),
        0,
      )
      // Four bytes at worst, in a column of 65,535.
      expect(characters).toBeLessThanOrEqual(15_000)
      for (const field of Object.values(each.fields))
        if (field.kind === 'choice') expect(Object.keys(field.options).length).toBeLessThanOrEqual(10)
    })

  test('has no two of one name', () => {
    expect(new Set(forms.map(({ name }) => name)).size).toBe(forms.length)
  })
})
