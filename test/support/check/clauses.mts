// The clause table: server/domain/clauses.md shows it as the product holds it, and a clause is 已办 only where a test declares by `walk` that
// it walks it in the running product. Whether that test ran and passed is judged by `npm test` from jest's own reports.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { clauses } from '../../../server/domain/clauses.ts'
import { checkout } from '../run/checkout.ts'
import { clausePage, clausePageFile } from './clauseTable.ts'
import { declaredWalks } from './walks.ts'

const testFiles = readdirSync(join(checkout, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => join('test', path))
const declared = testFiles.flatMap((path) => declaredWalks(path, readFileSync(join(checkout, path), 'utf8')))
const walked = new Set(declared.flatMap(({ numbers }) => numbers))
const known = new Map(clauses.map((clause) => [clause.number as string, clause]))

const faults = [
  ...(readFileSync(clausePageFile, 'utf8') === clausePage(clauses)
    ? []
    : ['server/domain/clauses.md shows other clauses than clauses.ts: npm run fix']),
  ...clauses
    .filter(({ number, state }) => state === 'done' && !walked.has(number))
    .map(({ number, words }) => `${number} ${words}: 已办, but no test walks it in the running product`),
  ...declared.flatMap(({ place, numbers }) =>
    numbers.length === 0
      ? [`${place}: walk() without clause numbers written out`]
      : numbers.filter((number) => !known.has(number)).map((number) => `${place}: no clause ${number}`),
  ),
]
for (const fault of faults) console.log(fault)
console.log(`${clauses.length} clauses, ${walked.size} walked, ${faults.length} faults`)
process.exit(faults.length ? 1 : 0)
