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

const DEBOUNCE_MS = 500

export function createSnapshot(
  file: string | undefined,
  parts: () => Record<string, Kept>,
): Snapshot & { load(): void } {
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    if (!timer || !file) return
    timer = undefined
    const saved = Object.fromEntries(Object.entries(parts()).map(([name, part]) => [name, part.save()]))
    writeFileSync(`${file}.new`, JSON.stringify(saved))
    renameSync(`${file}.new`, file)
  }
  return {
    flush,
    changed() {
      if (!file || timer) return
      timer = setTimeout(flush, DEBOUNCE_MS)
      timer.unref()
    },
    load() {
      if (!file || !existsSync(file)) return
      const saved = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
      for (const [name, part] of Object.entries(parts())) if (saved[name] !== undefined) part.restore(saved[name])
    },
  }
}
