// Writes the clause table of README.md from server/domain/clauses.ts (run by `npm run fix`); a unit test compares them.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { clauses } from '../../../server/domain/clauses.ts'
import { clauseTable } from './clauseTable.ts'

const file = resolve(import.meta.dirname, '../../../README.md')
const readme = readFileSync(file, 'utf8')
writeFileSync(
  file,
  readme.replace(
    /<!-- clauses -->[\s\S]*<!-- \/clauses -->/,
    `<!-- clauses -->\n${clauseTable(clauses)}\n<!-- /clauses -->`,
  ),
)
