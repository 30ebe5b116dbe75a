// Ceilings of size: a file or function that outgrows them wants a seam. They are for logic: a list (a literal or an import
// without a function in it) counts as one line, so there is nothing to gain from packing lists tightly.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../../..')
const longestFile = 300
const longestTest = 500
const longestFunction = 40
const folders = ['server', 'bot', 'entities', 'jobs', 'miniapp', 'test']
const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    if (name === 'dist' || name === 'node_modules') return []
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : /\.(ts|mts|vue)$/.test(name) ? [path] : []
  })

const faults: string[] = []
const files = folders.flatMap((folder) => filesBelow(join(root, folder)))

const isFunction = (node: ts.Node): boolean => ts.isFunctionLike(node) && 'body' in node && Boolean(node.body)
const holdsFunction = (node: ts.Node): boolean =>
  isFunction(node) || Boolean(ts.forEachChild(node, (child) => holdsFunction(child) || undefined))
/** A literal or an import that only lists things. */
const isList = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ((ts.isObjectLiteralExpression(node) || ts.isArrayLiteralExpression(node)) && !holdsFunction(node))

const lineOf = (source: ts.SourceFile, position: number): number => source.getLineAndCharacterOfPosition(position).line
const linesOf = (node: ts.Node, source: ts.SourceFile): number =>
  lineOf(source, node.end) - lineOf(source, node.getStart()) + 1

/** Lines below this node that do not count: all but the first of each list, and of each function where `functions` says so. */
function uncounted(node: ts.Node, source: ts.SourceFile, functions: boolean): number {
  let lines = 0
  const visit = (child: ts.Node): void => {
    if (isList(child) || (functions && isFunction(child))) lines += linesOf(child, source) - 1
    else if (ts.isShorthandPropertyAssignment(child)) lines += 1
    else ts.forEachChild(child, visit)
  }
  ts.forEachChild(node, visit)
  return lines
}

/** `{ ...{ a, b } }` and `[...[a, b]]` say nothing that the list itself does not say. */
function checkPacking(name: string, source: ts.SourceFile): void {
  const visit = (node: ts.Node): void => {
    if (
      (ts.isSpreadAssignment(node) && ts.isObjectLiteralExpression(node.expression)) ||
      (ts.isSpreadElement(node) &&
        ts.isArrayLiteralExpression(node.parent) &&
        ts.isArrayLiteralExpression(node.expression))
    )
      faults.push(`${name}:${lineOf(source, node.getStart()) + 1} a literal is spread into a literal: write it out`)
    ts.forEachChild(node, visit)
  }
  visit(source)
}

/** A composable or a factory is judged by its parts. */
function checkFunctions(path: string, source: ts.SourceFile): void {
  const visit = (node: ts.Node): void => {
    if (isFunction(node)) {
      const lines = linesOf(node, source) - uncounted(node, source, true)
      const line = lineOf(source, node.getStart()) + 1
      if (lines > longestFunction)
        faults.push(`${relative(root, path)}:${line} function of ${lines} lines (at most ${longestFunction})`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
}

/** What is between the script tags of a page; everything of other files. */
const scriptOf = (name: string, text: string): string =>
  name.endsWith('.vue') ? (/<script[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1] ?? '') : text

for (const path of files) {
  const name = relative(root, path).replaceAll('\\', '/')
  const text = readFileSync(path, 'utf8')
  const source = ts.createSourceFile(name, scriptOf(name, text), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const isTest = name.startsWith('test/')
  const limit = isTest ? longestTest : longestFile
  const lines = text.split('\n').length - uncounted(source, source, false)
  if (lines > limit) faults.push(`${name} ${lines} lines without lists (at most ${limit})`)
  checkPacking(name, source)
  // A describe block is one function, however many tests it holds.
  if (!isTest && !name.endsWith('.vue')) checkFunctions(path, source)
}
for (const fault of faults) console.log(fault)
console.log(`${files.length} files, ${faults.length} over the ceilings`)
process.exit(faults.length ? 1 : 0)
