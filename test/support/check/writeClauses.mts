// Writes server/domain/clauses.md from clauses.ts beside it (run by `npm run fix`); `npm run check` compares them.
import { writeFileSync } from 'node:fs'
import { clauses } from '../../../server/domain/clauses.ts'
import { clausePage, clausePageFile } from './clauseTable.ts'

writeFileSync(clausePageFile, clausePage(clauses))
