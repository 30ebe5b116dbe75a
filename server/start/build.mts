// Builds what is not built, with Vite: the server and the phone page. `--server` leaves the page out; `--demo`, or DEMO=on in
// the environment or in .env, adds the program of a demo, which is never a part of the others. `--into FOLDER` writes
// server/, demo/ and pages/ there instead, whatever was built before.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import type { Plugin } from 'vite'

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
  for (const path of [...paths, join(root, 'package.json'), join(root, 'package-lock.json')])
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
 * The same program in plain ASCII: a single Chinese letter makes the engine hold the whole file in letters of two bytes, which
 * costs a start some twenty milliseconds and six megabytes. Throws where an escape would say something else.
 */
function inAscii(code: string): string {
  const unsafe = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]|String\.raw`[^`]*[^\0-\x7f]/.exec(code)
  if (unsafe) throw new Error(`cannot be written in ASCII: ${unsafe[0].slice(0, 80)}`)
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Last of all: what is printed anew afterwards would be in letters again. */
const ascii: Plugin = {
  name: 'ascii',
  generateBundle: (_options, files) => {
    for (const file of Object.values(files)) if (file.type === 'chunk') file.code = inAscii(file.code)
  },
}

/** A piece of the code and what stands there instead. */
type Edit = [start: number, end: number, text: string]

/** Whatever has a place in the parsed code; read by its fields, which differ from kind to kind. */
type Node = { type: string; start: number; end: number } & Record<string, unknown>
const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string'

function editsBelow(node: Node, code: string): Edit[] {
  const below = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]).filter(isNode))
  const properties = node.type === 'ObjectExpression' ? (node.properties as Node[]) : []
  const named = (name: string) => properties.find(({ key }) => isNode(key) && key.name === name)
  if (!named('address')) return below.flatMap((child) => editsBelow(child, code))
  return [named('in'), named('out')].flatMap((property): Edit[] => {
    if (!property) return []
    const { key, value } = property
    if (!isNode(key) || !isNode(value) || value.type !== 'CallExpression') return []
    const [name, shape] = [code.slice(key.start, key.end), code.slice(value.start, value.end)]
    const keep = `Object.defineProperty(this, '${name}', { value, enumerable: true })`
    return [[property.start, property.end, `get ${name}() { const value = ${shape}; ${keep}; return value }`]]
  })
}

/**
 * The shapes of the contract are made when a call is first asked for, not all of them at every start, where some fourteen
 * hundred of zod's objects were a sixth of the time. In the sources they stay plain values.
 */
const lateShapes: Plugin = {
  name: 'late-shapes',
  transform(code, path) {
    if (!/\/server\/contract\/\w+\.ts$/.test(path)) return null
    const edits = editsBelow(this.parse(code) as unknown as Node, code)
    return edits.reduceRight((text, [start, end, late]) => text.slice(0, start) + late + text.slice(end), code)
  },
}

/**
 * One file with all packages in it, since finding and opening a thousand small ones is half the time of a start. Outside
 * stay what holds machine code and what is big and loaded late.
 */
async function bundle(entry: string, outFolder: string, target = 'node22'): Promise<void> {
  const { build } = await import('vite')
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [lateShapes, ascii],
    build: {
      ssr: `server/${entry}.ts`,
      outDir: outFolder,
      emptyOutDir: false,
      target,
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
        '@e965/xlsx',
        'mysql2',
        '@larksuiteoapi/node-sdk',
        'heic-decode',
        '@myriaddreamin/typst-ts-node-compiler',
      ],
    },
  })
}

const madeFolder = () => join(root, `.cache/dist-${process.pid}`)

/** Puts a folder in place all at once: a server may be starting from there. */
function replaceFolder(made: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  renameSync(made, folder)
}

async function bundleServer(made: string): Promise<void> {
  // Apart, so that the first, which switches the compile cache on, shares nothing with the second, and in words that an
  // old Node can read, since it tells that Node that it is too old.
  await bundle('main', join(made, 'server'), 'es2015')
  await bundle('run', join(made, 'server'))
  await bundle('formsWorker', join(made, 'server'))
  await bundle('sheetWorker', join(made, 'server'))
  await bundle('openingProgram', join(made, 'server'))
  await bundle('migrate', join(made, 'server'))
  await bundle('verify', join(made, 'server'))
  await bundle('administer', join(made, 'server'))
}

function buildPages(...more: string[]): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  const outcome = spawnSync(process.execPath, [vite, 'build', 'miniapp', '--logLevel', 'warn', ...more], {
    cwd: root,
    stdio: 'inherit',
  })
  if (outcome.status !== 0) throw new Error('the phone page could not be built')
}

/** Into dist/ and miniapp/dist/, what is not there yet as the sources are; true when something was missing. */
async function buildInPlace(pages: boolean, demo: boolean): Promise<boolean> {
  const serverSources = sources(serverFolders)
  const served = await unlessBuilt(join(root, 'dist/.built'), serverSources, async () => {
    await bundleServer(madeFolder())
    // With it goes a demo built from older sources.
    replaceFolder(madeFolder(), join(root, 'dist'))
  })
  const played =
    demo &&
    (await unlessBuilt(join(root, 'dist/demo/.built'), serverSources, async () => {
      await bundle('demo/run', madeFolder())
      replaceFolder(madeFolder(), join(root, 'dist/demo'))
    }))
  const paged =
    pages && (await unlessBuilt(join(root, 'miniapp/dist/.built'), sources(pageFolders), () => buildPages()))
  return served || played || paged
}

async function buildInto(folder: string, pages: boolean, demo: boolean): Promise<void> {
  await bundleServer(folder)
  if (demo) await bundle('demo/run', join(folder, 'demo'))
  if (pages) buildPages('--outDir', join(folder, 'pages'))
}

const began = performance.now()
const pages = !process.argv.includes('--server')
/** Of .env only this is wanted here: a NODE_ENV in it is the program's, not the build's. */
const inFile = existsSync('.env') && statSync('.env').isFile() ? parseEnv(readFileSync('.env', 'utf8')).DEMO : undefined
const demo = process.argv.includes('--demo') || (process.env.DEMO ?? inFile) === 'on'
const into = process.argv.indexOf('--into')
if (into > 0) await buildInto(resolve(process.argv[into + 1] ?? ''), pages, demo)
else if (await buildInPlace(pages, demo)) console.log(`已编译（${((performance.now() - began) / 1000).toFixed(1)}秒）`)
