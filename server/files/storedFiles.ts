import { createHash, randomUUID } from 'node:crypto'
import { StoredFile, StoredFilePart } from '../../entities'
import type { Work } from '../database/work'

const partBytes = 60_000

export interface FileToStore {
  ownerId: string
  purpose: StoredFile['purpose']
  mediaType: string
  width: number
  height: number
  content: Buffer
}

/** Puts a file into the database, in the unit of work of the record that needs it. Returns its id. */
export async function storeFile(work: Work, file: FileToStore): Promise<string> {
  const { content, ...facts } = file
  const id = randomUUID()
  const sha256 = createHash('sha256').update(content).digest('hex')
  await work.insert(StoredFile, { id, ...facts, byteCount: content.length, sha256, createdAt: work.now })
  for (let part = 0; part * partBytes < content.length; part += 1) {
    const piece = content.subarray(part * partBytes, (part + 1) * partBytes)
    await work.insert(StoredFilePart, { fileId: id, part, content: piece })
  }
  return id
}

export async function readFile(work: Work, id: string): Promise<Buffer> {
  const parts = await work.manager.find(StoredFilePart, { where: { fileId: id }, order: { part: 'ASC' } })
  return Buffer.concat(parts.map((part) => part.content))
}
