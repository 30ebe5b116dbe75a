import { firstNames, nameList } from '../../../server/domain/wording/nameList'

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
})
