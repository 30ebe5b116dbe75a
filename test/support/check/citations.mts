// No comment, test title or README may send its reader to a number or a paper that is not in the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../run/checkout.ts'
import { deadCitations } from './citations.ts'

const folders = ['server', 'bot', 'entities', 'jobs', 'miniapp', 'test']
const names = folders.flatMap((folder) =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)),
)
const files = ['README.md', ...names.map((name) => name.replaceAll('\\', '/'))]
  .filter((name) => /\.(ts|mts|vue|js|mjs|css|md)$/.test(name) && !name.startsWith('miniapp/dist/'))
  // The check's own test plants what it must find.
  .filter((name) => name !== 'test/support/citations.test.ts')
  .map((name) => ({ name, text: readFileSync(join(checkout, name), 'utf8') }))
const faults = deadCitations(files, (path) => existsSync(join(checkout, path)))
for (const fault of faults) console.log(fault)
console.log(`${files.length} files, ${faults.length} citations that lead nowhere`)
process.exit(faults.length ? 1 : 0)
