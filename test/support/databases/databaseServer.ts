import { constants, existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { newFolder, type OwnedChild, startOwned } from '../run/ownedChild.ts'

export type ServerKind = 'mariadb' | 'mysql'

export interface ServerOptions {
  /** Commits reach the disk before they are acknowledged: for the kill drills and honest speed figures. */
  durable?: boolean
  /** More options for the server, e.g. `--innodb-buffer-pool-size=1G`. */
  extra?: string[]
}

/** How one make of server is called; everything else is the same for all. */
export interface ServerProgram {
  kind: ServerKind
  command: string
  /** Options every start needs, before those of this file. */
  base: string[]
  /** Options of this make alone, for a start that may forget on a crash. */
  hasty: string[]
  /** An empty data folder made once per version. */
  template: string
  /** Writes a new, cleanly stopped data folder. */
  initialize(dataFolder: string): Promise<void>
}

export interface DatabaseServer {
  readonly kind: ServerKind
  /** URL of the server as root, without a database: `mariadb://root@127.0.0.1:3307`. */
  readonly url: string
  readonly port: number
  /** The server's own process id, for drills that look at it. */
  pid(): number
  /** kill -9; the data folder stays. */
  kill(): Promise<void>
  /** Starts again on the same data and the same port, after kill(). */
  startAgain(): Promise<void>
  /** Ends the server and removes its data. */
  stop(): Promise<void>
}

const startLimit = 60_000
// 连心桥 is used where servers stand on Beijing time; a test server on UTC would hide an eight-hour fault.
const common = [
  '--bind-address=127.0.0.1',
  '--skip-log-bin',
  '--skip-name-resolve',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_bin',
  '--default-time-zone=+08:00',
  '--max-connections=300',
  '--innodb-buffer-pool-size=256M',
]

/** A private server on a free loopback port and a data folder of its own; ends with the program that started it. */
export async function startServer(program: ServerProgram, options: ServerOptions = {}): Promise<DatabaseServer> {
  await prepareTemplate(program)
  const folder = newFolder(program.kind)
  await cp(program.template, join(folder, 'data'), { recursive: true, mode: constants.COPYFILE_FICLONE })
  const port = await freePort()
  let child = await launch(program, options, folder, port)
  return {
    kind: program.kind,
    url: `${program.kind}://root@127.0.0.1:${port}`,
    port,
    pid: () => child.pid(),
    kill: async () => {
      process.kill(child.pid(), 'SIGKILL')
      await child.ended
    },
    startAgain: async () => {
      child = await launch(program, options, folder, port)
    },
    stop: () => child.end(),
  }
}

async function launch(
  program: ServerProgram,
  options: ServerOptions,
  folder: string,
  port: number,
): Promise<OwnedChild> {
  const logFile = join(folder, 'server.log')
  // Of its own: a server that starts deletes the temporary tables it finds there, also those of another that runs.
  const temporary = join(folder, 'tmp')
  await mkdir(temporary, { recursive: true })
  const place = [
    `--tmpdir=${temporary}`,
    `--datadir=${join(folder, 'data')}`,
    `--socket=${join(folder, 's.sock')}`,
    `--port=${port}`,
  ]
  const haste = options.durable ? [] : ['--innodb-flush-log-at-trx-commit=0', ...program.hasty]
  const parameters = [...program.base, ...place, `--pid-file=${join(folder, 'server.pid')}`, ...common, ...haste]
  // The data is thrown away at the end, so there is nothing an orderly stop could save.
  const child = startOwned(program.command, [...parameters, ...(options.extra ?? [])], {
    folder,
    logFile,
    endSignal: 'KILL',
  })
  // A test that forgets stop() must not keep jest waiting: the server ends with the process anyway.
  child.process.unref()
  ;(child.process.stdin as { unref?: () => void } | null)?.unref?.()
  await untilReady(child, port, logFile)
  return child
}

async function untilReady(child: OwnedChild, port: number, logFile: string): Promise<void> {
  let gone = false
  void child.ended.then(() => {
    gone = true
  })
  let refusal: unknown
  const deadline = Date.now() + startLimit
  while (!gone && Date.now() < deadline) {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 2000 })
      await connection.end()
      return
    } catch (error) {
      refusal = error
      await pause(40)
    }
  }
  const log = existsSync(logFile) ? readFileSync(logFile, 'utf8').slice(-2000) : 'it wrote no log'
  await child.end()
  throw new Error(`the database server did not start (${String(refusal)}): ${log}`)
}

async function prepareTemplate(program: ServerProgram): Promise<void> {
  if (existsSync(program.template)) return
  const draft = `${program.template}.${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await mkdir(dirname(draft), { recursive: true })
  await program.initialize(draft)
  // Whoever is first wins; a second run made the same thing for nothing, no more.
  await rename(draft, program.template).catch(() => rm(draft, { recursive: true, force: true }))
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
