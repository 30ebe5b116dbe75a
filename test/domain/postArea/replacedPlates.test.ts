import fc from 'fast-check'
import { type HungPlate, platesReplaced } from '../../../server/domain/postArea/replacedPlates'

const plate = (postAreaId: string, year: number, changes: Partial<HungPlate> = {}): HungPlate => ({
  postAreaId,
  kind: 'POST',
  year,
  nomineeId: postAreaId,
  plateDay: `${year}-10-01`,
  ...changes,
})
const hung = (year: number, nomineeId = '新') => ({ year, nomineeId })

describe('which plates of earlier years come down when a new one hangs', () => {
  test.each<[string, HungPlate[], ReturnType<typeof hung>, number, string[]]>([
    ['one 岗 for one', [plate('甲', 2026), plate('新', 2027)], hung(2027), 9, ['甲']],
    ['two owed, one old and one new: both hang', [plate('甲', 2026), plate('新', 2027)], hung(2027), 11, []],
    [
      'two owed, the one hung longest goes',
      [plate('甲', 2026, { plateDay: '2026-10-02' }), plate('乙', 2026), plate('新', 2027)],
      hung(2027),
      11,
      ['乙'],
    ],
    [
      'the same person is not honoured twice',
      [plate('甲', 2026), plate('乙', 2026, { nomineeId: '新' }), plate('新', 2027)],
      hung(2027),
      11,
      ['乙'],
    ],
    ['also where there is room', [plate('甲', 2026, { nomineeId: '新' }), plate('新', 2027)], hung(2027), 11, ['甲']],
    ['never one of the same year', [plate('甲', 2027), plate('乙', 2027), plate('新', 2027)], hung(2027), 9, []],
    ['never one of a later year', [plate('甲', 2028), plate('新', 2027)], hung(2027), 9, []],
    [
      'a 责任区 whatever the department’s size',
      [plate('甲', 2026, { kind: 'AREA' }), plate('新', 2027, { kind: 'AREA' })],
      hung(2027),
      26,
      ['甲'],
    ],
  ])('%s', (_what, plates, just, members, expected) => {
    expect(platesReplaced(plates, just, members)).toEqual(expected)
  })

  test('once all that is owed hangs anew, nothing older does; never fewer than owed while there were as many', () => {
    const years = fc.array(fc.constantFrom(2025, 2026), { maxLength: 6 })
    fc.assert(
      fc.property(years, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 2 }), (old, members, fresh) => {
        const owed = members > 10 ? 2 : 1
        let plates = old.map((year, place) => plate(`旧${place}`, year))
        for (let place = 0; place < Math.min(fresh, owed); place += 1) {
          plates = [...plates, plate(`新${place}`, 2027)]
          const down = platesReplaced(plates, hung(2027, `新${place}`), members)
          plates = plates.filter(({ postAreaId }) => !down.includes(postAreaId))
          expect(plates.length).toBeLessThanOrEqual(Math.max(owed, place + 1))
          expect(plates.length).toBe(Math.min(owed, old.length + place + 1))
        }
        if (fresh >= owed) expect(plates.every(({ year }) => year === 2027)).toBe(true)
      }),
    )
  })
})
