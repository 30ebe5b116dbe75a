import { statSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import BetterSqlite from 'better-sqlite3'
import { StartRefused } from './startRefused'

const damagedSentence =
  'DATABASE_URL（或 DATA_DIR）指的 SQLite 文件有损坏，没有启动，文件没有动。请检查磁盘，把这个文件另存一份，再用最近的备份恢复。'

type Problems = { quick_check: string }[]

/** Throws StartRefused on a file whose pages do not hold together: each write would make it worse. */
export function refuseDamaged(connection: { pragma(text: string): unknown }): void {
  const [first] = connection.pragma('quick_check(1)') as Problems
  if (first?.quick_check !== 'ok') throw new StartRefused(damagedSentence)
}

/** Written as text, because a thread takes JavaScript and tests run TypeScript. */
const program = `
  const { parentPort, workerData } = require('node:worker_threads')
  const Sqlite = require(workerData.library)
  try {
    const file = new Sqlite(workerData.file, { readonly: true, fileMustExist: true })
    parentPort.postMessage({ found: file.pragma('quick_check(3)').map((row) => row.quick_check) })
  } catch (fault) {
    parentPort.postMessage({ code: fault.code || 'unknown' })
  }
`

/** So much is read in less time than a thread takes to begin. */
const smallBytes = 8 * 1024 * 1024

/**
 * Reads every page of the file, a large one in a thread of its own: it takes seconds, in which nobody waits. Answers what is
 * wrong with it, nothing when it is whole. Sizes in bytes.
 */
export function damageOf(file: string, smallUpTo = smallBytes): Promise<string[]> {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  return size > smallUpTo ? damageOfLarge(file) : Promise.resolve(damageOfSmall(file))
}

function damageOfSmall(file: string): string[] {
  try {
    const connection = new BetterSqlite(file, { readonly: true, fileMustExist: true })
    try {
      const found = connection.pragma('quick_check(3)') as Problems
      return found.map((row) => row.quick_check).filter((problem) => problem !== 'ok')
    } finally {
      connection.close()
    }
  } catch (fault) {
    return [(fault as { code?: string }).code ?? 'unknown']
  }
}

function damageOfLarge(file: string): Promise<string[]> {
  const worker = new Worker(program, { eval: true, workerData: { library: require.resolve('better-sqlite3'), file } })
  return new Promise<string[]>((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', ({ found, code }: { found?: string[]; code?: string }) =>
      resolve((found ?? [code ?? 'unknown']).filter((problem) => problem !== 'ok')),
    )
  }).finally(() => worker.terminate())
}

/** Whether the path still names the file that it names now: what is written into one that was taken away is lost. */
export function fileWatch(file: string): () => boolean {
  const opened = statSync(file)
  return () => {
    const now = statSync(file, { throwIfNoEntry: false })
    return now?.ino === opened.ino && now.dev === opened.dev
  }
}
