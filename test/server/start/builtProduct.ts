import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(__dirname, '../../..')

/** Production and demo as `npm run build` and `npm run demo` make them, in a folder of their own inside the checkout. */
export interface Built {
  folder: string
  /** Everything below these of its folders, as text. */
  textOf(...parts: ('server' | 'pages' | 'demo')[]): string
  remove(): void
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesBelow(path) : [path]
  })

/** The server's files are written in ASCII. */
const inLetters = (text: string): string =>
  text.replace(/\\u([0-9a-f]{4})/g, (_escape, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)))

export function buildProduct(): Built {
  // Inside, so that the packages left out of the bundle are found.
  mkdirSync(join(root, '.cache'), { recursive: true })
  const folder = mkdtempSync(join(root, '.cache/built-'))
  execFileSync(process.execPath, ['server/start/build.mts', '--demo', '--into', folder], { cwd: root })
  return {
    folder,
    textOf: (...parts) =>
      parts
        .flatMap((part) => filesBelow(join(folder, part)))
        .map((path) => inLetters(readFileSync(path, 'utf8')))
        .join('\n'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export interface Run {
  code: number | null
  output: string
}

export interface RunOptions {
  /** What .env in the working folder says; no such file when not given. */
  settings?: string
  environment?: Record<string, string>
  /** For node, before the program, and for the program. */
  nodeFlags?: string[]
  flags?: string[]
  /** Called once the program says that it has started; the program is told to stop afterwards. */
  whenStarted?: (url: string) => Promise<void>
}

const limitMilliseconds = 60_000

/** Runs the built program in an empty folder with nothing but these settings; ends with the program. */
export async function runBuilt({ folder }: Built, options: RunOptions = {}): Promise<Run> {
  const { settings, environment = {}, nodeFlags = [], flags = [], whenStarted } = options
  const place = mkdtempSync(join(tmpdir(), 'lxq-started-'))
  if (settings !== undefined) writeFileSync(join(place, '.env'), settings)
  const child = spawn(process.execPath, [...nodeFlags, join(folder, 'server/main.js'), ...flags], {
    cwd: place,
    env: { ...environment, PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: limitMilliseconds,
  })
  let output = ''
  let asked: Promise<void> | undefined
  const look = (piece: Buffer) => {
    output += piece
    const url = /连心桥已启动：(http\S+)\n/.exec(output)?.[1]
    if (url && !asked) asked = Promise.resolve(whenStarted?.(url)).finally(() => child.kill())
  }
  child.stdout.on('data', look)
  child.stderr.on('data', look)
  try {
    const code = await new Promise<number | null>((done) => child.once('close', done))
    await asked
    return { code, output }
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
