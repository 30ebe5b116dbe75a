import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Connection, createConnection } from 'mysql2/promise'
import { type DatabaseServer, startMariaDb, startMySql } from '../../support/databases/index.ts'
import { type Hurt, memberSentences, type Patient } from './hurt.ts'

/** One space for all tables, with an end: a full disk without filling this machine's. */
const smallSpace = ['--innodb-file-per-table=0', '--innodb-data-file-path=ibdata1:12M:autoextend:max:96M']

async function fill(root: Connection, name: string): Promise<void> {
  await root.query(`create table ${name}.junk (id int auto_increment primary key, page longblob)`)
  for (let size = 1_000_000; size > 100; ) {
    const full = await root.query(`insert into ${name}.junk (page) values (?)`, [randomBytes(size)]).then(
      () => false,
      (fault: { errno?: number }) => {
        if (fault.errno === 1114 || fault.errno === 1021) return true
        throw fault
      },
    )
    if (full) size = Math.floor(size / 4)
  }
}

/** Row by row: even to drop a table wants room. */
async function makeRoom(root: Connection, name: string): Promise<void> {
  const until = performance.now() + 30_000
  for (;;) {
    await root.query(`delete from ${name}.junk order by id limit 5`).catch(() => null)
    const dropped = await root.query(`drop table ${name}.junk`).then(
      () => true,
      (fault) => (performance.now() > until ? Promise.reject(fault) : false),
    )
    if (dropped) return
    await pause(200)
  }
}

function running(server: DatabaseServer, root: () => Connection, name: string): Hurt[] {
  const sql = (text: string) => async () => void (await root().query(text))
  return [
    {
      name: 'killed',
      when: 'running',
      hurt: () => server.kill(),
      heal: () => server.startAgain(),
      member: memberSentences.away,
      administrator: /连不上数据库/,
    },
    {
      name: 'frozen',
      when: 'running',
      hurt: async () => void process.kill(server.pid(), 'SIGSTOP'),
      heal: async () => void process.kill(server.pid(), 'SIGCONT'),
      member: memberSentences.away,
      administrator: /2秒内没有读写成功|没有回应|连不上数据库/,
      long: true,
    },
    {
      name: 'read-only',
      when: 'running',
      hurt: sql('set global read_only = 1'),
      heal: sql('set global read_only = 0'),
      member: memberSentences.readOnly,
      administrator: /只能读、不能写.*read_only/,
    },
    {
      name: 'full',
      when: 'running',
      hurt: () => fill(root(), name),
      heal: () => makeRoom(root(), name),
      long: true,
      member: memberSentences.full,
      administrator: /磁盘满了/,
    },
    {
      name: 'a table gone',
      when: 'running',
      hurt: sql(`rename table ${name}.visit to ${name}.visit_gone`),
      heal: sql(`rename table ${name}.visit_gone to ${name}.visit`),
      member: memberSentences.damaged,
      administrator: /缺少1张表（visit）/,
    },
  ]
}

function starting(root: () => Connection, name: string, begin: () => Promise<void>, server: DatabaseServer): Hurt[] {
  const sql = (text: string) => async () => void (await root().query(text))
  return [
    {
      name: 'away at the start',
      when: 'start',
      hurt: () => server.kill(),
      heal: () => server.startAgain(),
      administrator: /^连不上数据库（ECONNREFUSED），请检查 DATABASE_URL/,
    },
    {
      name: 'newer than the program',
      when: 'start',
      hurt: sql(`insert into ${name}.migrations (timestamp, name) values (1999000000000, 'Newer1999000000000')`),
      heal: sql(`delete from ${name}.migrations where name = 'Newer1999000000000'`),
      administrator: /更新的版本升级过（Newer1999000000000）.*npm run migrate/,
    },
    {
      name: 'emptied',
      when: 'start',
      hurt: async () => {
        await root().query(`drop database ${name}`)
        await begin()
      },
      heal: async () => {},
      administrator: /这里原来有一个单位.*一个人也没有.*house\.json/,
    },
  ]
}

/** A server of our own with a user of its own: root may write even where nobody may. */
export async function hurtServer(kind: 'mariadb' | 'mysql'): Promise<Patient> {
  const server = await (kind === 'mariadb' ? startMariaDb : startMySql)({ durable: true, extra: smallSpace })
  const name = `lxq_${randomBytes(6).toString('hex')}`
  let root = await createConnection(server.url.replace(/^mariadb:/, 'mysql:'))
  const begin = async () => {
    await root.query(`create database ${name} character set utf8mb4 collate utf8mb4_bin`)
  }
  await begin()
  await root.query("create user 'house'@'127.0.0.1' identified by 'house'")
  await root.query(`grant all privileges on ${name}.* to 'house'@'127.0.0.1'`)
  const startAgain = async () => {
    await server.startAgain()
    root = await createConnection(server.url.replace(/^mariadb:/, 'mysql:'))
  }
  // The connection of the drill dies with the server.
  const mortal = { ...server, kill: () => server.kill(), startAgain }
  root.on('error', () => {})
  return {
    url: `${kind}://house:house@127.0.0.1:${server.port}/${name}`,
    hurts: [...running(mortal, () => root, name), ...starting(() => root, name, begin, mortal)],
    end: async () => {
      root.destroy()
      await server.stop()
    },
  }
}
