import { execFileSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { cacheFolder, checkout } from '../support/run/checkout.ts'
import { newFolder, type OwnedChild, startOwned } from '../support/run/ownedChild.ts'

/** The built product as a process of its own, on one port and one data folder through all its lives. */
export interface ServerProgram {
  url: string
  /** Milliseconds from the start of the process to the first ready answer. */
  start(): Promise<number>
  /** Settles once it has ended, by whatever. */
  ended(): Promise<unknown>
  /** kill -9: no goodbye, no flush. */
  kill(): Promise<void>
  /** Starts it where it must not start: what it says, and its exit code. */
  refused(): Promise<{ code: number; said: string }>
  /** Asks it to end, and waits. */
  stop(): Promise<void>
  /** Where it keeps what is not in the database. */
  dataFolder: string
  /** Ends it and removes its folders, the program's as well. */
  end(): Promise<void>
}

/** Instead of the demo a house in use, whose chat platform is never asked. */
export const houseInUse: Record<string, string> = {
  DEMO: '',
  FEISHU_APP_ID: 'cli_drill',
  FEISHU_APP_SECRET: 'drill',
  FEISHU_ENCRYPT_KEY: 'drill',
  FEISHU_VERIFICATION_TOKEN: 'drill',
}

const readyLimitMilliseconds = 60_000

/**
 * Compiles the server unless dist/ is what the sources say already, and takes a copy: a build meanwhile would empty dist/
 * under a server that is just being started.
 */
export function buildServer(): string {
  const build = join(checkout, 'server/start/build.mts')
  execFileSync(process.execPath, [build, '--server', '--demo'], {
    cwd: checkout,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const copy = join(cacheFolder, 'drill', `${process.pid}`)
  cpSync(join(checkout, 'dist'), copy, { recursive: true })
  return copy
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

async function untilReady(url: string, child: OwnedChild): Promise<void> {
  let gone = false
  void child.ended.then(() => {
    gone = true
  })
  const deadline = Date.now() + readyLimitMilliseconds
  while (!gone && Date.now() < deadline) {
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.status === 200) return
    await pause(25)
  }
  throw new Error(gone ? `the server ended with ${await child.ended}` : 'the server was not ready in time')
}

/** It may have ended by itself meanwhile. */
function strike(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault
  }
}

/** With the sample organisation where `settings` say nothing else, and nobody's requests counted. */
export async function serverProgram(
  programFolder: string,
  databaseUrl: string,
  sessionSecret: string,
  settings: Record<string, string> = {},
): Promise<ServerProgram> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const dataFolder = newFolder('drillData')
  const environment = {
    NODE_ENV: 'test',
    DEMO: 'on',
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: dataFolder,
    KEYS_DIR: join(dataFolder, 'keys'),
    BUNDLES_DIR: join(dataFolder, 'bundles'),
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: sessionSecret,
    REQUESTS_PER_MINUTE: '0',
    REQUESTS_PER_ADDRESS: '0',
    LOG_LEVEL: 'error',
    ...settings,
  }
  let child: OwnedChild | null = null
  const launch = (): OwnedChild =>
    startOwned(process.execPath, [join(programFolder, 'server/main.js')], {
      folder: newFolder('drill'),
      environment,
      endSignal: 'KILL',
    })
  return {
    url,
    dataFolder,
    start: async () => {
      const began = performance.now()
      child = launch()
      child.process.stdout?.resume()
      child.process.stderr?.pipe(process.stderr)
      await untilReady(url, child)
      return performance.now() - began
    },
    refused: async () => {
      const refusedChild = launch()
      let said = ''
      refusedChild.process.stdout?.on('data', (piece) => {
        said += piece
      })
      refusedChild.process.stderr?.on('data', (piece) => {
        said += piece
      })
      const late = setTimeout(() => void refusedChild.end(), readyLimitMilliseconds)
      const code = await refusedChild.ended
      clearTimeout(late)
      await refusedChild.end()
      return { code, said: said.trim() }
    },
    stop: async () => {
      if (!child) return
      process.kill(child.pid(), 'SIGTERM')
      await child.ended
      await child.end()
      child = null
    },
    ended: async () => child?.ended,
    kill: async () => {
      if (!child) return
      strike(child.pid())
      await child.ended
      await child.end()
    },
    end: async () => {
      await child?.end()
      for (const folder of [dataFolder, programFolder]) rmSync(folder, { recursive: true, force: true })
    },
  }
}
