import { firstNames, nameList, namesWithin } from '../../../server/domain/wording/nameList'

const five = ['甲', '乙', '丙', '丁', '戊']

describe('names in a sentence', () => {
  it('are all said up to the limit', () => {
    expect(nameList(five)).toBe('甲、乙、丙、丁、戊')
    expect(firstNames(five)).toBe('甲、乙、丙、丁、戊')
    expect(nameList([])).toBe('')
  })
  it('are cut above it, with their number where the sentence does not say it', () => {
    expect(nameList([...five, '己'])).toBe('甲、乙、丙、丁、戊等6个')
    expect(firstNames([...five, '己'])).toBe('甲、乙、丙、丁、戊等')
    expect(nameList(five, 1)).toBe('甲等5个')
  })
  it('fill a narrow place as far as they go, and the number says the rest', () => {
    expect(namesWithin(['林夏', '𠮷野·安'], 7)).toBe('林夏、𠮷野·安')
    expect(namesWithin(['林夏', '𠮷野·安'], 6)).toBe('林夏等2人')
    expect(namesWithin(['𠮷'.repeat(40), '林夏'], 30)).toBe('2人')
    expect(namesWithin([], 30)).toBe('0人')
    const many = Array.from({ length: 200 }, () => '欧阳听澜')
    expect([...namesWithin(many, 30)].length).toBeLessThanOrEqual(30)
    expect(namesWithin(many, 30)).toBe('欧阳听澜、欧阳听澜、欧阳听澜、欧阳听澜、欧阳听澜等200人')
  })
})
