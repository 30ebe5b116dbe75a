// Ceilings of size: a file that outgrows them wants a seam. Data tables, migrations and tests have their own.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../../..')
const longestFile = 300
const longestTest = 500
const longestFunction = 40
const folders = ['server', 'bot', 'entities', 'jobs', 'miniapp', 'test']
/** Each with its reason. */
const exempt = new Map([['server/refusals.ts', 'one table of refusals, a line each']])

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    if (name === 'dist' || name === 'node_modules') return []
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : /\.(ts|mts|vue)$/.test(name) ? [path] : []
  })

const faults: string[] = []
const files = folders.flatMap((folder) => filesBelow(join(root, folder)))

/** Lines of a function without the functions inside it: a composable or a factory is judged by its parts. */
function ownLines(node: ts.Node, source: ts.SourceFile): number {
  const linesOf = (each: ts.Node) =>
    source.getLineAndCharacterOfPosition(each.end).line - source.getLineAndCharacterOfPosition(each.getStart()).line + 1
  let inner = 0
  const visit = (child: ts.Node): void => {
    if (ts.isFunctionLike(child) && 'body' in child && child.body) inner += linesOf(child) - 1
    else ts.forEachChild(child, visit)
  }
  ts.forEachChild(node, visit)
  return linesOf(node) - inner
}

function checkFunctions(path: string, text: string): void {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body) {
      const lines = ownLines(node, source)
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1
      if (lines > longestFunction)
        faults.push(`${relative(root, path)}:${line} function of ${lines} lines (at most ${longestFunction})`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

for (const path of files) {
  const name = relative(root, path).replaceAll('\\', '/')
  const text = readFileSync(path, 'utf8')
  const isTest = name.startsWith('test/')
  const limit = isTest ? longestTest : longestFile
  const lines = text.split('\n').length
  if (lines > limit && !exempt.has(name)) faults.push(`${name} ${lines} lines (at most ${limit})`)
  // A describe block is one function, however many tests it holds.
  if (!isTest && !name.endsWith('.vue')) checkFunctions(path, text)
}
for (const fault of faults) console.log(fault)
console.log(`${files.length} files, ${faults.length} over the ceilings`)
process.exit(faults.length ? 1 : 0)
