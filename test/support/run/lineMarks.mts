import { createRequire } from 'node:module'
import { relative, sep } from 'node:path'
import type TypeScript from 'typescript'

// Which lines of the product run, told by the product itself: whatever begins on a line writes into the line's place in a
// table of its file, one store and no more. What cannot run without something else of its line running first writes nothing.

// Not imported: node would read all nine megabytes first to find out what kind of module they are.
const ts: typeof TypeScript = createRequire(import.meta.url)('typescript')

const table = '$lines'

/** The path in the checkout of a file whose lines are counted; undefined for tests, libraries and what was built. */
export function productPath(path: string, root: string): string | undefined {
  const inside = relative(root, path).split(sep).join('/')
  return /^(server|bot|entities|jobs|miniapp)\/(?!dist\/).*(?<!\.d)\.ts$/.test(inside) ? inside : undefined
}

/** What is put into a text, and where. */
interface Mark {
  at: number
  text: string
  closes?: true
}

export interface Lines {
  /** Lines that only tie the file to others, when it is loaded: imports, exports. */
  ties: Set<number>
  /** Lines that run when the file is loaded: what stands outside every function and block. */
  loaded: Set<number>
  /** Lines that run when a function is called or a branch taken. */
  called: Set<number>
  marks: Mark[]
}

/** Every line on which something begins that can run. */
export function findLines(path: string, text: string): Lines {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lines: Lines = { ties: new Set(), loaded: new Set(), called: new Set(), marks: [] }
  // `begun` is the line on which the nearest thing around the node began.
  const visit = (node: TypeScript.Node, begun: number, isCalled: boolean): void => {
    if (isOnlyType(node)) return
    const first = beginning(node)
    const line = first ? file.getLineAndCharacterOfPosition(first.getStart(file)).line + 1 : begun
    const isLater = isCalled || ts.isFunctionLike(node) || ts.isPropertyDeclaration(node)
    if (first && isTie(node)) lines.ties.add(line)
    else if (first && !isLater) lines.loaded.add(line)
    else if (first && line !== begun) {
      lines.called.add(line)
      lines.marks.push(...marksOf(node, first, `${table}[${line}]=1`, file))
    }
    const holdsLater = isLater || ts.isBlock(node)
    ts.forEachChild(node, (child) => visit(child, line, holdsLater || (ts.isStatement(child) && node !== file)))
  }
  visit(file, 0, false)
  return lines
}

/** The same text, line by line, with its marks; to be run behind `tableOf`. */
export function markLines(text: string, { marks }: Lines): string {
  const order = marks.map((mark, index) => ({ ...mark, turn: mark.closes ? -index - marks.length : index }))
  order.sort((one, other) => one.at - other.at || one.turn - other.turn)
  let done = 0
  let marked = ''
  for (const { at, text: added } of order) {
    marked += text.slice(done, at) + added
    done = at
  }
  return marked + text.slice(done)
}

/** What names a file's table to it; testEnvironment.ts gives it, and where there is none nothing is written down. */
export const tableOf = (path: string, text: string): string =>
  `const ${table}=globalThis.linesOf?.(${JSON.stringify(path)},${text.split('\n').length + 1})??[];`

const isOnlyType = (node: TypeScript.Node): boolean =>
  ts.isInterfaceDeclaration(node) ||
  (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) ||
  ts.isTypeAliasDeclaration(node) ||
  (ts.canHaveModifiers(node) && has(node, ts.SyntaxKind.DeclareKeyword))

const has = (node: TypeScript.HasModifiers, kind: TypeScript.SyntaxKind): boolean =>
  node.modifiers?.some((modifier) => modifier.kind === kind) ?? false

/** Where the node's own running begins; undefined for what only holds others, or only declares. */
function beginning(node: TypeScript.Node): TypeScript.Node | undefined {
  if (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) return node.initializer
  if (ts.isArrowFunction(node)) return ts.isBlock(node.body) ? undefined : node.body
  if (ts.isImportDeclaration(node)) return isWanted(node.importClause) ? node : undefined
  if (ts.isExportSpecifier(node)) return node.isTypeOnly || node.parent.parent.isTypeOnly ? undefined : node
  if (ts.isExportDeclaration(node)) return node.exportClause ? undefined : node
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node))
    return node.modifiers?.find((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  return ts.isExportAssignment(node) || (ts.isStatement(node) && !holds(node)) ? node : undefined
}

const isTie = (node: TypeScript.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isExportSpecifier(node) ||
  ts.isExportDeclaration(node) ||
  ts.isExportAssignment(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node)

/** Whether anything of an import is there when it runs. */
function isWanted(clause: TypeScript.ImportClause | undefined): boolean {
  if (!clause) return true
  if (clause.isTypeOnly) return false
  const bindings = clause.namedBindings
  return !bindings || ts.isNamespaceImport(bindings) || bindings.elements.some(({ isTypeOnly }) => !isTypeOnly)
}

const holds = (node: TypeScript.Statement): boolean =>
  ts.isBlock(node) || ts.isVariableStatement(node) || ts.isEmptyStatement(node) || ts.isDeclarationStatement(node)

function marksOf(node: TypeScript.Node, first: TypeScript.Node, store: string, file: TypeScript.SourceFile): Mark[] {
  const around = (open: string, close: string): Mark[] => [
    { at: first.getStart(file), text: open },
    { at: first.end, text: close, closes: true },
  ]
  if (!ts.isStatement(node)) {
    // `const f = () => …` gives the function its name only where nothing stands between.
    const statement = ts.isVariableDeclaration(node) && node.parent.parent
    if (!statement || !ts.isVariableStatement(statement)) return around(`(${store},`, ')')
    return [{ at: statement.getStart(file), text: `${store};` }]
  }
  const labelled = ts.isLabeledStatement(node.parent) ? node.parent : node
  const isOneOfMany = ts.isBlock(labelled.parent) || ts.isCaseOrDefaultClause(labelled.parent)
  return isOneOfMany ? [{ at: labelled.getStart(file), text: `${store};` }] : around(`{${store};`, '}')
}
