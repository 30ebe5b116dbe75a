// Builds what is not built, with Vite: the server and the phone page.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

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

/**
 * One file with all packages in it, since finding and opening a thousand small ones is half the time of a start. Outside
 * stay what holds machine code and what is big and loaded late.
 */
async function bundle(entry: string, outFolder: string): Promise<void> {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      ssr: `server/${entry}.ts`,
      outDir: join(outFolder, 'server'),
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        // TypeORM and the logs speak of classes by name.
        output: {
          format: 'cjs',
          keepNames: true,
          entryFileNames: '[name].js',
          chunkFileNames: '[name].js',
          comments: false,
        },
        checks: { eval: false },
      },
    },
    ssr: {
      noExternal: true,
      external: [
        'better-sqlite3',
        'sharp',
        'exceljs',
        'mysql2',
        '@larksuiteoapi/node-sdk',
        'heic-decode',
        '@myriaddreamin/typst-ts-node-compiler',
      ],
    },
  })
}

async function bundleServer(): Promise<void> {
  const made = join(root, `.cache/dist-${process.pid}`)
  // Apart, so that the first, which switches the compile cache on, shares nothing with the second.
  await bundle('main', made)
  await bundle('run', made)
  await bundle('formsWorker', made)
  // All at once: a server may be starting from there.
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  renameSync(made, join(root, 'dist'))
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
const compiled = await unlessBuilt(join(root, 'dist/.built'), serverSources, bundleServer)
const paged = process.argv.includes('--server')
  ? false
  : await unlessBuilt(join(root, 'miniapp/dist/.built'), sources(pageFolders), buildPages)
if (compiled || paged) console.log(`已编译（${((performance.now() - began) / 1000).toFixed(1)}秒）`)
