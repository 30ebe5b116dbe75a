import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type ParsedFile, type ParseLimits, parseSheet, type SheetParts } from './sheetParser'

/** Beside the built program; from source, as in tests, there is none. */
const programPath = (): string => join(__dirname, '../server/sheetWorker.js')
/** Twenty thousand rows of sixty columns take a part of it; a file made to eat memory ends its own thread. */
const resourceLimits = { maxOldGenerationSizeMb: 768 }
const patienceMilliseconds = 60_000

async function inThread(
  program: string,
  content: SheetParts | Uint8Array | string,
  limits: ParseLimits,
): Promise<ParsedFile | 'locked' | null> {
  const worker = new Worker(program, { resourceLimits, workerData: { content, limits } })
  let patience: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the thread of the tables ended')))
      patience = setTimeout(() => reject(new Error('a table took too long')), patienceMilliseconds)
    })
  } finally {
    clearTimeout(patience)
    void worker.terminate()
  }
}

/**
 * Reads a table in a thread that lives for this one file: reading does not stop the server, and its memory goes back. Null
 * for whatever cannot be read, 'locked' for what has a password.
 */
export async function parseInThread(
  content: SheetParts | Uint8Array | string,
  limits: ParseLimits,
): Promise<ParsedFile | 'locked' | null> {
  const program = programPath()
  try {
    return await (existsSync(program) ? inThread(program, content, limits) : parseSheet(content, limits))
  } catch {
    return null
  }
}
