import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clauses } from '../../server/domain/clauses'

const testFolder = join(__dirname, '..')

/** The text of every test but this one, which would cite every clause by checking it. */
const citingText = readdirSync(testFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.test.ts') && !path.endsWith('clauses.test.ts'))
  .map((path) => readFileSync(join(testFolder, path), 'utf8'))
  .join('\n')

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

  test('are cited by at least one test before they may be called done', () => {
    expect(citingText.length).toBeGreaterThan(1000)
    const uncited = clauses
      .filter((clause) => clause.state === 'done' && !new RegExp(`\\b${clause.number}\\b`).test(citingText))
      .map((clause) => clause.number)
    expect(uncited).toEqual([])
  })

  test('need no function only where the notice appeals or signs', () => {
    const silent = clauses.filter((clause) => clause.state === 'noFunction').map((clause) => clause.number)
    expect(silent).toEqual(['R49', 'R68', 'R71'])
  })
})
