// 计票档案 lie outside the database: what a count was made of survives whatever becomes of that.
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

export interface BundleFolder {
  has(roundId: string): boolean
  /** Null where there is none. */
  read(roundId: string): string | null
  /** Whole and on the disk, or not at all; what stands there already stays. */
  keep(roundId: string, text: string): void
  /** Takes away what a writer that was killed has left of it: opened ballots under a name that nobody knows. */
  tidy(roundId: string): void
}

/** Round ids are UUIDs: nothing of a name can lead out of the folder. */
const fileOf = (roundId: string): string => {
  if (!/^[0-9a-f-]{36}$/.test(roundId)) throw new Error('bundles are kept by the id of a round')
  return `${roundId}.count.json`
}

/** What a writer has not finished begins so. */
const draftsOf = (roundId: string): string => `.${fileOf(roundId)}.`
const draftOf = (roundId: string): string => draftsOf(roundId) + randomUUID()

function syncFolder(folder: string): void {
  // Windows opens no folders; there the name is on the disk with the file.
  if (process.platform === 'win32') return
  const opened = openSync(folder, 'r')
  try {
    fsyncSync(opened)
  } finally {
    closeSync(opened)
  }
}

/** Files are their owner's alone: they hold opened ballots, as the database does. */
export function bundleFolder(folder: string): BundleFolder {
  const has = (roundId: string): boolean => existsSync(join(folder, fileOf(roundId)))
  return {
    has,
    read: (roundId) => (has(roundId) ? readFileSync(join(folder, fileOf(roundId)), 'utf8') : null),
    keep: (roundId, text) => {
      if (has(roundId)) return
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const draft = join(folder, draftOf(roundId))
      const file = openSync(draft, 'wx', 0o600)
      try {
        writeFileSync(file, text)
        fsyncSync(file)
        // Two instances at once write the same.
        renameSync(draft, join(folder, fileOf(roundId)))
      } catch (fault) {
        // The other one was faster, and has tidied up behind itself.
        if (!has(roundId)) throw fault
      } finally {
        closeSync(file)
        rmSync(draft, { force: true })
      }
      syncFolder(folder)
    },
    tidy: (roundId) => {
      const drafts = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith(draftsOf(roundId))) : []
      for (const name of drafts) rmSync(join(folder, name), { force: true })
    },
  }
}
