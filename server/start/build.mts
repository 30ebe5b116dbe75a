// Builds what is not built: the server with swc (the compiler the tests use too), the phone page with Vite.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import swc from '@swc/core'

const root = resolve(import.meta.dirname, '../..')
const serverFolders = ['server', 'bot', 'entities', 'jobs']
const pageFolders = ['miniapp', 'server/domain', 'server/contract']

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    if (name === 'dist' || name === 'node_modules') return []
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })

const sources = (folders: string[]): string[] => folders.flatMap((folder) => filesBelow(join(root, folder))).sort()

function fingerprint(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of [...paths, join(root, 'package-lock.json')])
    hash.update(relative(root, path)).update(readFileSync(path))
  return hash.digest('hex')
}

/** Runs the work unless its stamp shows that it was done with exactly these sources. */
async function unlessBuilt(stamp: string, paths: string[], work: () => Promise<void> | void): Promise<boolean> {
  const wanted = fingerprint(paths)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  await work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

async function compileServer(paths: string[]): Promise<void> {
  const { jest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const options = Object.values<[string, swc.Options]>(jest.transform)[0]?.[1]
  if (!options) throw new Error('package.json holds no compiler options')
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  for (const path of paths.filter((each) => each.endsWith('.ts') && !each.includes(`${join('server', 'start')}`))) {
    const { code, map } = await swc.transformFile(path, { ...options, filename: path, sourceMaps: true })
    const target = join(root, 'dist', relative(root, path).replace(/\.ts$/, '.js'))
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, `${code}\n//# sourceMappingURL=${target.split(/[\\/]/).pop()}.map\n`)
    writeFileSync(`${target}.map`, map ?? '')
  }
}

function buildPages(): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const outcome = spawnSync(process.execPath, [vite, 'build', 'miniapp', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (outcome.status !== 0) throw new Error('the phone page could not be built')
}

const began = performance.now()
const serverSources = sources(serverFolders)
const compiled = await unlessBuilt(join(root, 'dist/.built'), serverSources, () => compileServer(serverSources))
const paged = process.argv.includes('--server')
  ? false
  : await unlessBuilt(join(root, 'miniapp/dist/.built'), sources(pageFolders), buildPages)
if (compiled || paged) console.log(`已编译(${((performance.now() - began) / 1000).toFixed(1)}秒)`)
