import { nameOn, renameProblem } from '../../../server/domain/organisation/unitNames'

const renames = [
  { fromDay: '2026-09-15', before: '财投支部', after: '财务投资支部' },
  { fromDay: '2028-03-01', before: '财务投资支部', after: '财金支部' },
]

describe('what a unit was called on a day', () => {
  it('is the name before the next rename, today’s after the last, and today’s for what is under way', () => {
    const on = (day: string | null) => nameOn(day, '财金支部', [...renames].reverse())
    expect([on('2026-09-14'), on('2026-09-15'), on('2028-02-29'), on('2028-03-01'), on(null)]).toEqual([
      '财投支部',
      '财务投资支部',
      '财务投资支部',
      '财金支部',
      '财金支部',
    ])
  })

  it('is refused before a rename that stands, before the unit, far ahead, and where nothing changes', () => {
    const unit = { name: '财金支部', beganDay: '2018-01-01', renames }
    const problem = (fromDay: string, name = '财支部', of = unit) =>
      renameProblem({ name, fromDay, farthestDay: '2029-03-01' }, of)
    expect(problem('2028-03-01')?.[1]).toBe('已经登记了2028年3月1日更名，这一次要在它以后；那一次登记错了的，先撤销。')
    expect(problem('2018-01-01', '财支部', { ...unit, renames: [] })?.[0]).toBe('fromDay')
    expect(problem('2029-03-02')).toEqual(['fromDay', '最多提前一年登记，请核对年份。'])
    expect(problem('2028-03-02', '财金支部')).toEqual(['name', '和原来的名称一样。'])
    expect(problem('2028-03-02')).toBeNull()
  })
})
