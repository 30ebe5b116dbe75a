import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

export interface Snapshot {
  changed(): void
  flush(): void
}

/** Each part hands out what should survive a restart, takes it back, and lets go of it when the demo starts over. */
export interface Kept {
  save(): unknown
  restore(saved: unknown): void
  forget(): void
}

const shortestPauseMs = 500
/** A chat of a year takes long to write: no more than this part of the time goes into it. */
const partOfTime = 1 / 30

export function createSnapshot(
  file: string | undefined,
  parts: () => Record<string, Kept>,
): Snapshot & { load(): void } {
  let timer: NodeJS.Timeout | undefined
  let lastMs = 0
  const flush = () => {
    clearTimeout(timer)
    if (!timer || !file) return
    timer = undefined
    const begun = performance.now()
    const saved = Object.fromEntries(Object.entries(parts()).map(([name, part]) => [name, part.save()]))
    writeFileSync(`${file}.new`, JSON.stringify(saved))
    renameSync(`${file}.new`, file)
    lastMs = performance.now() - begun
  }
  return {
    flush,
    changed() {
      if (!file || timer) return
      timer = setTimeout(flush, Math.max(shortestPauseMs, lastMs / partOfTime))
      timer.unref()
    },
    load() {
      if (!file || !existsSync(file)) return
      const saved = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
      for (const [name, part] of Object.entries(parts())) if (saved[name] !== undefined) part.restore(saved[name])
    },
  }
}
