import { clauses } from '../../server/domain/clauses'

describe('the clauses of the notice', () => {
  test('are numbered R00 to R71 without a gap and each once', () => {
    const expected = Array.from({ length: 72 }, (_, number) => `R${String(number).padStart(2, '0')}`)
    expect(clauses.map((clause) => clause.number)).toEqual(expected)
  })

  test('each say where they stand in the notice and what they ask, in short', () => {
    for (const { clause, words } of clauses) {
      expect(clause).not.toBe('')
      expect(words.length).toBeGreaterThan(4)
      expect(words.length).toBeLessThanOrEqual(30)
    }
  })

  test('need no function only where the notice appeals or signs', () => {
    const silent = clauses.filter((clause) => clause.state === 'noFunction').map((clause) => clause.number)
    expect(silent).toEqual(['R49', 'R68', 'R71'])
  })
})
