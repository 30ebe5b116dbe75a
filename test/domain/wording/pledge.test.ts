import fc from 'fast-check'
import { countPledge, type PledgeItems } from '../../../server/domain/wording/counts'
import { checkPledgeItems, exceedsLimit, type LimitMode } from '../../../server/domain/wording/pledge'

const good: PledgeItems = {
  study: '每月自学2次政治理论，年内考取中级证书',
  duty: '6月底前完成3条生产线改造',
  integrity: '全年零违纪，每季度自查1次',
}
const codes = (items: PledgeItems, mode: LimitMode = 'TOTAL') =>
  checkPledgeItems(items, mode).map((issue) => `${issue.field} ${issue.code}`)
const lengths = (study: number, duty: number, integrity: number): PledgeItems => ({
  study: '学'.repeat(study),
  duty: '责'.repeat(duty),
  integrity: '廉'.repeat(integrity),
})

describe('the three pledge items (R21, R24)', () => {
  test('are accepted when all three are there', () => {
    expect(codes(good)).toEqual([])
  })

  test.each(['study', 'duty', 'integrity'] as const)('are refused when %s is missing or blank', (field) => {
    expect(codes({ ...good, [field]: '' })).toEqual([`${field} pledge.missing`])
    expect(codes({ ...good, [field]: ' \n' })).toEqual([`${field} pledge.missing`])
  })

  test('are refused when one text serves twice, even with another full stop or blank', () => {
    expect(codes({ ...good, integrity: good.duty })).toEqual(['integrity pledge.repeated'])
    expect(codes({ ...good, duty: `${good.study} 。` })).toEqual(['duty pledge.repeated'])
    expect(codes({ study: '守纪', duty: '守纪', integrity: '守纪' })).toEqual([
      'duty pledge.repeated',
      'integrity pledge.repeated',
    ])
  })

  test('are refused with marks only or characters that cannot be printed', () => {
    expect(codes({ ...good, study: '——' })).toEqual(['study pledge.onlyPunctuation'])
    expect(codes({ ...good, duty: '加油💪' })).toEqual(['duty pledge.forbiddenCharacter'])
  })

  test('three empty boxes are three missing items and no repeated ones', () => {
    expect(codes({ study: '', duty: '', integrity: '' })).toEqual([
      'study pledge.missing',
      'duty pledge.missing',
      'integrity pledge.missing',
    ])
  })
})

describe('the length of the pledge (R23)', () => {
  test('published under the other reading stays valid: longer than this one allows is only said of it', () => {
    expect(exceedsLimit(lengths(50, 50, 1), 'TOTAL')).toBe(true)
    expect(exceedsLimit(lengths(50, 49, 1), 'TOTAL')).toBe(false)
    expect(exceedsLimit(lengths(100, 100, 100), 'PER_ITEM')).toBe(false)
    expect(exceedsLimit(lengths(1, 1, 101), 'PER_ITEM')).toBe(true)
  })

  test('is 100 字 for all three: 100 pass, 101 do not', () => {
    expect(codes(lengths(33, 33, 34))).toEqual([])
    expect(checkPledgeItems(lengths(33, 34, 34), 'TOTAL')).toEqual([
      { field: 'total', code: 'pledge.totalTooLong', actual: 101, limit: 100 },
    ])
  })

  test('is 100 字 for each when the office has switched: three times 100 pass, one of 101 does not', () => {
    expect(codes(lengths(100, 100, 100), 'PER_ITEM')).toEqual([])
    expect(checkPledgeItems(lengths(100, 101, 100), 'PER_ITEM')).toEqual([
      { field: 'duty', code: 'pledge.itemTooLong', actual: 101, limit: 100 },
    ])
  })

  test('counts rare characters and accents typed separately once', () => {
    expect(codes({ study: '𠮷'.repeat(50), duty: 'e\u0301'.repeat(49), integrity: '廉' })).toEqual([])
    expect(codes({ study: '𠮷'.repeat(50), duty: 'e\u0301'.repeat(50), integrity: '廉' })).toEqual([
      'total pledge.totalTooLong',
    ])
  })

  test('decides alike for every way of sharing out the characters, and switching to each never refuses more', () => {
    const share = fc.integer({ min: 1, max: 120 })
    fc.assert(
      fc.property(share, share, share, (study, duty, integrity) => {
        const items = lengths(study, duty, integrity)
        const total = study + duty + integrity
        expect(countPledge(items)).toEqual({ study, duty, integrity, total })
        expect(codes(items)).toEqual(total > 100 ? ['total pledge.totalTooLong'] : [])
        expect(codes(items, 'PER_ITEM').length).toBe([study, duty, integrity].filter((count) => count > 100).length)
      }),
    )
  })
})
