import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

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
    for (const [, specifier = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
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
const withoutCalls = new Map([['reminders', 'a job asks for them, and the part that opens a year']])

/**
 * What is not of the one shape: calls.ts beside contract/<part>.ts with one table `<part>Calls`, index.ts with nothing but
 * what others use, no folders within.
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
    return faults
  })
}
