// Run once, on the commit before this file's last one: moves every call from five parallel tables (paths, permissions, shapes,
// handlers, their groups) into two rows, server/contract/<part>.ts and server/features/<part>/calls.ts. Kept to show that
// nothing was typed anew: `node test/support/moves/callsInOnePlace.mts`, then the formatter.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../../..')
const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true)

/** The folder under server/features that does the calls of this prefix. */
const partOf: Record<string, string> = {
  login: 'login',
  session: 'session',
  tasks: 'tasks',
  organisation: 'organisation',
  roster: 'roster',
  calendar: 'calendar',
  campaign: 'pledge',
  photo: 'pledge',
  pledge: 'pledge',
  package: 'pledge',
  attachment: 'attachments',
  fulfilment: 'fulfilment',
  postReference: 'postReference',
  supervision: 'supervision',
  postArea: 'postArea',
  exemption: 'postArea',
  group: 'postArea',
  wall: 'wall',
  posting: 'wall',
  badge: 'badge',
  signOrder: 'signOrder',
  progress: 'progress',
  document: 'documents',
  evaluation: 'evaluation',
  round: 'evaluation',
  ballot: 'evaluation',
  visit: 'visit',
  threeLinks: 'threeLinks',
}
const partOfCall = (name: string): string =>
  name === 'session.end' ? 'login' : (partOf[name.split('.')[0] ?? ''] ?? '')

/** `name: text of the value` of an object literal, in order. */
function rowsOf(source: ts.SourceFile, variable: string): Map<string, string> {
  const rows = new Map<string, string>()
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.name.getText() === variable && node.initializer) {
      let value: ts.Expression = node.initializer
      while (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) value = value.expression
      if (ts.isObjectLiteralExpression(value))
        for (const property of value.properties)
          if (ts.isPropertyAssignment(property))
            rows.set((property.name as ts.StringLiteral).text, property.initializer.getText())
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return rows
}

const addresses = rowsOf(parse('server/contract/paths.ts'), 'paths')
const permissions = rowsOf(parse('server/contract/permissions.ts'), 'permissions')

interface Declaration {
  names: string[]
  text: string
  uses: Set<string>
}
const identifiers = (node: ts.Node): Set<string> => {
  const found = new Set<string>()
  const visit = (child: ts.Node): void => {
    if (ts.isIdentifier(child)) {
      const parent = child.parent
      const isKey =
        (ts.isPropertyAssignment(parent) && parent.name === child) ||
        (ts.isPropertyAccessExpression(parent) && parent.name === child)
      if (!isKey) found.add(child.text)
    }
    ts.forEachChild(child, visit)
  }
  visit(node)
  return found
}

interface ShapeFile {
  name: string
  imports: Map<string, { from: string; typeOnly: boolean }>
  declarations: Declaration[]
  calls: Map<string, { text: string; uses: Set<string> }>
}

function readShapes(file: string): ShapeFile {
  const source = parse(`server/contract/shapes/${file}`)
  const found: ShapeFile = { name: file, imports: new Map(), declarations: [], calls: new Map() }
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      const from = (statement.moduleSpecifier as ts.StringLiteral).text
      const bindings = statement.importClause?.namedBindings
      if (bindings && ts.isNamedImports(bindings))
        for (const element of bindings.elements)
          found.imports.set(element.name.text, {
            from,
            typeOnly: element.isTypeOnly || Boolean(statement.importClause?.isTypeOnly),
          })
      continue
    }
    if (ts.isVariableStatement(statement)) {
      const [declaration] = statement.declarationList.declarations
      const name = declaration?.name.getText() ?? ''
      if (/Shapes$/.test(name) && declaration?.initializer && ts.isObjectLiteralExpression(declaration.initializer)) {
        for (const property of declaration.initializer.properties) {
          if (!ts.isPropertyAssignment(property)) throw new Error(`${file}: ${property.getText()}`)
          found.calls.set((property.name as ts.StringLiteral).text, {
            // With the comment that stands before it.
            text: property.getFullText().trim(),
            uses: identifiers(property.initializer),
          })
        }
        continue
      }
    }
    const names = ts.isVariableStatement(statement)
      ? statement.declarationList.declarations.map((each) => each.name.getText())
      : [(statement as ts.DeclarationStatement).name?.getText() ?? '']
    found.declarations.push({
      names,
      text: source.text.slice(statement.getFullStart(), statement.end).trim(),
      uses: identifiers(statement),
    })
  }
  return found
}

const shapeFiles = readdirSync(join(root, 'server/contract/shapes'))
  .filter((file) => file !== 'common.ts')
  .map(readShapes)
const parts = [...new Set([...addresses.keys()].map(partOfCall))]
const homes = new Map<string, string>()

function closure(file: ShapeFile, uses: Set<string>): Set<string> {
  const reached = new Set(uses)
  for (let before = -1; before !== reached.size; ) {
    before = reached.size
    for (const { names, uses: more } of file.declarations)
      if (names.some((name) => reached.has(name))) for (const one of more) reached.add(one)
  }
  return reached
}

// A shape that two parts use stays with the first of them and is imported by the other.
for (const part of parts)
  for (const file of shapeFiles) {
    const mine = [...file.calls].filter(([name]) => partOfCall(name) === part)
    const used = closure(file, new Set(mine.flatMap(([, { uses }]) => [...uses])))
    for (const { names } of file.declarations)
      for (const name of names)
        if (used.has(name) && !homes.has(`${file.name}:${name}`)) homes.set(`${file.name}:${name}`, part)
  }

const importLines = (imports: Map<string, { from: string; typeOnly: boolean }>): string[] => {
  const modules = [...new Set([...imports.values()].map(({ from }) => from))]
  return modules
    .sort((left, right) => left.localeCompare(right))
    .map((from) => {
      const names = [...imports].filter(([, each]) => each.from === from)
      const list = names.map(([name, { typeOnly }]) => (typeOnly ? `type ${name}` : name)).sort()
      return `import { ${list.join(', ')} } from '${from}'`
    })
}

const exported = new Set<string>()
const written = new Map<
  string,
  { imports: Map<string, { from: string; typeOnly: boolean }>; declarations: Map<string, string>; rows: string[] }
>()
for (const part of parts) {
  const imports = new Map<string, { from: string; typeOnly: boolean }>()
  const declarations = new Map<string, string>()
  const rows: string[] = []
  for (const file of shapeFiles) {
    const mine = [...file.calls].filter(([name]) => partOfCall(name) === part)
    if (!mine.length) continue
    const used = closure(file, new Set(mine.flatMap(([, { uses }]) => [...uses])))
    for (const { names, text } of file.declarations) {
      const [name = ''] = names
      if (!used.has(name)) continue
      const home = homes.get(`${file.name}:${name}`)
      if (home === part) declarations.set(name, text)
      else {
        imports.set(name, { from: `./${home}`, typeOnly: false })
        exported.add(`${home}:${name}`)
      }
    }
    for (const [name, { from, typeOnly }] of file.imports) {
      if (!used.has(name)) continue
      if (from === './common' || from === 'zod') imports.set(name, { from, typeOnly })
      else if (from.startsWith('../../')) imports.set(name, { from: from.slice(3), typeOnly })
      else {
        const home = homes.get(`${from.slice(2)}.ts:${name}`)
        imports.set(name, { from: `./${home}`, typeOnly })
        exported.add(`${home}:${name}`)
      }
    }
  }
  for (const name of [...addresses.keys()].filter((each) => partOfCall(each) === part)) {
    const call = shapeFiles.flatMap((file) => [...file.calls]).find(([each]) => each === name)?.[1]
    if (!call) throw new Error(`no shape: ${name}`)
    rows.push(call.text.replace(/(^|\n)(\s*'[^']+':\s*\{)/, `$1$2 address: ${addresses.get(name)},`))
  }
  written.set(part, { imports, declarations, rows })
}

for (const [part, { imports, declarations, rows }] of written) {
  const texts = [...declarations].map(([name, text]) =>
    exported.has(`${part}:${name}`) && !/(^|\n)export /.test(text)
      ? text.replace(/(^|\n)(const|function) /, '$1export $2 ')
      : text,
  )
  const body = [
    importLines(imports).join('\n'),
    texts.join('\n'),
    `export const ${part}Contract = {\n${rows.join(',\n')},\n} satisfies Contract`,
  ].join('\n\n')
  writeFileSync(join(root, `server/contract/${part}.ts`), `import type { Contract } from './contract'\n${body}\n`)
}

// The rows of the server: what a call asks for, and the verb.
const handlers = parse('server/features/handlers.ts')
const verbImports = new Map<string, { from: string; typeOnly: boolean }>()
const verbs = new Map<string, { text: string; uses: Set<string> }>()
for (const statement of handlers.statements)
  if (ts.isImportDeclaration(statement)) {
    const from = (statement.moduleSpecifier as ts.StringLiteral).text
    const bindings = statement.importClause?.namedBindings
    if (bindings && ts.isNamedImports(bindings))
      for (const element of bindings.elements)
        verbImports.set(element.name.text, {
          from,
          typeOnly: element.isTypeOnly || Boolean(statement.importClause?.isTypeOnly),
        })
  }
const visitVerbs = (node: ts.Node): void => {
  if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && addresses.has(node.name.text))
    verbs.set(node.name.text, { text: node.initializer.getText(), uses: identifiers(node.initializer) })
  ts.forEachChild(node, visitVerbs)
}
visitVerbs(handlers)

for (const part of parts.filter((each) => each !== 'login')) {
  const imports = new Map<string, { from: string; typeOnly: boolean }>()
  let needsHouse = false
  const rows = [...addresses.keys()]
    .filter((name) => partOfCall(name) === part)
    .map((name) => {
      const verb = verbs.get(name) ?? { text: `TODO('${name}')`, uses: new Set<string>() }
      for (const use of verb.uses) {
        const known = verbImports.get(use)
        if (known) {
          const path = relative(join('server/features', part), join('server/features', known.from))
          const from =
            use === 'prepared'
              ? '../call'
              : use === 'Output'
                ? '../../contract'
                : path.startsWith('.')
                  ? path
                  : `./${path}`
          imports.set(use, { from, typeOnly: known.typeOnly })
        }
        if (['settings', 'tenants', 'demo', 'database'].includes(use)) needsHouse = true
      }
      return `  '${name}': { asks: ${permissions.get(name)}, run: ${verb.text} },`
    })
  const table = needsHouse
    ? `export const ${part}Calls = (house: House) => ({\n${rows.join('\n')}\n}) satisfies Calls<typeof ${part}Contract>`
    : `export const ${part}Calls = {\n${rows.join('\n')}\n} satisfies Calls<typeof ${part}Contract>`
  imports.set(`${part}Contract`, { from: `../../contract/${part}`, typeOnly: true })
  imports.set('Calls', { from: '../call', typeOnly: true })
  if (needsHouse) imports.set('House', { from: '../call', typeOnly: true })
  const file = join(root, `server/features/${part}/calls.ts`)
  mkdirSync(dirname(file), { recursive: true })
  if (existsSync(file)) throw new Error(`${file} is there`)
  writeFileSync(file, `${importLines(imports).join('\n')}\n\n${table}\n`)
}

// Who spoke of the old tables.
const users = execFileSync('git', ['ls-files', '*.ts', '*.mts', '*.vue'], { cwd: root, encoding: 'utf8' })
  .trim()
  .split('\n')
for (const user of users) {
  if (user.startsWith('test/support/moves/') || !existsSync(join(root, user))) continue
  const text = readFileSync(join(root, user), 'utf8')
  const changed = text
    .replace(/contract\/schemas'/g, "contract'")
    .replace(/import type \{ RouteName \} from '([./]*)contract\/paths'/g, "import type { CallName } from '$1contract'")
    .replace(/\bRouteName\b/g, 'CallName')
    .replace(/from '(\.\.?\/(?:\.\.\/)?)web\/route'/g, (whole) =>
      user.startsWith('server/features/') ? `from '../call'` : whole,
    )
  if (changed !== text) writeFileSync(join(root, user), changed)
}
