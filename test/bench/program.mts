import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const root = resolve(import.meta.dirname, '../..')
const probe = join(import.meta.dirname, 'cpuProbe.mts')
const startLimitMilliseconds = 30_000

/** A started server under measurement. */
export interface Program {
  port: number
  /** From the start of the process until every asked page had answered 200. */
  startMilliseconds: number
  /** CPU used by the process so far, in milliseconds. */
  cpu(): Promise<number>
  /** Resident memory in megabytes. */
  memory(): number
  stop(): Promise<void>
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  await new Promise((done) => server.close(done))
  return port
}

const statusOf = (port: number, path: string): Promise<number> =>
  new Promise((done) => {
    const asked = get({ port, path, host: '127.0.0.1', agent: false, timeout: 500 }, (answer) => {
      answer.resume()
      answer.on('end', () => done(answer.statusCode ?? 0))
    })
    asked.on('error', () => done(0))
    asked.on('timeout', () => asked.destroy())
  })

async function untilServed(child: ChildProcess, port: number, pages: readonly string[]): Promise<void> {
  const limit = performance.now() + startLimitMilliseconds
  for (const page of pages) {
    while ((await statusOf(port, page)) !== 200) {
      if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode} before it served ${page}`)
      if (performance.now() > limit) throw new Error(`${page} was not served within ${startLimitMilliseconds} ms`)
      await pause(2)
    }
  }
}

const question = (child: ChildProcess): Promise<NodeJS.CpuUsage> =>
  new Promise((done) => {
    child.once('message', (usage) => done(usage as NodeJS.CpuUsage))
    child.send('cpu')
  })

interface Launch {
  command: string
  parameters: string[]
  folder: string
  environment: Record<string, string>
  /** With the channel for the question about CPU. */
  measured: boolean
  pages: readonly string[]
}

async function launch({ command, parameters, folder, environment, measured, pages }: Launch): Promise<Program> {
  const port = await freePort()
  const begun = performance.now()
  const child = spawn(command, parameters, {
    cwd: folder,
    env: { ...process.env, ...environment, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit', ...(measured ? (['ipc'] as const) : [])],
    // A group of its own, so that what npm started ends with npm.
    detached: true,
  })
  const ended = new Promise((done) => child.once('exit', done))
  const end = (signal: NodeJS.Signals) => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, signal)
  }
  try {
    await untilServed(child, port, pages)
  } catch (fault) {
    end('SIGKILL')
    throw fault
  }
  return {
    port,
    startMilliseconds: performance.now() - begun,
    cpu: async () => {
      const { user, system } = await question(child)
      return (user + system) / 1000
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      end('SIGTERM')
      const force = setTimeout(() => end('SIGKILL'), 8000)
      await ended
      clearTimeout(force)
    },
  }
}

/** Starts `node FILE` with PORT set, and waits until these pages answer 200. */
export const startProgram = (
  file: string,
  pages: readonly string[],
  environment: Record<string, string>,
  measured = true,
): Promise<Program> => {
  const parameters = [...(measured ? ['--import', probe] : []), ...(file === productFile ? productFlags : []), file]
  return launch({ command: process.execPath, parameters, folder: root, environment, measured, pages })
}

/** Starts what `npm start` starts in this folder. */
export const startByNpm = (
  folder: string,
  pages: readonly string[],
  environment: Record<string, string>,
): Promise<Program> =>
  launch({ command: 'npm', parameters: ['start', '--silent'], folder, environment, measured: false, pages })

export const programFile = (...parts: string[]): string => join(dirname(probe), ...parts)
export const productFile = join(root, 'dist/server/main.js')
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { serve: string } }
/**
 * Node's own, as `npm run serve` has them. A young space of four megabytes from the first moment: growing into it from one
 * costs a start a quarter of its time in collections, and a larger one keeps memory that a small house does not need.
 */
const productFlags = scripts.serve.split(' ').filter((word) => word.startsWith('--'))
