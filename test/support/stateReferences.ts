import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { workflows } from '../../server/domain/workflows'
import { statesOf } from '../../server/domain/workflows/steps'
import { checkout } from './run/checkout'
import { wordOwners } from './wordOwners'

/** A file of the product as it stands. */
export interface ProductFile {
  name: string
  text: string
}

/** Where a word stands as a value: in quotes, as the key of an object, within a text such as SQL. */
export interface Mention {
  word: string
  line: number
  node: ts.Node
}

export type WorkflowName = keyof typeof workflows

/** A word of a workflow table. An event may be a state's namesake in another workflow. */
export interface WorkflowWord {
  workflow: WorkflowName
  kind: 'state' | 'event'
  word: string
}

/** Every state but the one before the first step, and every event, of every workflow. */
export const workflowWords: readonly WorkflowWord[] = (Object.keys(workflows) as WorkflowName[]).flatMap((workflow) => {
  const table: readonly { event: string }[] = workflows[workflow]
  const states: string[] = statesOf(workflows[workflow])
  return [
    ...states.filter((state) => state !== 'NOT_STARTED').map((word) => ({ workflow, kind: 'state' as const, word })),
    ...[...new Set(table.map(({ event }) => event))].map((word) => ({ workflow, kind: 'event' as const, word })),
  ]
})

/** Whether one workflow alone knows the word: then it means that one wherever it stands. */
export const isUnambiguous = (word: string): boolean =>
  workflowWords.filter((known) => known.word === word).length === 1

const folders = ['server', 'bot', 'entities', 'jobs', 'miniapp']
const isProduct = (name: string): boolean =>
  /\.(ts|vue)$/.test(name) && !/^bot\/emulator\/|^miniapp\/dist\/|\/migrations\//.test(name)

export const productFiles = (): ProductFile[] =>
  folders
    .flatMap((folder) =>
      readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`),
    )
    .map((path) => path.replaceAll('\\', '/'))
    .filter(isProduct)
    .sort()
    .map((name) => ({ name, text: readFileSync(join(checkout, name), 'utf8') }))

/** Where a state is at home: its table, and what binds the table to the records. */
export const isHome = (name: string): boolean =>
  /^server\/domain\/workflows\/|^server\/features\/\w+\/(\w+F|f)low\.ts$/.test(name)

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length

const isKeyOf = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) ||
  ts.isPropertySignature(parent) ||
  ts.isMethodDeclaration(parent) ||
  ts.isPropertyAccessExpression(parent)

/** The value a node writes; a key counts as one, a name of the code's own does not. */
function writtenValue(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return ts.isImportDeclaration(node.parent) ? null : node.text
  if (ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return node.text
  if (ts.isIdentifier(node) && isKeyOf(node)) {
    const { parent } = node
    return 'name' in parent && parent.name === node ? node.text : null
  }
  return null
}

/**
 * The mentions in a source. A word of capitals also counts within a longer text, as SQL has it; `events` are words of
 * everyday and count alone.
 */
export function mentionsIn(source: ts.SourceFile, words: ReadonlySet<string>): Mention[] {
  const found: Mention[] = []
  const visit = (node: ts.Node): void => {
    const value = writtenValue(node)
    if (value !== null) {
      const named = words.has(value)
        ? [value]
        : (value.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []).filter((one) => words.has(one))
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
      found.push(...named.map((word) => ({ word, line, node })))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const script = /<script[^>]*>([\s\S]*?)<\/script>/

/** The mentions in a page outside its script: whatever stands in quotes. */
function mentionsInTemplate(text: string, words: ReadonlySet<string>): Omit<Mention, 'node'>[] {
  const template = text
    .replace(script, (whole) => whole.replace(/[^\n]/g, ' '))
    .replace(/<!--[\s\S]*?-->/g, (whole) => whole.replace(/[^\n]/g, ' '))
  return [...template.matchAll(/['"`]([A-Za-z0-9_]+)['"`]/g)]
    .filter(([, word = '']) => words.has(word))
    .map(({ 1: word = '', index }) => ({ word, line: lineAt(text, index) }))
}

/** The mentions in a file by its text alone; of a page also those in its template. */
export function mentionsInFile({ name, text }: ProductFile, words: ReadonlySet<string>): Omit<Mention, 'node'>[] {
  if (![...words].some((word) => text.includes(word))) return []
  const isPage = name.endsWith('.vue')
  const inner = isPage ? script.exec(text) : null
  const code = isPage ? (inner?.[1] ?? '') : text
  const above = inner ? lineAt(text, inner.index + inner[0].indexOf('>')) - 1 : 0
  const source = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const inCode = mentionsIn(source, words).map(({ word, line }) => ({ word, line: line + above }))
  return isPage ? [...inCode, ...mentionsInTemplate(text, words)] : inCode
}

/** Where these words, each known to one workflow only, stand outside their home: `file:line`, by word. */
export function placesOf(words: readonly string[], files: readonly ProductFile[]): Map<string, string[]> {
  const wanted = new Set(words)
  const places = new Map(words.map((word): [string, string[]] => [word, []]))
  for (const file of files.filter(({ name }) => !isHome(name)))
    for (const { word, line } of mentionsInFile(file, wanted)) places.get(word)?.push(`${file.name}:${line}`)
  return places
}

export interface Reference {
  file: string
  line: number
  word: string
  /** Whose state or event it is by its type; none where the type says no more than `string`. */
  owners: WorkflowWord[]
}

/** Every mention of a word of a workflow in the sources of a program that pass, with whose it is by type. */
export function typedReferences(program: ts.Program, takes: (name: string) => boolean): Reference[] {
  const checker = program.getTypeChecker()
  const words = new Set(workflowWords.map(({ word }) => word))
  return program.getSourceFiles().flatMap((source) => {
    const file = source.fileName.replace(`${checkout}/`, '')
    if (!takes(file)) return []
    return mentionsIn(source, words).flatMap(({ word, line, node }): Reference[] => {
      const known = workflowWords.filter((one) => one.word === word)
      const owners = wordOwners(node, known, { checker, words: workflowWords })
      const isPlain = known.every(({ kind }) => kind === 'event')
      // A word of everyday whose type names no workflow is no event of one.
      return owners.length || !isPlain ? [{ file, line, word, owners }] : []
    })
  })
}
