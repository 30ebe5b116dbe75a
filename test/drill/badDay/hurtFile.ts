import { execFileSync } from 'node:child_process'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import BetterSqlite from 'better-sqlite3'
import { newFolder } from '../../support/run/ownedChild.ts'
import { type Hurt, memberSentences, type Patient } from './hurt.ts'

const smallDisk = '96m'

/** A small disk of its own, where this machine lets us have one. */
function mountSmall(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${smallDisk}`, 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function fillDisk(file: string): void {
  const handle = openSync(file, 'w')
  for (let size = 1_000_000; size >= 1000; ) {
    try {
      if (writeSync(handle, Buffer.alloc(size)) < size) size = Math.floor(size / 4)
    } catch {
      size = Math.floor(size / 4)
    }
  }
  closeSync(handle)
}

function running(file: string, isSmall: boolean): Hurt[] {
  let other: BetterSqlite.Database | null = null
  const junk = join(dirname(file), 'junk')
  return [
    {
      name: 'held by another program',
      when: 'running',
      hurt: async () => {
        other = new BetterSqlite(file)
        other.exec('begin immediate')
      },
      heal: async () => {
        other?.close()
      },
      member: memberSentences.busy,
      administrator: /2秒内没有读写成功/,
      long: true,
    },
    {
      name: 'full',
      obstacle: isSmall ? undefined : 'a small disk cannot be mounted here',
      when: 'running',
      hurt: async () => fillDisk(junk),
      heal: async () => rmSync(junk),
      member: memberSentences.full,
      administrator: /磁盘满了/,
    },
    {
      name: 'taken away',
      when: 'running',
      hurt: async () => renameSync(file, `${file}.away`),
      heal: async () => renameSync(`${file}.away`, file),
      member: memberSentences.damaged,
      administrator: /被移走或换掉/,
    },
  ]
}

/** Junk over pages in the middle of it, as a bad disk leaves them. */
function damage(file: string): void {
  const handle = openSync(file, 'r+')
  const { size } = statSync(file)
  for (let at = 4096 * 8; at < size; at += 4096 * 16) writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, at)
  closeSync(handle)
}

function starting(file: string, whole: string): Hurt[] {
  const back = async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    copyFileSync(whole, file)
  }
  const sql = (text: string) => async () => {
    const database = new BetterSqlite(file)
    database.exec(text)
    database.close()
  }
  return [
    {
      name: 'damaged',
      when: 'start',
      hurt: async () => {
        const database = new BetterSqlite(file)
        database.pragma('wal_checkpoint(truncate)')
        database.close()
        copyFileSync(file, whole)
        damage(file)
      },
      heal: back,
      administrator: /SQLite 文件有损坏|数据库有损坏/,
    },
    {
      name: 'no database at all',
      when: 'start',
      hurt: async () => {
        for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
        writeFileSync(file, 'a letter, not a database'.repeat(1000))
      },
      heal: back,
      administrator: /不是 SQLite 数据库/,
    },
    {
      name: 'newer than the program',
      when: 'start',
      hurt: sql("insert into migrations (timestamp, name) values (1999000000000, 'Newer1999000000000')"),
      heal: sql("delete from migrations where name = 'Newer1999000000000'"),
      administrator: /更新的版本升级过（Newer1999000000000）.*npm run migrate/,
    },
    {
      name: 'emptied',
      when: 'start',
      hurt: async () => {
        for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      },
      heal: async () => {},
      administrator: /这里原来有一个单位.*一个人也没有.*house\.json/,
    },
  ]
}

export async function hurtFile(): Promise<Patient> {
  const folder = newFolder('badDay')
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  const isSmall = mountSmall(disk)
  const file = join(disk, 'house.sqlite')
  return {
    url: `sqlite:${file}`,
    hurts: [...running(file, isSmall), ...starting(file, join(folder, 'whole.sqlite'))],
    end: async () => {
      if (isSmall) execFileSync('umount', ['-l', disk])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
