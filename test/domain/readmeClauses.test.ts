import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clauses } from '../../server/domain/clauses'
import { clauseTable } from '../support/check/clauseTable'

test('README shows the state of every clause of the notice as the product holds it', () => {
  const readme = readFileSync(join(__dirname, '../../README.md'), 'utf8')
  expect(readme).toContain(clauseTable(clauses))
})
