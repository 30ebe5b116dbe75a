import { readFileSync } from 'node:fs'

const headLength = 32
const frameHead = 24

/** In which commit of a SQLite WAL each text stands first; nothing for one that is not in it. */
export function commitsIn(walFile: string, texts: readonly string[]): Map<string, number> {
  const wal = readFileSync(walFile)
  const page = wal.readUInt32BE(8)
  const found = new Map<string, number>()
  let commit = 0
  for (let at = headLength; at + frameHead + page <= wal.length; at += frameHead + page) {
    const frame = wal.subarray(at + frameHead, at + frameHead + page)
    for (const text of texts) if (!found.has(text) && frame.includes(text)) found.set(text, commit)
    if (wal.readUInt32BE(at + 4) > 0) commit += 1
  }
  return found
}
