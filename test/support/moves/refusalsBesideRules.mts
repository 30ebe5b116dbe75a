// Run once: moves each sentence of the table in server/refusals.ts beside the rule that raises it. A refusal raised in one file
// is declared there, one raised by several files of a part in that part's refusals.ts, one of several parts in server/refusals.ts.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const parse = (path: string, text = read(path)): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)

const rows = new Map<string, { status: string; sentence: string }>()
const visitTable = (node: ts.Node): void => {
  if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && ts.isArrayLiteralExpression(node.initializer)) {
    const [status, sentence] = node.initializer.elements
    rows.set(node.name.text, { status: status?.getText() ?? '', sentence: sentence?.getText() ?? '' })
  }
  ts.forEachChild(node, visitTable)
}
visitTable(parse('server/refusals.ts'))

const files = execFileSync('git', ['ls-files', 'server/*.ts', 'bot/inbound.ts', 'jobs/*.ts'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((file) => file !== 'server/refusals.ts')
/** Every literal of the product that is a code of the table, with whether it is the first argument of refuse. */
const uses = new Map<string, Set<string>>()
for (const file of files) {
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && rows.has(node.text)) {
      const found = uses.get(node.text) ?? new Set()
      uses.set(node.text, found.add(file))
    }
    ts.forEachChild(node, visit)
  }
  visit(parse(file))
}

const homeOf = (code: string): string => {
  const users = [...(uses.get(code) ?? [])]
  if (users.length === 1) return users[0] ?? ''
  const folders = new Set(users.map((file) => /^server\/(?:features|files)\/[^/]+\//.exec(file)?.[0] ?? 'server/'))
  const [folder] = folders
  return folders.size === 1 && folder && folder !== 'server/' ? `${folder}refusals.ts` : 'server/refusals.ts'
}
const camel = (code: string): string => code.replace(/\.(\w)/, (_dot, letter: string) => letter.toUpperCase())

const declared = new Map<string, string[]>()
for (const [code, { status, sentence }] of rows) {
  if (!uses.has(code)) console.log(`used by nobody: ${code}`)
  const home = homeOf(code)
  const shared = home.endsWith('refusals.ts')
  const line = `${shared ? 'export ' : ''}const ${camel(code)} = refusal(${status}, '${code}', ${sentence})`
  declared.set(home, [...(declared.get(home) ?? []), line])
}

for (const file of files) {
  let text = read(file)
  const source = parse(file, text)
  const edits: [number, number, string][] = []
  const needed = new Set<string>()
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') {
      const [code, ...rest] = node.arguments
      if (code && ts.isStringLiteral(code) && rows.has(code.text)) {
        needed.add(code.text)
        edits.push([node.expression.getStart(), node.expression.end, camel(code.text)])
        const [next] = rest
        edits.push([code.getStart(), next ? next.getStart() : code.end, ''])
      } else console.log(`by hand: ${file}: ${node.getText().slice(0, 90)}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  const own = declared.get(file) ?? []
  if (!edits.length && !own.length) continue
  for (const [start, end, by] of edits.sort((left, right) => right[0] - left[0]))
    text = text.slice(0, start) + by + text.slice(end)
  const imports = new Map<string, string[]>()
  for (const code of needed) {
    const home = homeOf(code)
    if (home !== file) imports.set(home, [...(imports.get(home) ?? []), camel(code)])
  }
  if (own.length) imports.set('server/refusals.ts', [...(imports.get('server/refusals.ts') ?? []), 'refusal'])
  const lines = [...imports].map(([home, names]) => {
    const path = relative(dirname(file), home).replace(/\.ts$/, '')
    return `import { ${names.join(', ')} } from '${path.startsWith('.') ? path : `./${path}`}'`
  })
  const after = parse(file, text)
  const last = after.statements.filter(ts.isImportDeclaration).at(-1)
  const at = last ? last.end : 0
  text = `${text.slice(0, at)}\n${lines.join('\n')}\n${own.length ? `\n${own.join('\n')}\n` : ''}${text.slice(at)}`
  // What was imported from the table under its old name.
  text = text.replace(/import \{([^}]*)\brefuse\b,?([^}]*)\} from/g, (_whole, before: string, behind: string) => {
    const names = `${before},${behind}`
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    return names.length ? `import { ${names.join(', ')} } from` : 'import {} from'
  })
  text = text.replace(/import \{\} from '[^']*'\n/g, '')
  writeFileSync(join(root, file), text)
}
for (const [home, lines] of declared) {
  if (files.includes(home) || home === 'server/refusals.ts') continue
  if (existsSync(join(root, home))) throw new Error(`${home} is there`)
  const path = relative(dirname(home), 'server/refusals')
  writeFileSync(join(root, home), `import { refusal } from '${path}'\n\n${lines.join('\n')}\n`)
}
const text = read('server/refusals.ts')
const begin = text.indexOf('/**\n * The one table')
const end = text.indexOf('/** One problem at one field')
writeFileSync(
  join(root, 'server/refusals.ts'),
  `${text.slice(0, begin)}${text.slice(end)}\n${(declared.get('server/refusals.ts') ?? []).join('\n')}\n`,
)
