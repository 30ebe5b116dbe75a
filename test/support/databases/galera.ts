import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { findExecutable } from '../run/findExecutable.ts'
import { newFolder, type OwnedChild, startOwned } from '../run/ownedChild.ts'

const library = '/usr/lib/galera/libgalera_smm.so'
const nodeCount = 3
const joinLimit = 120_000

/** One node of a cluster of three: any of them takes writes. */
export interface GaleraNode {
  readonly port: number
  /** As root, without a database. */
  readonly url: string
  pid(): number
  /** kill -9; the data folder stays. */
  kill(): Promise<void>
  /** Joins the others again, on the same data; they bring it up to date. */
  rejoin(): Promise<void>
}

export interface GaleraCluster {
  nodes: GaleraNode[]
  stop(): Promise<void>
}

/** Why there can be no cluster on this machine; undefined when there can. */
export function galeraObstacle(): string | undefined {
  if (!existsSync(library) || !findExecutable('mariadbd')) return 'Galera is not installed (Debian: galera-4)'
  if (!findExecutable('rsync')) return 'rsync, by which nodes get their data, is not installed'
  // Its rsync drops its rights, and could not write a folder of root's.
  if (process.getuid?.() === 0 && !hasUser('mysql')) return 'there is no user mysql to run the nodes as'
  return undefined
}

const hasUser = (name: string): boolean => readFileSync('/etc/passwd', 'utf8').includes(`\n${name}:`)

/** Five ports in a row for each node would be taken from others; so each is asked for. */
async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise<ReturnType<typeof createServer>>((resolve, reject) => {
          const probe = createServer()
          probe.once('error', reject)
          probe.listen(0, '127.0.0.1', () => resolve(probe))
        }),
    ),
  )
  const ports = probes.map((probe) => (probe.address() as { port: number }).port)
  await Promise.all(probes.map((probe) => new Promise((closed) => probe.close(closed))))
  return ports
}

async function untilSynced(port: number, child: OwnedChild, log: string): Promise<void> {
  let gone = false
  void child.ended.then(() => {
    gone = true
  })
  const deadline = Date.now() + joinLimit
  while (!gone && Date.now() < deadline) {
    const state = await createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 2000 })
      .then(async (connection) => {
        const [rows] = await connection.query("show status like 'wsrep_local_state_comment'")
        await connection.end()
        return (rows as { Value: string }[])[0]?.Value
      })
      .catch(() => null)
    if (state === 'Synced') return
    await pause(200)
  }
  throw new Error(`the node did not join: ${existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : ''}`)
}

interface Place {
  folder: string
  port: number
  group: number
  increment: number
  transfer: number
}

/** `members` are the group ports of the others; none makes a new cluster. */
function launch({ folder, port, group, increment, transfer }: Place, members: number[]): OwnedChild {
  const asRoot = process.getuid?.() === 0 ? ['--user=mysql'] : []
  return startOwned(
    findExecutable('mariadbd') ?? '',
    [
      '--no-defaults',
      ...asRoot,
      `--datadir=${join(folder, 'data')}`,
      `--tmpdir=${join(folder, 'tmp')}`,
      `--socket=${join(folder, 's.sock')}`,
      `--pid-file=${join(folder, 'server.pid')}`,
      `--log-error=${join(folder, 'server.err')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_bin',
      '--default-time-zone=+08:00',
      '--innodb-buffer-pool-size=128M',
      '--innodb-flush-log-at-trx-commit=1',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--wsrep-on=ON',
      `--wsrep-provider=${library}`,
      '--wsrep-cluster-name=lxq',
      `--wsrep-cluster-address=gcomm://${members.map((member) => `127.0.0.1:${member}`).join(',')}`,
      `--wsrep-node-address=127.0.0.1:${group}`,
      `--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:${group};ist.recv_addr=127.0.0.1:${increment};gcache.size=64M`,
      '--wsrep-sst-method=rsync',
      `--wsrep-sst-receive-address=127.0.0.1:${transfer}`,
    ],
    { folder: join(folder, 'run'), logFile: join(folder, 'out.log'), endSignal: 'KILL' },
  )
}

function prepare(folder: string): void {
  const asRoot = process.getuid?.() === 0
  for (const name of ['', 'data', 'tmp', 'run']) mkdirSync(join(folder, name), { recursive: true })
  chmodSync(folder, 0o755)
  execFileSync(findExecutable('mariadb-install-db') ?? '', [
    '--no-defaults',
    ...(asRoot ? ['--user=mysql'] : []),
    `--datadir=${join(folder, 'data')}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    '--skip-name-resolve',
    '--innodb-log-file-size=16M',
  ])
  if (asRoot) execFileSync('chown', ['-R', 'mysql', folder])
}

/** Three MariaDB nodes on loopback, all of which take writes. Ends with the program that started it. */
export async function startGalera(): Promise<GaleraCluster> {
  const ports = await freePorts(nodeCount * 4)
  const places = Array.from({ length: nodeCount }, (_none, index): Place => {
    const [port = 0, group = 0, increment = 0, transfer = 0] = ports.slice(index * 4)
    return { folder: newFolder(`galera${index}`), port, group, increment, transfer }
  })
  const children: OwnedChild[] = []
  const begin = async (index: number, place: Place, members: number[]) => {
    const child = launch(place, members)
    children[index] = child
    await untilSynced(place.port, child, join(place.folder, 'server.err'))
  }
  const othersOf = (place: Place) => places.filter((other) => other !== place).map(({ group }) => group)
  for (const [index, place] of places.entries()) {
    prepare(place.folder)
    await begin(index, place, index ? othersOf(place) : [])
  }
  const nodes = places.map((place, index): GaleraNode => {
    const child = () => children[index] as OwnedChild
    return {
      port: place.port,
      url: `mariadb://root@127.0.0.1:${place.port}`,
      pid: () => child().pid(),
      kill: async () => {
        process.kill(child().pid(), 'SIGKILL')
        await child().ended
      },
      rejoin: () => begin(index, place, othersOf(place)),
    }
  })
  const stop = async () => {
    await Promise.all(children.map((child) => child.end()))
    for (const { folder } of places) execFileSync('rm', ['-rf', folder])
  }
  return { nodes, stop }
}
