import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { DataSource } from 'typeorm'
import { isConflict, isDuplicate } from './faults'
import { notesTable, tryRoom, writeNote } from './instanceNotes'
import { tableNames } from './migrations/tables'
import { operatorSentence } from './unwell'
import { migrationsPending, newerSentence } from './upgrade'

const limitMilliseconds = 2000
/** Whoever asks oftener hears the last answer: the question costs a write, and anybody may ask. */
const keptMilliseconds = 1000

const behind = '数据库的表还没有升级到这个版本，请重启这个程序，或运行 npm run migrate。'
/** Less than one photo that somebody sends up. */
const leastBytes = 4 * 1024 * 1024

const missingSentence = (tables: readonly string[]): string =>
  `DATABASE_URL 指的数据库里缺少${tables.length}张表（${tables.slice(0, 3).join('、')}${tables.length > 3 ? '等' : ''}），可能被清空或换了库。请检查 DATABASE_URL，不行就用最近的备份恢复。`
const tooLong = `数据库${limitMilliseconds / 1000}秒内没有读写成功，请看它是否开着、它的负载和磁盘。`

const rowName = 'ready'

async function missingTables(source: DataSource): Promise<string | null> {
  const runner = source.createQueryRunner()
  const there = await tableNames(runner).finally(() => runner.release())
  const missing = source.entityMetadatas.map(({ tableName }) => tableName).filter((name) => !there.includes(name))
  return missing.length ? missingSentence(missing) : null
}

/** Of a disk that is almost full SQLite still finds a little room in the file beside it. */
async function isDiskFull({ options: { type, database: file } }: DataSource): Promise<boolean> {
  if (type !== 'better-sqlite3' || file === ':memory:') return false
  const { bavail, bsize } = await statfs(dirname(String(file)))
  return bavail * bsize < leastBytes
}

/** Really writes: a server that only reads, or a disk that is full, answers every reading. */
async function write(source: DataSource): Promise<void> {
  if (await isDiskFull(source)) throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
  const sql = `update ${notesTable} set beat = (beat + 1) % 1000000 where name = ?`
  if (!(await writeNote(source, sql, [rowName])))
    await writeNote(source, `insert into ${notesTable} (name, owner, beat) values (?, ?, 0)`, [rowName, ''])
  await tryRoom(source, rowName)
}

async function readAndWrite(source: DataSource): Promise<string | null> {
  const newer = await newerSentence(source)
  if (newer) return newer
  if ((await migrationsPending(source)).length) return behind
  const missing = await missingTables(source)
  if (!missing) await write(source)
  return missing
}

/** Two instances that look at the same instant hinder each other, which is a sign of life. */
const asSentence = (fault: unknown): string | null => {
  if (isConflict(fault) || isDuplicate(fault)) return null
  return operatorSentence(fault) ?? '数据库读写出错，请看程序的日志。'
}

/**
 * Answers what keeps the database from serving, in a sentence for whoever runs the house, within two seconds; null when
 * nothing does. `faulty` hears the fault behind it.
 */
export function createReadiness(source: DataSource): (faulty: (fault: unknown) => void) => Promise<string | null> {
  let asked = 0
  let last: Promise<string | null> | null = null
  let running = false
  return (faulty) => {
    if (last && (running || Date.now() - asked < keptMilliseconds)) return last
    asked = Date.now()
    running = true
    const looked = readAndWrite(source)
      .catch((fault) => {
        faulty(fault)
        return asSentence(fault)
      })
      .finally(() => {
        running = false
      })
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(tooLong), limitMilliseconds)
    })
    last = Promise.race([looked, limit]).finally(() => clearTimeout(timer))
    return last
  }
}
