import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

/** Text by path relative to the checkout, of every file of server/features and its contract. */
export type Sources = ReadonlyMap<string, string>

export function readFeatures(root: string): Sources {
  const paths = globSync(['server/features/*/*.ts', 'server/contract/*.ts'], { cwd: root })
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const folderOf = (path: string): string | undefined => /^server\/features\/([^/]+)\//.exec(path)?.[1]

/** Which feature folders each one imports from, types included. */
export function importsBetween(sources: Sources): Map<string, Set<string>> {
  const edges = new Map<string, Set<string>>()
  for (const [path, text] of sources) {
    const folder = folderOf(path)
    if (!folder) continue
    const known = edges.get(folder) ?? new Set<string>()
    edges.set(folder, known)
    for (const [, specifier = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']+)'/g)) {
      const other = folderOf(`${posix.join(posix.dirname(path), specifier)}/`)
      if (other && other !== folder) known.add(other)
    }
  }
  return edges
}

/** The folders that come back to themselves, in alphabetical order. */
export function knots(sources: Sources): string[] {
  const edges = importsBetween(sources)
  const reached = (from: string, seen = new Set<string>()): Set<string> => {
    for (const next of edges.get(from) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      reached(next, seen)
    }
    return seen
  }
  return [...edges.keys()].filter((folder) => reached(folder).has(folder)).sort()
}

/** Folders that answer no call: each with its reason. */
const withoutCalls = new Map([
  ['reminders', 'a job asks for them, and the part that opens a year'],
  ['setUp', 'nobody can log in yet: server/web/setUp.ts answers, and keeps count of wrong codes'],
  ['workflow', 'the engine: each part answers the calls about its own records'],
])

interface Answer {
  call: string
  /** Undefined when the contract does not say it. */
  method: string | undefined
  /** The file of the folder, without its ending, and the function of it that answers; empty when there is none. */
  file: string
  name: string
}

/** Which function of which file answers each call: what `run` names, also through a constant; types do not count. */
function answersOf(calls: string, contract: string): Answer[] {
  const fileOf = new Map<string, string>()
  const constants = new Map<string, ts.Node>()
  const rows: [string, ts.Node][] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const [, file] = /'\.\/(\w+)'/.exec(node.moduleSpecifier.getText()) ?? []
      for (const [name] of file ? (node.importClause?.getText().matchAll(/\w+/g) ?? []) : [])
        fileOf.set(name, file ?? '')
    } else if (ts.isVariableDeclaration(node) && node.initializer) constants.set(node.name.getText(), node.initializer)
    else if (ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name))
      rows.push([node.name.text, node.initializer])
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('calls.ts', calls, ts.ScriptTarget.Latest, true))
  const namesIn = (node: ts.Node): string[] => {
    if (ts.isTypeNode(node)) return []
    if (ts.isIdentifier(node)) {
      const constant = constants.get(node.text)
      return constant ? namesIn(constant) : fileOf.has(node.text) ? [node.text] : []
    }
    const names: string[] = []
    ts.forEachChild(node, (child) => void names.push(...namesIn(child)))
    return names
  }
  return rows.flatMap(([call, row]) => {
    const method = new RegExp(`'${call.replace('.', '\\.')}': \\{\\s*address: '([A-Z]+) `).exec(contract)?.[1]
    const names = namesIn(row)
    return (names.length ? names : ['']).map((name) => ({ call, method, file: fileOf.get(name) ?? '', name }))
  })
}

/** What a file of verbs does and one that answers must not. */
const writes = /\bwork\.(insert|insertOnce|revise|change|notify|finishCards)\(|\bmanager\.(insert|update|delete|save)\(/

/** Reading and writing stand apart, and a file's name says which: read…, list… or draw…, or the name of its verb. */
function misnamed(folder: string, sources: Sources): string[] {
  const all = answersOf(
    sources.get(`server/features/${folder}/calls.ts`) ?? '',
    sources.get(`server/contract/${folder}.ts`) ?? '',
  )
  const answers = all.filter(({ method, name }) => method && name)
  const faults = all
    .filter((answer) => !answers.includes(answer))
    .map(({ call, method }) => `${folder}: ${call} has no ${method ? 'function of the folder' : 'address'}`)
  for (const file of new Set(answers.map((answer) => answer.file))) {
    const own = answers.filter((answer) => answer.file === file)
    const names = (reading: boolean): string[] =>
      own.filter(({ method }) => (method === 'GET') === reading).map(({ name }) => name)
    const [reads, verbs] = [names(true), names(false)]
    const path = `${folder}/${file}.ts`
    if (reads.length && verbs.length) faults.push(`${path} reads (${reads.join()}) and does (${verbs.join()})`)
    else if (verbs.length && !verbs.includes(file)) faults.push(`${path} bears the name of no verb: ${verbs.join()}`)
    else if (reads.length && !/^(read|list|draw)(?![a-z])/.test(file))
      faults.push(`${path} answers ${reads.join()}: its name is read…, list… or draw…`)
    const [write] = (reads.length && writes.exec(sources.get(`server/features/${path}`) ?? '')) || []
    if (write) faults.push(`${path} answers reads and writes: ${write}`)
  }
  return faults
}

/** Names of files that one part has like every other, and what is told of one that says the same in another way. */
const oneName = [
  [/Records$/, 'records.ts'],
  [/Words$/, 'words.ts'],
  [/Refusals$/, 'refusals.ts'],
  [/^present./, 'present.ts'],
] as const

function otherwiseNamed(folder: string, sources: Sources): string[] {
  const own = [...sources.keys()].filter((path) => folderOf(path) === folder)
  return own.flatMap((path) => {
    const right = oneName.find(([pattern]) => pattern.test(posix.basename(path, '.ts')))
    return right ? [`${folder}/${posix.basename(path)}: the name is ${right[1]}`] : []
  })
}

/**
 * What is not of the one shape (server/README.md, “A part's folder”): calls.ts beside contract/<part>.ts with one table
 * `<part>Calls`, index.ts with nothing but what others use, reading and writing apart, the same names for the same things.
 */
export function misshapen(sources: Sources): string[] {
  const folders = [...new Set([...sources.keys()].flatMap((path) => folderOf(path) ?? []))]
  return folders.flatMap((folder) => {
    const faults: string[] = []
    const calls = sources.get(`server/features/${folder}/calls.ts`)
    const index = sources.get(`server/features/${folder}/index.ts`)
    if (!calls !== withoutCalls.has(folder)) faults.push(`${folder}: ${calls ? 'has' : 'lacks'} calls.ts`)
    if (calls && !sources.has(`server/contract/${folder}.ts`)) faults.push(`${folder}: no server/contract/${folder}.ts`)
    const tables = [...(calls ?? '').matchAll(/^export const (\w+)/gm)].map(([, name]) => name)
    if (calls && tables.join() !== `${folder}Calls`)
      faults.push(`${folder}/calls.ts exports ${tables.join(', ') || 'nothing'}`)
    const own = (index ?? '')
      .replace(/^\/\/.*$/gm, '')
      .replace(/export \{[^}]*\} from '\.\/\w+'/g, '')
      .trim()
    if (own) faults.push(`${folder}/index.ts holds more than what others use: ${own.slice(0, 60)}`)
    return [...faults, ...misnamed(folder, sources), ...otherwiseNamed(folder, sources)]
  })
}

/** Names and addresses of calls that stand in more than one place of the contract: the later one would win without a word. */
export function repeatedCalls(sources: Sources): string[] {
  const rows = [...sources].flatMap(([path, text]) => {
    if (!path.startsWith('server/contract/')) return []
    return [...text.matchAll(/'(\w+\.\w+)': \{\s*address: '([A-Z]+ [^']+)'/g)].map(([, name = '', address = '']) => ({
      name,
      address: address.replace(/:\w+/g, ':'),
    }))
  })
  const repeated = (values: string[]) => values.filter((value, index) => values.indexOf(value) !== index)
  return [...repeated(rows.map(({ name }) => name)), ...repeated(rows.map(({ address }) => address))]
}

/** How many calls the contract's files spell out. */
export const countCalls = (sources: Sources): number =>
  [...sources].reduce((sum, [path, text]) => {
    return path.startsWith('server/contract/') ? sum + [...text.matchAll(/'\w+\.\w+': \{\s*address: '/g)].length : sum
  }, 0)
