import fc from 'fast-check'
import { progressMeasures } from '../../../server/domain/progress/measures'
import { type ProgressCount, slotCount, slots, tally, tallyBy } from '../../../server/domain/progress/tally'

const counts = fc.array(
  fc.record({
    measure: fc.constantFrom(...progressMeasures),
    branchId: fc.constantFrom('一', '二', '三'),
    unitId: fc.constantFrom('甲', '乙'),
    done: fc.nat(20),
    owed: fc.nat(20),
  }) satisfies fc.Arbitrary<ProgressCount>,
)

describe('the numbers of a progress board (R01)', () => {
  it('of the branches add up to those of the house, measure by measure', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const branches = [...tallyBy(list, ['一', '二', '三'], ({ branchId }) => branchId).values()]
        for (const [at, whole] of tally(list).entries()) {
          const parts = branches.map((cells) => cells[at])
          expect(parts.reduce((sum, cell) => sum + (cell?.done ?? 0), 0)).toBe(whole.done)
          expect(parts.reduce((sum, cell) => sum + (cell?.owed ?? 0), 0)).toBe(whole.owed)
        }
      }),
    )
  })

  it('show a branch that owes nothing as 0 of 0, not as left out', () => {
    expect(tallyBy([], ['一'], ({ branchId }) => branchId).get('一')).toEqual(
      progressMeasures.map((measure) => ({ measure, done: 0, owed: 0 })),
    )
  })
})

describe('the places of a department for 示范岗 (R05, R06)', () => {
  const ready = { name: '报销审核岗', standing: '支部已收集', ready: true, path: '/posts/1' }
  const underWay = { name: '示范岗', standing: '待征求意见', ready: false, path: '/posts/2' }

  it('are as many as owed: the finished first, then what is under way, then the empty ones by name', () => {
    expect(slots(3, [underWay, ready], '财务部党员示范岗')).toEqual([
      { name: '报销审核岗', standing: '支部已收集', done: true, path: '/posts/1' },
      { name: '示范岗', standing: '待征求意见', done: false, path: '/posts/2' },
      { name: '财务部党员示范岗', standing: '未推荐', done: false, path: null },
    ])
  })

  it('are never more than owed, whatever a department set up besides', () => {
    expect(slots(1, [ready, { ...ready, path: '/posts/3' }], '')).toHaveLength(1)
  })

  it('are counted as they are listed', () => {
    for (const [owed, done] of [
      [0, 1],
      [1, 2],
      [2, 1],
    ] as const) {
      const listed = slots(owed, [...Array(done).fill(ready), underWay], '')
      expect(slotCount(owed, done)).toEqual({ owed: listed.length, done: listed.filter((slot) => slot.done).length })
    }
  })
})
